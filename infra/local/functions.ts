import { randomUUID } from 'node:crypto'
import type { Worker } from 'node:worker_threads'
import type { SharedClock } from './clock.ts'
import { createWorker, findBundle } from './function-worker.ts'
import type { Iam } from './iam.ts'
import type { Logs } from './logs.ts'
import { stop } from './stop.ts'
import { arn, type Resource, readableName, type Stack } from './template.ts'
import type { Answer, Call } from './worker.ts'

export interface FunctionProperties {
  Code: { S3Key: string }
  Handler: string
  Timeout?: number
  MemorySize?: number
  Environment?: { Variables: Record<string, string> }
  LoggingConfig?: { LogGroup?: string }
  DeadLetterConfig?: { TargetArn?: string }
}
export type Outcome = { payload: unknown } | { failure: 'error' | 'timeout' | 'crash'; message: string }

export interface Functions {
  invoke: (id: string, event: unknown) => Promise<Outcome>
  counts: () => Record<string, { invocations: number; failures: number; workers: number }>
  stop: () => Promise<void>
}

export interface FunctionSettings {
  stack: Stack
  clock: SharedClock
  logs: Logs
  iam: Iam
  /** one event at a time per worker */
  strict: boolean
  /** what every function's environment gets besides its own variables */
  environment: Record<string, string>
  /** replaces the port that the template was synthesised with */
  adjust: (text: string) => string
}

interface Waiting {
  call: Call
  resolve: (outcome: Outcome) => void
}
interface Slot {
  worker: Worker
  running: Map<string, Waiting & { timer: NodeJS.Timeout }>
  idle: NodeJS.Timeout | undefined
}

const idleMs = 60_000

export function createFunctions(settings: FunctionSettings): Functions {
  const functions = new Map(
    settings.stack
      .ofType<FunctionProperties>('AWS::Lambda::Function')
      .map((resource) => [resource.id, createFunction(resource, settings)] as const),
  )
  return {
    invoke: (id, event) =>
      (functions.get(id) ?? stop(`The template invokes ${id}, which is no function of it.`)).invoke(event),
    counts: () => Object.fromEntries([...functions].map(([id, f]) => [readableName(id), f.counts()])),
    stop: async () => {
      await Promise.all([...functions.values()].map((f) => f.stop()))
    },
  }
}

/** The workers of one function: started on first use, ended after a minute without any, or when an event takes too long. */
function createFunction(resource: Resource<FunctionProperties>, settings: FunctionSettings) {
  const { id, properties } = resource
  const bundle = findBundle(resource, settings.stack.folder)
  const perWorker = settings.strict ? 1 : 16
  const most = settings.strict ? 2 : 1
  const timeout = (properties.Timeout ?? 3) * 1000
  const name = readableName(id)
  checkDeadLetters(id, properties, settings.iam)
  const slots = new Set<Slot>()
  const queue: Waiting[] = []
  let started = 0
  let invocations = 0
  let failures = 0

  const startWorker = () => {
    const slot: Slot = { worker: createWorker(resource, bundle, settings), running: new Map(), idle: undefined }
    const source = `${id}#${++started}`
    for (const output of [slot.worker.stdout, slot.worker.stderr])
      output.setEncoding('utf8').on('data', (text: string) => settings.logs.write(name, source, text))
    slot.worker.on('message', (answer: Answer) => {
      if ('initError' in answer) end(slot, { failure: 'error', message: answer.initError })
      else
        finish(
          slot,
          answer.id,
          'error' in answer ? { failure: 'error', message: answer.error } : { payload: JSON.parse(answer.result) },
        )
    })
    slot.worker.on('error', (error) => {
      settings.logs.add(name, `The function crashed: ${error instanceof Error ? error.stack : error}`)
      end(slot, { failure: 'crash', message: String(error) })
    })
    slot.worker.on('exit', (code) =>
      end(slot, { failure: 'crash', message: `The function ended its process with code ${code}.` }),
    )
    slots.add(slot)
    return slot
  }

  const finish = (slot: Slot, requestId: string, outcome: Outcome) => {
    const waiting = slot.running.get(requestId)
    if (!waiting) return
    clearTimeout(waiting.timer)
    slot.running.delete(requestId)
    if ('failure' in outcome) failures++
    waiting.resolve(outcome)
    if (slot.running.size === 0 && slots.has(slot)) slot.idle = setTimeout(() => end(slot), idleMs).unref()
    dispatch()
  }

  const end = (slot: Slot, outcome: Outcome = { failure: 'crash', message: 'The function was stopped.' }) => {
    if (!slots.delete(slot)) return
    clearTimeout(slot.idle)
    void slot.worker.terminate()
    for (const requestId of [...slot.running.keys()]) finish(slot, requestId, outcome)
    dispatch()
  }

  const expire = (slot: Slot) => {
    settings.logs.add(name, `The function took longer than its ${timeout / 1000} s and was stopped.`)
    end(slot, { failure: 'timeout', message: `Task timed out after ${timeout / 1000} seconds` })
  }

  const dispatch = () => {
    while (queue.length > 0) {
      const free = [...slots].find((slot) => slot.running.size < perWorker)
      if (!free && slots.size >= most) return
      const slot = free ?? startWorker()
      const waiting = queue.shift()
      if (!waiting) return
      clearTimeout(slot.idle)
      slot.running.set(waiting.call.id, { ...waiting, timer: setTimeout(() => expire(slot), timeout) })
      slot.worker.postMessage(waiting.call)
    }
  }

  return {
    invoke: (event: unknown) =>
      new Promise<Outcome>((resolve) => {
        if (invocations++ === 0) useLog(id, properties, settings)
        queue.push({ call: { id: randomUUID(), event: JSON.stringify(event), timeout }, resolve })
        dispatch()
      }),
    counts: () => ({ invocations, failures, workers: slots.size }),
    stop: async () => {
      queue.length = 0
      const workers = [...slots].map((slot) => slot.worker)
      slots.clear()
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** AWS refuses a function whose role cannot reach its dead-letter queue; so do we. */
function checkDeadLetters(id: string, { DeadLetterConfig }: FunctionProperties, iam: Iam) {
  const queue = DeadLetterConfig?.TargetArn
  if (queue && !iam.allows(id, 'sqs:SendMessage', queue))
    stop(`Function ${id}: its role does not allow sqs:SendMessage on its dead-letter queue ${queue}.`)
}

function useLog(id: string, properties: FunctionProperties, { iam, logs }: FunctionSettings) {
  const group = properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${id}`
  for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
    if (!iam.allows(id, action, arn('logs', `log-group:${group}:log-stream:local`)))
      logs.add(id, `AccessDeniedException: the role of ${id} does not allow ${action} on its log group ${group}.`)
}
