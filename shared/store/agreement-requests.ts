import { invitationsTable } from './client.ts'
import type { Write } from './commit.ts'
import { type Key, onceKey } from './keys.ts'
import type { Item } from './read.ts'

const seconds = (at: Date) => Math.ceil(at.getTime() / 1000)

export const agreementRequestKey = (partnerId: string, customerId: string): Key =>
  onceKey(partnerId, customerId, 'agreement')

/** Marks that a partner asked a customer for the agreement, until it may ask again. */
export const putAgreementRequest = (partnerId: string, customerId: string, nextAt: Date, now: Date): Write => ({
  Put: {
    TableName: invitationsTable,
    Item: { ...agreementRequestKey(partnerId, customerId), ttl: seconds(nextAt) },
    ConditionExpression: 'attribute_not_exists(pk) OR #ttl <= :now',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':now': seconds(now) },
  },
})

export const decodeAgreementRequest = (item: Item | undefined): Date | undefined =>
  item && new Date(Number(item.ttl) * 1000)
