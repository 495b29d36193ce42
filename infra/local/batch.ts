import { setTimeout as delay } from 'node:timers/promises'
import { realNow } from './clock.ts'
import type { Outcome } from './functions.ts'

export interface StreamRecord {
  eventName: string
  awsRegion?: string
  eventSourceARN?: string
  dynamodb: { SequenceNumber: string; ApproximateCreationDateTime?: number; Keys?: object; NewImage?: object }
}

export interface BatchRules {
  /** retries after the first attempt; undefined = for ever */
  retries: number | undefined
  maxAgeSeconds: number | undefined
  bisect: boolean
  partial: boolean
}

export interface DeadLetter {
  at: string
  destination: string | undefined
  function: string
  condition: string
  reason: string
  payload: unknown
}

interface Delivery {
  rules: BatchRules
  invoke: (records: StreamRecord[]) => Promise<Outcome>
  giveUp: (records: StreamRecord[], condition: string, reason: string) => void
  stopped: () => boolean
}

/** Hands a batch to its function until every record is done or given up, as Lambda does it for a shard. */
export async function deliver(records: StreamRecord[], delivery: Delivery, attempt = 0): Promise<void> {
  if (records.length === 0 || delivery.stopped()) return
  const { rules } = delivery
  const outcome = await delivery.invoke(records)
  const failed = firstFailure(records, outcome, rules.partial)
  if (failed === undefined || delivery.stopped()) return
  const rest = records.slice(failed)
  const reason = 'failure' in outcome ? outcome.message : 'The function reported it in batchItemFailures.'
  // what was done before the first failure counts as progress, so the rest starts anew
  if (failed > 0) return deliver(rest, delivery)
  if (rules.bisect && rest.length > 1) {
    const middle = Math.ceil(rest.length / 2)
    await deliver(rest.slice(0, middle), delivery, attempt)
    return deliver(rest.slice(middle), delivery, attempt)
  }
  const oldest = rest[0]?.dynamodb.ApproximateCreationDateTime ?? 0
  if (rules.maxAgeSeconds !== undefined && realNow() / 1000 - oldest > rules.maxAgeSeconds)
    return delivery.giveUp(rest, 'RecordAgeExceeded', reason)
  if (rules.retries !== undefined && attempt >= rules.retries)
    return delivery.giveUp(rest, 'RetryAttemptsExhausted', reason)
  await delay(Math.min(10 * 2 ** attempt, 1000))
  return deliver(rest, delivery, attempt + 1)
}

/** Index of the first record to do again: 0 for a failed or unreadable answer, undefined when all are done. */
function firstFailure(records: StreamRecord[], outcome: Outcome, partial: boolean): number | undefined {
  if ('failure' in outcome) return 0
  if (!partial) return undefined
  const { payload } = outcome
  if (typeof payload !== 'object' || payload === null || !('batchItemFailures' in payload)) return undefined
  const failures = payload.batchItemFailures as { itemIdentifier?: string }[] | null
  if (!failures || failures.length === 0) return undefined
  const indexes = failures.map((f) => records.findIndex((r) => r.dynamodb.SequenceNumber === f.itemIdentifier))
  return Math.max(0, Math.min(...indexes))
}
