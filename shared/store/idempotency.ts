import * as z from 'zod'
import type { EveryField } from '../domain/every-field.ts'
import { invitationsTable } from './client.ts'
import type { Write } from './commit.ts'
import { idempotencyKey } from './keys.ts'
import type { Item } from './read.ts'

/** Remembers for 24 hours which resource a request with this key made or moved. `hash` is that of the payload. */
export interface IdempotencyRecord {
  key: string
  hash: string
  status: number
  /** bare id of an invitation, a subscription, a service request */
  resourceId: string
}

const recordSeconds = 86_400

export const putIdempotencyRecord = (partnerId: string, record: IdempotencyRecord, now: Date): Write => {
  const seconds = Math.floor(now.getTime() / 1000)
  return {
    Put: {
      TableName: invitationsTable,
      Item: {
        ...idempotencyKey(partnerId, record.key),
        hash: record.hash,
        status: record.status,
        resource: record.resourceId,
        ttl: seconds + recordSeconds,
      } satisfies EveryField<IdempotencyRecord, 'key' | 'resourceId'> & Item,
      ConditionExpression: 'attribute_not_exists(pk) OR #ttl <= :now',
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':now': seconds },
    },
  }
}

const recordItem = z.object({
  hash: z.string(),
  status: z.int(),
  resource: z.string(),
  ttl: z.int(),
} satisfies EveryField<IdempotencyRecord, 'key' | 'resourceId'> & z.ZodRawShape)

/** The record of an earlier request, unless its 24 hours are over. */
export function decodeRecord(item: Item | undefined, now: Date) {
  if (!item) return undefined
  const record = recordItem.parse(item)
  return record.ttl < now.getTime() / 1000 ? undefined : record
}
