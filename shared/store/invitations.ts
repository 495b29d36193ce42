import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type ChainedEvent, extendChain } from '../domain/chain.ts'
import type { EventData } from '../domain/events.ts'
import type { Complete, EveryField } from '../domain/every-field.ts'
import { firstIdAfter } from '../domain/ids.ts'
import { type Invitation, invitationChainId, type Transition } from '../domain/invitation.ts'
import { type InvitationMessage, messageSchema } from '../domain/message.ts'
import type { Guard } from '../domain/preflight.ts'
import { addDays } from '../domain/time.ts'
import { dynamo, invitationsTable } from './client.ts'
import type { Write } from './commit.ts'
import { decodeEvent, putEvent } from './events.ts'
import { decodeInvitation, encodeInvitation } from './invitation-item.ts'
import { guardKey, invitationEventKey, invitationKey, messageKey, onceKey } from './keys.ts'
import { type Item, patiently, query, readItem } from './read.ts'

const senderSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
} satisfies EveryField<InvitationMessage['sender']>)
const messageItem = z.object({
  ...messageSchema.shape,
  metadata: z.record(z.string(), z.string()).optional(),
  sender: senderSchema,
} satisfies EveryField<InvitationMessage>)

export const decodeMessage = (item: Item): InvitationMessage => messageItem.parse(item)

export const readInvitation = async (partnerId: string, id: string): Promise<Invitation | undefined> => {
  const item = await readItem(invitationsTable, invitationKey(partnerId, id))
  return item && decodeInvitation(item)
}

/** Links the event to the invitation's chain and puts the new head into the state. */
export function chained<T extends Invitation>({ invitation, event }: Transition<T>, salts: () => string) {
  const { events, head } = extendChain(invitationChainId(invitation), invitation.head, [event], salts)
  return { invitation: { ...invitation, head }, event: events[0] as ChainedEvent }
}

export const putMessage = (invitation: Invitation, message: InvitationMessage): Write => ({
  Put: { TableName: invitationsTable, Item: { ...messageKey(invitation.partnerId, invitation.id), ...message } },
})

