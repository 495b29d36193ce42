import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { installClock, type SharedClock } from './clock.ts'

export interface WorkerData {
  clock: SharedClock
  file: string
  handler: string
  name: string
  arn: string
  memory: number
}
export interface Call {
  id: string
  event: string
  /** milliseconds that the function may take */
  timeout: number
}
export type Answer = { id: string; result: string } | { id: string; error: string } | { initError: string }

const data = workerData as WorkerData
installClock(data.clock)

const describe = (error: unknown) =>
  JSON.stringify(
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') }
      : { errorType: 'Error', errorMessage: String(error) },
  )

const answer = (message: Answer) => parentPort?.postMessage(message)

try {
  const module = (await import(pathToFileURL(data.file).href)) as Record<string, unknown>
  const handler = module[data.handler]
  if (typeof handler !== 'function') throw new Error(`${data.file} exports no function "${data.handler}"`)
  parentPort?.on('message', async ({ id, event, timeout }: Call) => {
    const end = performance.now() + timeout
    const context = {
      callbackWaitsForEmptyEventLoop: false,
      functionName: data.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: data.arn,
      memoryLimitInMB: String(data.memory),
      awsRequestId: id,
      logGroupName: `/aws/lambda/${data.name}`,
      logStreamName: 'local',
      getRemainingTimeInMillis: () => Math.max(0, Math.round(end - performance.now())),
    }
    try {
      answer({ id, result: JSON.stringify(await handler(JSON.parse(event), context)) ?? 'null' })
    } catch (error) {
      console.error(describe(error))
      answer({ id, error: describe(error) })
    }
  })
} catch (error) {
  console.error(describe(error))
  answer({ initError: describe(error) })
}
