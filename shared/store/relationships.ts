import { type ChainedEvent, extendChain } from '../domain/chain.ts'
import { type Partner, partnerSchema } from '../domain/partner.ts'
import { type Relationship, type RelationshipChange, relationshipChainId } from '../domain/relationship.ts'
import { relationshipsTable } from './client.ts'
import type { Write } from './commit.ts'
import { addToDomain } from './customer-domains.ts'
import { decodeEvent, putEvent } from './events.ts'
import { pointerKey, profileKey, relationshipEventKey, relationshipKey } from './keys.ts'
import { type Item, query, readItem, readTogether } from './read.ts'
import { decodeRelationship, encodeRelationship } from './relationship-item.ts'

/**
 * The writes of one transition: the relationship on the version that was read, and its events behind the chain's head.
 * A new relationship comes with the pointer that lists it for the customer, and a new domain with one that finds it; they stay.
 */
export function relationshipWrites({ before, after, events: facts }: RelationshipChange, salts: () => string) {
  const { events, head } = extendChain(relationshipChainId(after), after.head, facts, salts)
  const relationship = { ...after, head }
  const writes = [
    putRelationship(relationship, before?.version ?? 0),
    ...(before ? [] : [putPointer(relationship)]),
    ...(before?.provenDomain === relationship.provenDomain ? [] : addToDomain(relationship)),
    ...events.map((event) => putRelationshipEvent(relationship, event)),
  ]
  return { relationship, writes }
}

const putRelationship = (relationship: Relationship, expectedVersion: number): Write => ({
  Put: {
    TableName: relationshipsTable,
    Item: encodeRelationship(relationship),
    ...(expectedVersion === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :expected', ExpressionAttributeValues: { ':expected': expectedVersion } }),
  },
})

const putPointer = ({ partnerId, customerId }: Relationship): Write => ({
  Put: { TableName: relationshipsTable, Item: pointerKey(customerId, partnerId) },
})

/** What was decided on this relationship holds only while it stays as it was read. */
export const requireUnchanged = ({ partnerId, customerId, version }: Relationship): Write => ({
  ConditionCheck: {
    TableName: relationshipsTable,
    Key: relationshipKey(partnerId, customerId),
    ConditionExpression: 'version = :expected',
    ExpressionAttributeValues: { ':expected': version },
  },
})

const putRelationshipEvent = (r: Relationship, event: ChainedEvent): Write =>
  putEvent(relationshipsTable, relationshipEventKey(r.partnerId, r.customerId, event.seq), event)

export function decodePartner(item: Item): Partner {
  const { pk, sk: _, ...profile } = item
  return partnerSchema.parse({ ...profile, id: String(pk).slice(2) })
}

export async function readPartner(partnerId: string): Promise<Partner | undefined> {
  const item = await readItem(relationshipsTable, profileKey(partnerId))
  return item && decodePartner(item)
}

/** Whom an indirect reseller sells for; undefined for everybody else. */
export const readProvider = async ({ providerId }: Partner): Promise<Partner | undefined> =>
  providerId === undefined ? undefined : readPartner(providerId)

export async function readRelationship(partnerId: string, customerId: string): Promise<Relationship | undefined> {
  const item = await readItem(relationshipsTable, relationshipKey(partnerId, customerId))
  return item && decodeRelationship(item)
}

/** One page of a partner's customers. */
export async function queryCustomers(partnerId: string, page: { limit: number; after?: string }) {
  const { items, lastKey } = await query({
    TableName: relationshipsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': `P#${partnerId}`, ':sk': 'C#' },
    ExclusiveStartKey: page.after ? relationshipKey(partnerId, page.after) : undefined,
    Limit: page.limit,
    ConsistentRead: true,
  })
  return { relationships: items.map(decodeRelationship), after: lastKey?.sk.slice(2) }
}

/** One page of a customer's partners, strongly consistent: the pointers tell the keys. */
export async function queryPartners(customerId: string, page: { limit: number; after?: string }) {
  const { items, lastKey } = await query({
    TableName: relationshipsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': `C#${customerId}`, ':sk': 'R#' },
    ExclusiveStartKey: page.after ? pointerKey(customerId, page.after) : undefined,
    Limit: page.limit,
    ConsistentRead: true,
  })
  const after = lastKey?.sk.slice(2)
  if (items.length === 0) return { relationships: [], after }
  const keys = items.map(({ sk }) => relationshipKey(String(sk).slice(2), customerId))
  const { relationships } = await readTogether({ relationships: keys })
  return { relationships: relationships.filter((item) => item !== undefined).map(decodeRelationship), after }
}

/** The events of a relationship, oldest first. */
export async function queryRelationshipEvents(
  partnerId: string,
  customerId: string,
  page: { limit: number; afterSeq?: number },
) {
  const { pk } = relationshipEventKey(partnerId, customerId, 0)
  const { items, lastKey } = await query({
    TableName: relationshipsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': pk, ':sk': 'E#' },
    ExclusiveStartKey:
      page.afterSeq === undefined ? undefined : relationshipEventKey(partnerId, customerId, page.afterSeq),
    Limit: page.limit,
    ConsistentRead: true,
  })
  const events = items.map(decodeEvent)
  return { events, afterSeq: lastKey && events.at(-1)?.seq }
}