/** The first write of an invitation. */
export const putInvitation = (invitation: Invitation): Write => ({
  Put: {
    TableName: invitationsTable,
    Item: encodeInvitation(invitation),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

/**
 * A transition: sets what differs, and only on the version that was read. What is written apart from the state
 * (delivery, viewed, mail attempts) is left alone unless the transition itself sets it.
 */
export function updateInvitation(before: Invitation, after: Invitation, now?: Date): Write {
  const [old, fresh] = [encodeInvitation(before), encodeInvitation(after)]
  // a new link starts its mail afresh, whatever became of the old one since it was read
  const renewed = before.generation === after.generation ? [] : ['delivery', 'deliveryAt', 'deliveryReason']
  const changed = Object.keys({ ...old, ...fresh }).filter((key) => old[key] !== fresh[key] || renewed.includes(key))
  const set = changed.filter((key) => fresh[key] !== undefined)
  const remove = changed.filter((key) => fresh[key] === undefined)
  if (renewed.length > 0) remove.push('attempts', 'lease')
  return {
    Update: {
      TableName: invitationsTable,
      Key: invitationKey(before.partnerId, before.id),
      UpdateExpression: `SET ${set.map((k) => `#${k} = :${k}`).join(', ')}${remove.length > 0 ? ` REMOVE ${remove.map((k) => `#${k}`).join(', ')}` : ''}`,
      // expiry is part of the condition, so a decision never depends on whether the schedule ran
      ConditionExpression: `version = :expected${now ? ' AND expiresAt > :now' : ''}`,
      ExpressionAttributeNames: Object.fromEntries([...set, ...remove].map((k) => [`#${k}`, k])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(set.map((k) => [`:${k}`, fresh[k]])),
        ':expected': before.version,
        ...(now ? { ':now': now.getTime() } : {}),
      },
    },
  }
}

export const putInvitationEvent = (invitation: Invitation, event: ChainedEvent): Write =>
  putEvent(invitationsTable, invitationEventKey(invitation.partnerId, invitation.id, event.seq), event)

/** One pending invitation per partner and recipient; an overdue one no longer stands in the way. */
export const putGuard = (invitation: Invitation & { expiresAt: string }, hash: string, now: Date): Write => ({
  Put: {
    TableName: invitationsTable,
    Item: {
      ...guardKey(invitation.partnerId, hash),
      invitation: invitation.id,
      expiresAt: Date.parse(invitation.expiresAt),
    },
    ConditionExpression: 'attribute_not_exists(pk) OR invitation = :id OR expiresAt <= :now',
    ExpressionAttributeValues: { ':id': invitation.id, ':now': now.getTime() },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
})

/** Takes the guard away, if it is still this invitation's. */
export const deleteGuard = (invitation: Invitation): Write => ({
  Delete: {
    TableName: invitationsTable,
    Key: guardKey(invitation.partnerId, invitation.recipientHash),
    ConditionExpression: 'attribute_not_exists(pk) OR invitation = :id',
    ExpressionAttributeValues: { ':id': invitation.id },
  },
})

/** For keys of the ring that are no longer current: no other invitation may stand under their hash either. */
export const requireNoGuard = (invitation: Invitation, hash: string, now: Date): Write => ({
  ConditionCheck: {
    TableName: invitationsTable,
    Key: guardKey(invitation.partnerId, hash),
    ConditionExpression: 'attribute_not_exists(pk) OR invitation = :id OR expiresAt <= :now',
    ExpressionAttributeValues: { ':id': invitation.id, ':now': now.getTime() },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
})

const onceDays = 100

/** Marks that something was said, so that it is said once. It outlives the longest pending invitation. */
export const putOnce = (invitation: Invitation, what: string, now: Date): Write => ({
  Put: {
    TableName: invitationsTable,
    Item: {
      ...onceKey(invitation.partnerId, invitation.id, what),
      ttl: Math.floor(addDays(now, onceDays).getTime() / 1000),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

const guardItem = z.object({ invitation: z.string(), expiresAt: z.int().transform((n) => new Date(n).toISOString()) })

export function decodeGuard(item: Item): Complete<Guard> {
  const { invitation, expiresAt } = guardItem.parse(item)
  return { invitationId: invitation, expiresAt }
}

/** One page of a partner's invitations, newest first; with `createdAfter`, only those of later. */
export async function queryInvitations(
  partnerId: string,
  page: {
    limit: number
    after?: string
    createdAfter?: Date
    filter?: { expression: string; names?: Record<string, string>; values: Item }
  },
) {
  const first = invitationKey(partnerId, page.createdAfter ? firstIdAfter(page.createdAfter) : '')
  const last = invitationKey(partnerId, '~')
  const { items, lastKey } = await query({
    TableName: invitationsTable,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    FilterExpression: page.filter?.expression,
    ExpressionAttributeNames: page.filter?.names,
    ExpressionAttributeValues: { ':pk': first.pk, ':first': first.sk, ':last': last.sk, ...page.filter?.values },
    ExclusiveStartKey: page.after ? invitationKey(partnerId, page.after) : undefined,
    ScanIndexForward: false,
    Limit: page.limit,
    ConsistentRead: true,
  })
  return { invitations: items.map(decodeInvitation), after: lastKey?.sk.slice(2) }
}

/** The events of an invitation, oldest first. */
export async function queryInvitationEvents(partnerId: string, id: string, page: { limit: number; afterSeq?: number }) {
  const { items, lastKey } = await query({
    TableName: invitationsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': `P#${partnerId}`, ':sk': `E#${id}#` },
    ExclusiveStartKey: page.afterSeq === undefined ? undefined : invitationEventKey(partnerId, id, page.afterSeq),
    Limit: page.limit,
    ConsistentRead: true,
  })
  const events = items.map(decodeEvent)
  return { events, afterSeq: lastKey && events.at(-1)?.seq }
}

const mostEvents = 100
const declineData = z.object({ reason: z.string().optional() } satisfies EveryField<EventData<'invitation.declined'>>)

/** What the customer said when it declined; undefined if that was erased. */
export async function readDecline({ partnerId, id }: Pick<Invitation, 'partnerId' | 'id'>) {
  const { events } = await queryInvitationEvents(partnerId, id, { limit: mostEvents })
  const data = events.findLast(({ name }) => name === 'invitation.declined')?.data
  return data && declineData.parse(data)
}

/** Notes, once, that a signed-in person has seen this generation. */
export async function recordView(invitation: Invitation, now: Date): Promise<void> {
  try {
    await patiently(() =>
      dynamo.send(
        new UpdateCommand({
          TableName: invitationsTable,
          Key: invitationKey(invitation.partnerId, invitation.id),
          UpdateExpression: 'SET viewedAt = :now',
          ConditionExpression: 'generation = :generation AND attribute_not_exists(viewedAt)',
          ExpressionAttributeValues: { ':now': now.getTime(), ':generation': invitation.generation },
        }),
      ),
    )
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
}
