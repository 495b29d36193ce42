import { dynamo } from '../../shared/store/client.ts'

/** One call to DynamoDB as the code made it; retries of the SDK count once. */
export interface Call {
  operation: string
  input: Record<string, unknown>
  succeeded: boolean
}

/** What happens to a try: something meanwhile, an error before it reaches the engine, one after it is done, or another answer. */
export interface Fault {
  meanwhile?: () => Promise<unknown>
  before?: Error
  after?: Error
  instead?: object
}

type Sabotage = (operation: string, input: Record<string, unknown>) => Fault | undefined

let recording: Call[] | undefined
let sabotage: Sabotage | undefined

const operationOf = (context: { commandName?: string }) => (context.commandName ?? '').replace(/Command$/, '')

dynamo.middlewareStack.add(
  (next, context) => async (args) => {
    const call = { operation: operationOf(context), input: args.input as Record<string, unknown>, succeeded: false }
    recording?.push(call)
    const result = await next(args)
    call.succeeded = true
    return result
  },
  { step: 'initialize', priority: 'high', name: 'record' },
)

// the lowest priority of the last step but one: inside the SDK's own retries
dynamo.middlewareStack.add(
  (next, context) => async (args) => {
    const fault = sabotage?.(operationOf(context), args.input as Record<string, unknown>)
    await fault?.meanwhile?.()
    if (fault?.before) throw fault.before
    if (fault?.instead) return { response: {}, output: { $metadata: {}, ...fault.instead } }
    const result = await next(args)
    if (fault?.after) throw fault.after
    return result
  },
  { step: 'finalizeRequest', priority: 'low', name: 'fault' },
)

/** The calls that `run` makes, in order. */
export async function callsOf<T>(run: () => Promise<T>): Promise<{ result: T; calls: Call[] }> {
  const calls: Call[] = []
  recording = calls
  try {
    return { result: await run(), calls }
  } finally {
    recording = undefined
  }
}

/** Runs with faults in every try (the SDK's retries included) for which `plan` names one. */
export async function withFaults<T>(plan: Sabotage, run: () => Promise<T>): Promise<T> {
  sabotage = plan
  try {
    return await run()
  } finally {
    sabotage = undefined
  }
}

/** The fault, the first `times` times that the operation is tried. */
export function first(times: number, operation: string, fault: Fault): Sabotage {
  let left = times
  return (name) => (name === operation && left-- > 0 ? fault : undefined)
}

export const always = (operation: string, fault: Fault): Sabotage => first(Number.POSITIVE_INFINITY, operation, fault)

/** An error as the SDK would throw it. */
export const awsError = (name: string, fields: object = {}): Error =>
  Object.assign(new Error(name), { name, $fault: 'server', $metadata: {}, ...fields })
