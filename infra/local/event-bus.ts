import { randomUUID } from 'node:crypto'
import { arn, type Stack } from './template.ts'

interface Entry {
  EventBusName?: string
  Source?: string
  DetailType?: string
  Detail?: string
  Time?: number
}

/** An event as a rule of the bus would get it. */
export interface BusEvent {
  id: string
  bus: string
  source: string
  'detail-type': string
  time: string
  detail: unknown
}

type Result = { EventId: string } | { ErrorCode: string; ErrorMessage: string }

const kept = 1000
const maxEntries = 10
const maxBytes = 256 * 1024

/** EventBridge, with a list of what was published and a number of entries that it is to refuse next. */
export function createEventBus(stack: Stack) {
  const buses = new Set(
    stack.ofType<{ Name: string }>('AWS::Events::EventBus').map(({ properties }) => properties.Name),
  )
  const events: BusEvent[] = []
  let refuseNext = 0

  const put = ({ EventBusName = 'default', Source, DetailType, Detail, Time }: Entry): Result => {
    if (!buses.has(EventBusName))
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${EventBusName} does not exist.` }
    const detail = parsed(Detail)
    if (!Source || !DetailType || detail === undefined)
      return {
        ErrorCode: 'MalformedDetail',
        ErrorMessage: 'Source, DetailType and a JSON object as Detail are needed.',
      }
    if (refuseNext > 0) {
      refuseNext--
      return { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }
    }
    const id = randomUUID()
    const time = Time === undefined ? new Date() : new Date(Time * 1000)
    events.push({ id, bus: EventBusName, source: Source, 'detail-type': DetailType, time: time.toISOString(), detail })
    if (events.length > kept) events.shift()
    return { EventId: id }
  }

  return {
    /** the buses on which the caller needs events:PutEvents */
    resources: ({ Entries = [] }: { Entries?: Entry[] }) =>
      [...new Set(Entries.map((entry) => entry.EventBusName ?? 'default'))].map((name) =>
        arn('events', `event-bus/${name}`),
      ),
    /** Answers a request in the service's JSON protocol. */
    answer: (operation: string, body: { Entries?: Entry[] }) => {
      if (operation !== 'PutEvents')
        return { status: 400, body: { __type: 'UnknownOperationException', message: `${operation} is not emulated` } }
      const entries = body.Entries ?? []
      const bytes = entries.reduce((sum, { Detail = '' }) => sum + Buffer.byteLength(Detail), 0)
      if (entries.length === 0 || entries.length > maxEntries || bytes > maxBytes)
        return {
          status: 400,
          body: { __type: 'ValidationException', message: '1 to 10 entries of at most 256 KB in all are expected' },
        }
      const Entries = entries.map(put)
      return { status: 200, body: { FailedEntryCount: Entries.filter((e) => 'ErrorCode' in e).length, Entries } }
    },
    /** Oldest first. */
    published: () => events,
    refuse: (times: number) => {
      refuseNext = times
    },
  }
}

export type EventBus = ReturnType<typeof createEventBus>

function parsed(detail = ''): unknown {
  try {
    const value: unknown = JSON.parse(detail)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
