import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Delivery, deliveryStates, type Invitation } from '../domain/invitation.ts'
import { dynamo, invitationsTable } from './client.ts'
import { itemOf } from './commit.ts'
import { type Audience, audiences } from './events.ts'
import { decodeInvitation } from './invitation-item.ts'
import { invitationKey, type Key } from './keys.ts'
import { type Item, patiently, readItem } from './read.ts'

export const maxAttempts = 5
const leaseSeconds = 60

/** An event row that asks for mail: where it stands, which invitation and generation it belongs to, who still waits. */
export interface MailRow {
  key: Key
  partnerId: string
  invitationId: string
  generation: number
  waiting: Audience[]
}

const rowSchema = z.object({
  pk: z.string().startsWith('P#'),
  sk: z.string().startsWith('E#'),
  data: z.object({ generation: z.int() }),
  mails: z.set(z.enum(audiences)).optional(),
})

/** The mail row in an item, or undefined where nobody waits any more. */
export function decodeMailRow(item: Item): MailRow | undefined {
  const { pk, sk, data, mails } = rowSchema.parse(item)
  if (!mails) return undefined
  const [, invitationId = ''] = sk.split('#')
  return { key: { pk, sk }, partnerId: pk.slice(2), invitationId, generation: data.generation, waiting: [...mails] }
}

export async function readMailRow(key: Key): Promise<MailRow | undefined> {
  const item = await readItem(invitationsTable, key)
  return item && decodeMailRow(item)
}

/** The invitation to write to, or why nothing is to be sent now. */
export type Claim = { claimed: Invitation } | { refused: 'obsolete' | 'busy' | 'exhausted' }

async function conditionally<T>(update: () => Promise<T>): Promise<{ done: T } | { stood: Item }> {
  try {
    return { done: await patiently(update) }
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { stood: itemOf(error.Item) }
    throw error
  }
}

/**
 * SES knows no idempotency token, so a mail is claimed before it is sent: one update that holds only while this very
 * generation is pending and its mail not yet sent, nobody else is at it, and fewer than five tries were made.
 */
export async function claimInvitationMail(row: MailRow, now: Date): Promise<Claim> {
  const result = await conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: invitationsTable,
        Key: invitationKey(row.partnerId, row.invitationId),
        UpdateExpression: 'SET lease = :lease ADD attempts :one',
        ConditionExpression:
          '#status = :issued AND delivery = :queued AND generation = :generation AND expiresAt > :now AND (attribute_not_exists(lease) OR lease <= :now) AND (attribute_not_exists(attempts) OR attempts < :max)',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':lease': now.getTime() + leaseSeconds * 1000,
          ':one': 1,
          ':issued': 'issued',
          ':queued': 'queued',
          ':generation': row.generation,
          ':now': now.getTime(),
          ':max': maxAttempts,
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
  )
  if ('done' in result) return { claimed: decodeInvitation(result.done.Attributes ?? {}) }
  const { status, delivery, generation, expiresAt, lease, attempts } = result.stood
  if (
    status !== 'issued' ||
    delivery !== 'queued' ||
    generation !== row.generation ||
    Number(expiresAt) <= now.getTime()
  )
    return { refused: 'obsolete' }
  if (lease !== undefined && Number(lease) > now.getTime()) return { refused: 'busy' }
  return { refused: Number(attempts) >= maxAttempts ? 'exhausted' : 'busy' }
}

/** Notes how the mail of this generation fares; a lower rank than what stands changes nothing. */
export async function recordDelivery(row: MailRow, delivery: Delivery): Promise<void> {
  const lower = deliveryStates.slice(0, deliveryStates.indexOf(delivery.state))
  await conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: invitationsTable,
        Key: invitationKey(row.partnerId, row.invitationId),
        UpdateExpression: `SET delivery = :state, deliveryAt = :at${delivery.reason ? ', deliveryReason = :reason' : ''} REMOVE lease${delivery.reason ? '' : ', deliveryReason'}`,
        ConditionExpression: `generation = :generation AND delivery IN (${lower.map((_, i) => `:r${i}`).join(', ')})`,
        ExpressionAttributeValues: {
          ':state': delivery.state,
          ':at': Date.parse(delivery.at),
          ':reason': delivery.reason,
          ':generation': row.generation,
          ...Object.fromEntries(lower.map((state, i) => [`:r${i}`, state])),
        },
      }),
    ),
  )
}

/** Gives a try back that certainly sent nothing. */
export async function releaseClaim(row: MailRow): Promise<void> {
  await conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: invitationsTable,
        Key: invitationKey(row.partnerId, row.invitationId),
        UpdateExpression: 'REMOVE lease ADD attempts :less',
        ConditionExpression: 'generation = :generation AND attempts > :none',
        ExpressionAttributeValues: { ':less': -1, ':none': 0, ':generation': row.generation },
      }),
    ),
  )
}

/** Nobody waits for a mail of this row any more: the marks go, the event stays. */
export async function closeMailRow(row: MailRow): Promise<void> {
  await conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: invitationsTable,
        Key: row.key,
        UpdateExpression: 'REMOVE mails, dueDay, dueAt',
        ConditionExpression: 'attribute_exists(mails)',
      }),
    ),
  )
}
