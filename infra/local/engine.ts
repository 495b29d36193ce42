import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { stop } from './stop.ts'

/** A DynamoDB-compatible engine, spoken to without any permission check. */
export interface Engine {
  host: string
  port: number
  /** answers the parsed body; an error answer throws with the engine's own words */
  call: <T = Record<string, unknown>>(action: string, body: object) => Promise<T>
  stop: () => Promise<void>
}

/** Uses the engine at `url`, or starts our own with its file in `folder`. */
export async function startEngine(folder: string, temporary: boolean, url: string | undefined): Promise<Engine> {
  if (url !== undefined) return useEngine(url)
  const port = await freePort()
  const file = join(folder, 'tables.db')
  const child = spawnWatched(
    binary(),
    ['--host', '127.0.0.1', '--port', String(port), '--db-path', file],
    temporary ? folder : '',
  )
  const engine = connect('127.0.0.1', port)
  await waitUntilReady(engine, child.failed)
  indexStream(file)
  return { ...engine, stop: child.stop }
}

async function useEngine(url: string): Promise<Engine> {
  const { protocol, hostname, port } = URL.parse(url) ?? stop(`AWS_ENDPOINT_URL_DYNAMODB is "${url}", which is no URL.`)
  if (protocol !== 'http:') stop(`AWS_ENDPOINT_URL_DYNAMODB is "${url}"; expected is a plain http:// address.`)
  const engine = connect(hostname, Number(port || 80))
  await engine
    .call('DynamoDB_20120810.ListTables', {})
    .catch((error: Error) =>
      stop(
        `No DynamoDB engine answers at AWS_ENDPOINT_URL_DYNAMODB=${url} (${error.message}). Start it, or unset the variable.`,
      ),
    )
  return { ...engine, stop: async () => engine.close() }
}

function binary() {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide')
  } catch {
    const why =
      process.platform === 'linux' && process.arch === 'x64'
        ? 'The package @dynoxide/linux-x64 is missing: run npm ci (without --omit=optional).'
        : `No DynamoDB engine is bundled for ${process.platform}-${process.arch}.`
    return stop(
      `${why} Or run "npx dynoxide --port 8000" (any DynamoDB-compatible engine will do) and start again with AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000.`,
    )
  }
}

// The shell ends the engine (and empties a temporary folder) as soon as the pipe on descriptor 3 closes: also when the runner is killed.
const watch = `folder="$1"; shift
"$@" 3<&- & engine=$!
exec 2>/dev/null
( cat <&3 >/dev/null; kill $engine ) &
wait $engine; code=$?
[ -n "$folder" ] && rm -rf "$folder"
exit $code`

function spawnWatched(command: string, args: string[], temporary: string) {
  const shell = spawn('/bin/sh', ['-c', watch, 'sh', temporary, command, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
    detached: true,
  })
  let errors = ''
  shell.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk).slice(-1000)
  })
  const exited = new Promise<number | null>((resolve) => shell.once('exit', resolve))
  const failed = exited.then((code) =>
    stop(`The DynamoDB engine ended with code ${code} before it was ready. ${errors.trim() || 'It gave no reason.'}`),
  )
  failed.catch(() => {})
  return {
    failed,
    stop: async () => {
      shell.stdio[3]?.destroy()
      await Promise.race([exited, delay(3000)])
    },
  }
}

async function waitUntilReady(engine: Omit<Engine, 'stop'>, failed: Promise<never>) {
  const ready = async () => {
    for (let attempt = 0; attempt < 500; attempt++) {
      const answered = await engine.call('DynamoDB_20120810.ListTables', {}).then(
        () => true,
        () => false,
      )
      if (answered) return
      await delay(10)
    }
    stop('The DynamoDB engine did not answer within 5 seconds.')
  }
  await Promise.race([ready(), failed])
}

/** The engine finds stream records by a full scan; these indexes keep a write's cost flat. */
function indexStream(file: string) {
  if (!existsSync(file)) return
  const database = new DatabaseSync(file, { timeout: 5000 })
  database.exec(`CREATE INDEX IF NOT EXISTS liaison_number ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
    CREATE INDEX IF NOT EXISTS liaison_shard ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));
    CREATE INDEX IF NOT EXISTS liaison_text ON _stream_records (table_name, sequence_number)`)
  database.close()
}

function connect(host: string, port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const call = <T>(action: string, body: object) =>
    new Promise<T>((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': action,
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=runner/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      }
      const outgoing = request({ host, port, agent, method: 'POST', path: '/', headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (answer.statusCode === 200) resolve(JSON.parse(text) as T)
          else reject(new Error(`${action}: ${text}`))
        })
      })
      outgoing.on('error', reject)
      outgoing.end(JSON.stringify(body))
    })
  return { host, port, call, close: () => agent.destroy() }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
