import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAwsEndpoint } from './aws-endpoint.ts'
import type { DeadLetter } from './batch.ts'
import { createClock, installClock, realNow } from './clock.ts'
import { createControl } from './control.ts'
import { startDynamoDbEndpoint } from './dynamodb-endpoint.ts'
import { startEngine } from './engine.ts'
import { createEventBus } from './event-bus.ts'
import { createFeedback } from './feedback.ts'
import { createFunctions } from './functions.ts'
import { createGateway } from './gateway.ts'
import { createIam } from './iam.ts'
import { createIdentity } from './identity.ts'
import { createLogs } from './logs.ts'
import type { Options } from './options.ts'
import { measure } from './processes.ts'
import { startSchedules } from './schedules.ts'
import { readSecrets } from './secrets.ts'
import { operatorVariables, seedPartners } from './seeding.ts'
import { createSes, type Mail } from './ses.ts'
import { openState, type State } from './state.ts'
import { stop } from './stop.ts'
import { followStreams } from './streams.ts'
import { createTables, dumpTables } from './tables.ts'
import { readStack } from './template.ts'

/** The port in the addresses of the `local` stage. */
const stagePort = 4400

/** Runs a synthesised stack until `stop`. */
export async function run(options: Options) {
  const server = await listen(options.port)
  const { port } = server.http.address() as AddressInfo
  const origin = `http://localhost:${port}`
  const portals = [origin, `http://127.0.0.1:${port}`]
  const adjust = (text: string) =>
    text.replaceAll(new RegExp(`(localhost|127\\.0\\.0\\.1):${stagePort}\\b`, 'g'), `$1:${port}`)

  const stack = readStack(options.stack ?? stop('There is no stack to run. Start with npm start.'))
  const data = options.data ?? temporaryFolder()
  const state = openState(data)
  const clock = createClock(aheadBy(state, options.at))
  state.set('clock', String(clock[0]))
  installClock(clock)

  const engine = await startEngine(data, options.data === undefined, process.env.AWS_ENDPOINT_URL_DYNAMODB)
  const streams = await createTables(stack, engine)
  const iam = createIam(stack)
  const logs = createLogs(!options.quiet)
  const deadLetters: DeadLetter[] = []
  let report = (_mail: Mail) => {}
  const ses = createSes(stack, (mail) => report(mail))
  const eventBus = createEventBus(stack)
  let wake = (_table: string) => {}
  const dynamoDb = await startDynamoDbEndpoint(engine, iam, (table) => wake(table))
  const aws = await startAwsEndpoint(iam, ses, eventBus, readSecrets(stack, state))
  const environment = {
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
    AWS_ENDPOINT_URL_SES: aws.ses,
    AWS_ENDPOINT_URL_EVENTBRIDGE: aws.eventBridge,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.secretsManager,
  }
  const functions = createFunctions({ stack, clock, logs, iam, strict: options.strict, environment, adjust })
  // once: what an operator changed since must stay
  if (options.seed && !state.get('seeded')) {
    await seedPartners(stack, environment, adjust)
    state.set('seeded', true)
  }
  const followers = followStreams({ stack, engine, functions, iam, state, deadLetters, streams })
  wake = followers.wake
  const feedback = createFeedback({ stack, functions, deadLetters })
  report = feedback.report
  const schedules = startSchedules({ stack, functions, iam, logs, deadLetters })

  const advance = async (milliseconds: number) => {
    const ahead = Atomics.add(clock, 0, BigInt(milliseconds)) + BigInt(milliseconds)
    state.set('clock', String(ahead))
    if (milliseconds > 0) await schedules.runAll()
    let moved = true
    while (moved) moved = [await followers.settle(), await feedback.settle()].some(Boolean)
  }
  const control = createControl({
    origin,
    identity: createIdentity(origin, portals, state),
    ses,
    eventBus,
    operator: () => operatorVariables(stack, environment, adjust),
    iam,
    logs,
    deadLetters,
    stats: () => ({ ...measure(), functions: functions.counts(), dynamoDb: dynamoDb.requests }),
    tables: () => dumpTables(stack, engine),
    advance,
  })
  const gateway = createGateway(stack, functions)
  server.serve((request, response) => {
    const isControl = /^\/_local(?:[/?]|$)/.test(request.url ?? '')
    ;(isControl ? control : gateway)(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })

  return {
    url: origin,
    stop: async () => {
      server.http.close()
      server.http.closeAllConnections()
      schedules.stop()
      followers.stop()
      await functions.stop()
      dynamoDb.stop()
      aws.stop()
      await engine.stop()
      state.close()
    },
  }
}

/** A clock never goes back: what is stored was written at its time. */
function aheadBy(state: State, at: number | undefined): bigint {
  const kept = BigInt(state.get<string>('clock') ?? 0)
  const wanted = at === undefined ? kept : BigInt(at - realNow())
  return wanted > kept || state.get('clock') === undefined ? wanted : kept
}

/** Takes the port first, so that one in use is told before anything is started. */
async function listen(port: number) {
  let serve: RequestListener = (_, response) => response.writeHead(503).end()
  const http = createServer((request, response) => serve(request, response))
  http.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, '127.0.0.1', resolve)
  }).catch((error: NodeJS.ErrnoException) =>
    stop(
      error.code === 'EADDRINUSE'
        ? `Port ${port} is in use. Stop what listens there, or choose another: npm start -- --port ${port + 1} (0 picks a free one).`
        : `Port ${port} cannot be opened (${error.message}). Choose another: npm start -- --port 4400 (0 picks a free one).`,
    ),
  )
  return {
    http,
    serve: (listener: RequestListener) => {
      serve = listener
    },
  }
}

/** Under the system's RAM disk where there is one; gone with the process. */
function temporaryFolder() {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const folder = mkdtempSync(join(parent, 'liaison-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
