import * as z from 'zod'
import type { EveryField } from '../domain/every-field.ts'
import { notFound } from '../domain/ids.ts'
import type { Relationship } from '../domain/relationship.ts'
import { type ServiceRequest, serviceRequestChannels, severities } from '../domain/service-request.ts'
import { type Subscription, subscriptionKindNames, subscriptionStatuses } from '../domain/subscription.ts'
import { relationshipsTable } from './client.ts'
import type { Write } from './commit.ts'
import { type Key, serviceRequestKey, subscriptionKey } from './keys.ts'
import { type Item, query, readItem } from './read.ts'

type Pair = Pick<Relationship, 'partnerId' | 'customerId'>

/** Items that stand under a relationship, newest first. Whoever puts one raises the relationship's version in the same transaction. */
function parts<T extends { id: string }>(
  keyOf: (partnerId: string, customerId: string, id: string) => Key,
  decode: (item: Item) => T,
) {
  return {
    put: ({ partnerId, customerId }: Pair, { id, ...fields }: T): Write => ({
      Put: { TableName: relationshipsTable, Item: { ...keyOf(partnerId, customerId, id), ...fields } },
    }),

    /** What is unknown does not exist, nor does what stands under another relationship. */
    read: async ({ partnerId, customerId }: Pair, id: string): Promise<T> => {
      const item = await readItem(relationshipsTable, keyOf(partnerId, customerId, id))
      if (!item) throw notFound()
      return decode(item)
    },

    query: async ({ partnerId, customerId }: Pair, page: { limit: number; after?: string }) => {
      const { pk, sk } = keyOf(partnerId, customerId, '')
      const { items, lastKey } = await query({
        TableName: relationshipsTable,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ExclusiveStartKey: page.after ? keyOf(partnerId, customerId, page.after) : undefined,
        ScanIndexForward: false,
        Limit: page.limit,
        ConsistentRead: true,
      })
      return { items: items.map(decode), after: lastKey?.sk.slice(sk.length) }
    },
  }
}

const id = { sk: z.string().transform((sk) => sk.slice(2)) }

const subscriptionItem = z.object({
  ...id,
  name: z.string(),
  kind: z.enum(subscriptionKindNames),
  quantity: z.int().optional(),
  externalId: z.string().optional(),
  termEndsAt: z.string().optional(),
  status: z.enum(subscriptionStatuses),
  createdAt: z.string(),
  suspendedAt: z.string().optional(),
  cancelledAt: z.string().optional(),
  vendorReference: z.string().optional(),
} satisfies EveryField<Subscription, 'id'> & z.ZodRawShape)

const serviceRequestItem = z.object({
  ...id,
  title: z.string(),
  text: z.string(),
  severity: z.enum(severities),
  channel: z.enum(serviceRequestChannels),
  vendorReference: z.string().optional(),
  status: z.enum(['open', 'closed']),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  resolution: z.string().optional(),
} satisfies EveryField<ServiceRequest, 'id'> & z.ZodRawShape)

/** What a partner provisioned for a customer. */
export const subscriptions = parts<Subscription>(subscriptionKey, (item) => {
  const { sk, ...fields } = subscriptionItem.parse(item)
  return { id: sk, ...fields }
})

/** What a partner asked the vendor on a customer's behalf. */
export const serviceRequests = parts<ServiceRequest>(serviceRequestKey, (item) => {
  const { sk, ...fields } = serviceRequestItem.parse(item)
  return { id: sk, ...fields }
})
