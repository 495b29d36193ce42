import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Head } from '../domain/chain.ts'
import type { EveryField } from '../domain/every-field.ts'
import type { Invitation } from '../domain/invitation.ts'
import type { PurgedInvitation } from '../domain/purge.ts'
import type { Relationship } from '../domain/relationship.ts'
import { utcDay } from '../domain/time.ts'
import { dynamo, invitationsTable, relationshipsTable } from './client.ts'
import type { Write } from './commit.ts'
import { conditionally } from './conditionally.ts'
import {
  dueDayOf,
  invitationEventKey,
  invitationKey,
  type Key,
  messageKey,
  purgedKey,
  relationshipEventKey,
  relationshipKey,
  traceKey,
} from './keys.ts'
import { type Item, patiently, query, readItem } from './read.ts'

const pageSize = 100

/**
 * Takes state and message away and leaves the head of the chain, on the state that was read. It stays due until its
 * events are purged, too, so that a run which stops in between is taken up again.
 */
export function purgeWrites(before: Invitation, purged: PurgedInvitation): Write[] {
  const { partnerId, id, head, status, closedAt, purgedAt } = purged
  const due = { dueDay: dueDayOf('purge', new Date(closedAt)), dueAt: utcDay(new Date(closedAt)) }
  const decidedBy = 'decidedBy' in before ? before.decidedBy : undefined
  return [
    {
      Delete: {
        TableName: invitationsTable,
        Key: invitationKey(partnerId, id),
        ConditionExpression: 'version = :version AND #hash = :hash',
        ExpressionAttributeNames: { '#hash': 'hash' },
        ExpressionAttributeValues: { ':version': before.version, ':hash': head.hash },
      },
    },
    { Delete: { TableName: invitationsTable, Key: messageKey(partnerId, id) } },
    {
      Put: {
        TableName: invitationsTable,
        Item: { ...purgedKey(partnerId, id), ...head, status, closedAt, purgedAt, ...due } satisfies Item &
          EveryField<PurgedInvitation, 'partnerId' | 'id' | 'head'>,
      },
    },
    ...(decidedBy ? [{ Delete: { TableName: relationshipsTable, Key: traceKey(decidedBy.tenantId, id) } }] : []),
  ]
}

const headItem = z.object({ seq: z.int(), hash: z.string() } satisfies EveryField<Head>)

/** The head of the chain of a purged invitation. */
export async function readPurgedHead(partnerId: string, id: string): Promise<Head | undefined> {
  const item = await readItem(invitationsTable, purgedKey(partnerId, id))
  return item && headItem.parse(item)
}

/**
 * Takes the persons out of an invitation's history, or only what one organisation's people did in it. The hashes stay,
 * so the chain still verifies.
 */
export async function purgeInvitationEvents(partnerId: string, id: string, tenantId?: string): Promise<void> {
  const { pk, sk } = invitationEventKey(partnerId, id, 0)
  const prefix = sk.slice(0, sk.lastIndexOf('#') + 1)
  await purgeEvents(invitationsTable, await keysOf(invitationsTable, pk, prefix, tenantId))
}

/** A purged invitation of which nothing is left to do. */
export const closePurge = (partnerId: string, id: string): Promise<unknown> =>
  conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: invitationsTable,
        Key: purgedKey(partnerId, id),
        UpdateExpression: 'REMOVE dueDay, dueAt',
        ConditionExpression: 'attribute_exists(pk)',
      }),
    ),
  )

/**
 * Takes the persons out of what was a relationship: its history, its service requests, whom it was made by. It stays due
 * until the agreement is seen to, so that a run which stops in between is taken up again.
 */
export async function purgeRelationship({ partnerId, customerId, version, head }: Relationship): Promise<void> {
  const { pk, sk: last } = relationshipEventKey(partnerId, customerId, head.seq)
  // what was added since is of a relationship that has begun anew
  const before = ({ sk }: Key) => sk <= last
  await purgeEvents(relationshipsTable, (await keysOf(relationshipsTable, pk, 'E#')).filter(before))
  for (const key of await keysOf(relationshipsTable, pk, 'T#'))
    await patiently(() => dynamo.send(new DeleteCommand({ TableName: relationshipsTable, Key: key })))
  await conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: relationshipsTable,
        Key: relationshipKey(partnerId, customerId),
        UpdateExpression: 'SET contactName = :none, contactEmail = :none REMOVE supportContact',
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':none': '', ':version': version },
      }),
    ),
  )
}

/** A purged relationship of which nothing is left to do. */
export const closeRelationshipPurge = ({ partnerId, customerId, version }: Relationship): Promise<unknown> =>
  conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: relationshipsTable,
        Key: relationshipKey(partnerId, customerId),
        UpdateExpression: 'REMOVE dueDay, dueAt',
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': version },
      }),
    ),
  )

async function purgeEvents(table: string, keys: Key[]): Promise<void> {
  const personal = ['salt', 'actor', 'data', 'mails', 'undelivered', 'dueDay', 'dueAt']
  for (const key of keys)
    await patiently(() =>
      dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: key,
          UpdateExpression: `REMOVE ${personal.map((field) => `#${field}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(personal.map((field) => [`#${field}`, field])),
          ConditionExpression: 'attribute_exists(pk)',
        }),
      ),
    )
}

async function keysOf(table: string, pk: string, prefix: string, tenantId?: string): Promise<Key[]> {
  const keys: Key[] = []
  let start: Key | undefined
  do {
    const { items, lastKey } = await query({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      FilterExpression: tenantId && '#actor.tenantId = :tenant',
      ExpressionAttributeNames: tenantId ? { '#actor': 'actor' } : undefined,
      ExpressionAttributeValues: { ':pk': pk, ':sk': prefix, ':tenant': tenantId },
      ExclusiveStartKey: start,
      Limit: pageSize,
      ConsistentRead: true,
    })
    keys.push(...items.map(({ sk }) => ({ pk, sk: String(sk) })))
    start = lastKey && { pk: lastKey.pk, sk: lastKey.sk }
  } while (start)
  return keys
}
