import { type AttributeValue, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { dynamo } from './client.ts'
import { backOff, busy, conflictTries, isTransient, unavailable } from './transient.ts'

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]
type Item = Record<string, unknown>

/** `failed` holds, per write, the item that stood in the way (`{}` if none stands there), or undefined where all was well. */
export type Outcome = { committed: true } | { committed: false; failed: (Item | undefined)[] }

/** How often a step is repeated whose reading others have overtaken: enough for a dozen who write at once. */
const settleTries = 12
const transientReasons = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])

/** All writes or none. A failed condition is an answer; conflicts and throttling are tried again and end as a 503. */
export async function commit(writes: Write[]): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      await dynamo.send(new TransactWriteCommand({ TransactItems: writes }))
      return { committed: true }
    } catch (error) {
      if (isTransient(error)) throw unavailable(error)
      if (!(error instanceof TransactionCanceledException)) throw error
      const reasons = error.CancellationReasons ?? []
      if (reasons.some((r) => r.Code === 'ConditionalCheckFailed'))
        return {
          committed: false,
          failed: reasons.map((r) => (r.Code === 'ConditionalCheckFailed' ? itemOf(r.Item) : undefined)),
        }
      if (!reasons.some((r) => transientReasons.has(r.Code ?? ''))) throw error
      if (attempt === conflictTries) throw busy()
      await backOff(attempt)
    }
  }
}

/** The item that an exception carries: the document client leaves it as it came over the wire. */
export const itemOf = (item: Record<string, AttributeValue> | undefined): Item => (item ? unmarshall(item) : {})

/**
 * Reads, decides and commits until it commits or the decision refuses. `step` answers undefined when somebody else was
 * faster: then, a moment later, the next reading tells what is true now.
 */
export async function settle<T>(step: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const result = await step()
    if (result !== undefined) return result
    if (attempt === settleTries) throw busy()
    await backOff(attempt)
  }
}
