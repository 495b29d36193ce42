import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { stop } from './stop.ts'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/liaison')
const sources = ['functions', 'infra', 'shared', 'cdk.json', 'package-lock.json', 'tsconfig.json']
const kept = 8

/** The folder with the bundled runner (main.mjs) and the synthesised stack (stack/), made again when a source changed. */
export async function prepare(tell: (progress: string) => void): Promise<string> {
  const folder = join(cache, hashSources())
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date())
    return folder
  }
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    tell('Bundling and synthesising the stack (a few seconds, once per change) ...')
    await Promise.all([bundleRunner(draft), synthesise(join(draft, 'stack'))])
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // another start made the same meanwhile
    if (!existsSync(folder)) throw error
  }
  forgetOldest()
  return folder
}

function hashSources() {
  const hash = createHash('sha256').update(process.version)
  const add = (path: string) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  for (const source of sources) add(join(root, source))
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

/** In a child process: the CDK's memory would stay with the runner otherwise. */
async function synthesise(folder: string) {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object }
  const child = spawn(process.execPath, ['infra/app.ts'], {
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
}

function forgetOldest() {
  const folders = readdirSync(cache).map((name) => ({
    path: join(cache, name),
    used: statSync(join(cache, name)).mtimeMs,
  }))
  for (const { path } of folders.sort((a, b) => b.used - a.used).slice(kept))
    rmSync(path, { recursive: true, force: true })
}
