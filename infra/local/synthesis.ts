import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { stop } from './stop.ts'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/liaison')
const kept = 8

export interface Prepared {
  /** the bundled runner's file */
  runner: string
  /** the folder of the synthesised stack */
  stack: string
}

/** Bundles the runner and synthesises the stack (unless another one is given), each only when a source of it changed. */
export async function prepare(stack: string | undefined, tell: (progress: string) => void): Promise<Prepared> {
  const common = ['shared', 'package-lock.json', 'tsconfig.json']
  const [runner, synthesised] = await Promise.all([
    cached('runner', ['infra/local', ...common], bundleRunner, () => {}),
    stack ?? cached('stack', ['functions', 'infra', 'cdk.json', ...common], synthesise, tell, 'infra/local'),
  ])
  return { runner: join(runner, 'main.mjs'), stack: synthesised }
}

async function cached(
  name: string,
  sources: string[],
  make: (folder: string) => Promise<void>,
  tell: (progress: string) => void,
  except?: string,
): Promise<string> {
  const hash = hashSources(sources, except)
  const folder = join(cache, `${name}-${hash}`)
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date())
    return folder
  }
  tell('Synthesising the stack (a few seconds, once per change) ...')
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    await make(draft)
    // what was edited meanwhile may be in it by half: good for this start, not for others
    if (hashSources(sources, except) !== hash) return draft
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // another start made the same meanwhile
    if (!existsSync(folder)) throw error
  }
  forgetOldest(name)
  return folder
}

function hashSources(sources: string[], except: string | undefined) {
  const hash = createHash('sha256').update(process.version)
  const add = (path: string) => {
    const file = join(root, path)
    if (path === except || !existsSync(file)) return
    if (statSync(file).isDirectory()) for (const name of readdirSync(file).sort()) add(join(path, name))
    else hash.update(path).update(readFileSync(file))
  }
  sources.forEach(add)
  return hash.digest('hex').slice(0, 16)
}

async function bundleRunner(folder: string) {
  const { build } = await import('esbuild')
  const entry = (name: string) => join(import.meta.dirname, `${name}.ts`)
  await build({
    entryPoints: [entry('main'), entry('worker'), entry('seed')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    // loaded on first use, and found from the cache because that lies in node_modules
    external: ['oidc-provider'],
    logLevel: 'error',
  })
}

/**
 * In a child process: the CDK's memory would stay with the runner otherwise. Over bundles of its own: another build, of
 * other sources, may be at work in dist.
 */
async function synthesise(folder: string) {
  const bundles = join(folder, 'bundles')
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object }
  const child = spawn(process.execPath, ['infra/app.ts', bundles], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, stage: 'local' }),
      CDK_OUTDIR: folder,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      NODE_CHANNEL_FD: '',
    },
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk
  })
  const code = await new Promise((done) => child.once('close', done))
  if (code !== 0) stop(`The stack could not be synthesised:\n${errors.trim()}`)
  rmSync(bundles, { recursive: true })
  const missing = missingFiles(folder)
  if (missing.length > 0)
    stop(`The bundles of the stack are not complete; missing: ${missing.join(', ')}. Start again.`)
}

/** What the functions' code in a synthesised stack imports and what is not there: then it must not be kept. */
export const missingFiles = (stack: string): string[] =>
  globSync('asset.*/**/*.mjs', { cwd: stack }).flatMap((file) =>
    [...readFileSync(join(stack, file), 'utf8').matchAll(/(?:from|import)\s*\(?"(\.[^"]+\.mjs)"/g)]
      .map(([, imported = '']) => join(dirname(file), imported))
      .filter((path) => !existsSync(join(stack, path))),
  )

function forgetOldest(name: string) {
  const folders = readdirSync(cache)
    .filter((entry) => entry.startsWith(`${name}-`))
    .map((entry) => ({ path: join(cache, entry), used: statSync(join(cache, entry)).mtimeMs }))
  // an environment that runs loads from its folder what it uses for the first time
  const old = folders.filter(({ used }) => used < Date.now() - 3_600_000).sort((a, b) => b.used - a.used)
  for (const { path } of old.slice(kept)) rmSync(path, { recursive: true, force: true })
}
