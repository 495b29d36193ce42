import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { build as bundle, type Metafile } from 'esbuild'
import { type FunctionName, functionNames } from './functions.ts'
import { openApiDocument } from './openapi.ts'

const root = resolve(import.meta.dirname, '..')

export const dist = join(root, 'dist')

/** An output file and all that it imports, transitively. */
export function closure(outputs: Metafile['outputs'], file: string, seen = new Set<string>()) {
  if (seen.has(file) || !outputs[file]) return seen
  seen.add(file)
  for (const { path } of outputs[file].imports) closure(outputs, path, seen)
  return seen
}

const nameIn = (directory: string, path: string) => relative(directory, path).replaceAll(sep, '/')

/** The entry `<name>/handler.mjs` goes into f/, so that `../chunk.mjs` is found beside that folder. */
const placeIn = (name: FunctionName, file: string) =>
  file === `${name}/handler.mjs` ? `${name}/f/handler.mjs` : `${name}/${file}`

async function bundles() {
  const result = await bundle({
    absWorkingDir: root,
    entryPoints: functionNames.map((name) => ({ in: `functions/${name}/handler.ts`, out: `${name}/handler` })),
    outdir: '.',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    minify: true,
    legalComments: 'none',
    sourcemap: 'external',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const contents = new Map(result.outputFiles.map((file) => [nameIn(root, file.path), file.contents]))
  return { contents, metafile: result.metafile }
}

/** Writes what differs and removes what is left over: two builds at the same time do each other no harm. */
async function sync(directory: string, files: Map<string, Uint8Array>) {
  for (const [name, content] of files) {
    const path = join(directory, name)
    const present = await readFile(path).catch(() => undefined)
    if (present && Buffer.compare(present, content) === 0) continue
    await mkdir(dirname(path), { recursive: true })
    const draft = `${path}.${process.pid}.draft`
    await writeFile(draft, content)
    await rename(draft, path)
  }
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !entry.name.endsWith('.draft') && !files.has(nameIn(directory, path)))
      await rm(path, { force: true })
  }
}

/**
 * Bundles every function into `<directory>/<function>/`, ready to be uploaded; source maps go to `maps/`.
 * Answers a hash of all that was bundled: equal sources, equal hash.
 */
export async function build(directory = dist) {
  const { contents, metafile } = await bundles()
  const files = new Map<string, Uint8Array>()
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  for (const [file, content] of contents) {
    if (file.endsWith('.map')) files.set(`maps/${file}`, content)
    for (const name of functionNames)
      if (closure(metafile.outputs, `${name}/handler.mjs`).has(file)) files.set(placeIn(name, file), content)
  }
  files.set('partner/openapi.json', json(openApiDocument()))
  files.set('meta.json', json(metafile))
  await sync(resolve(directory), files)

  const hash = createHash('sha256')
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(name).update(content)
  return hash.digest('hex')
}

if (import.meta.main) console.log(`dist ${await build()}`)
