import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Audience, audiences, eventNames, hasItsPayload, type ReadEvent } from '../domain/events.ts'
import { dynamo, invitationsTable, relationshipsTable } from './client.ts'
import { commit, type Write } from './commit.ts'
import { conditionally } from './conditionally.ts'
import { type LinkMail, leaseSeconds, maxAttempts } from './delivery.ts'
import { dueDayOf, invitationKey, type Key } from './keys.ts'
import { type Item, readItem } from './read.ts'

/** An event row that asks for mail: what happened, to which invitation or relationship, and who still waits. */
export interface MailRow {
  key: Key
  event: ReadEvent
  subject: { partnerId: string } & ({ invitationId: string } | { customerId: string })
  waiting: Audience[]
}

const rowSchema = z.object({
  pk: z.string().startsWith('P#'),
  sk: z.string().startsWith('E#'),
  name: z.enum(eventNames),
  at: z.int(),
  actor: z.object({ name: z.string().optional() }).optional(),
  data: z.record(z.string(), z.unknown()).default({}),
  mails: z.set(z.enum(audiences)).optional(),
})

/** The mail row in an item, or undefined where nobody waits any more. */
export function decodeMailRow(item: Item): MailRow | undefined {
  const { pk, sk, name, at, actor, data, mails } = rowSchema.parse(item)
  if (!mails) return undefined
  const event = { name, at: new Date(at).toISOString(), actor: actor?.name, data }
  if (!hasItsPayload(event)) throw new Error(`the event row ${pk} ${sk} does not hold what ${name} tells`)
  const [, partnerId = '', , customerId] = pk.split('#')
  const [, invitationId = ''] = sk.split('#')
  return {
    key: { pk, sk },
    event,
    subject: customerId ? { partnerId, customerId } : { partnerId, invitationId },
    waiting: [...mails],
  }
}

/** An invitation's events are in its partner's partition, a relationship's in one of its own, a receipt in the customer's. */
export const tableOf = ({ pk }: Key): string =>
  pk.includes('#C#') || pk.startsWith('C#') ? relationshipsTable : invitationsTable

export async function readMailRow(key: Key): Promise<MailRow | undefined> {
  const item = await readItem(tableOf(key), key)
  return item && decodeMailRow(item)
}

/** The link that a row of an invitation is about. */
export function linkMailOf({ key, subject, event: { data } }: MailRow): LinkMail {
  const generation = 'generation' in data ? data.generation : undefined
  if (!('invitationId' in subject) || generation === undefined)
    throw new Error(`the event row ${key.pk} ${key.sk} names no link`)
  return { partnerId: subject.partnerId, invitationId: subject.invitationId, generation }
}

/** `pending`: only while this very link waits for its answer. */
export async function claimNotice(
  row: Pick<MailRow, 'key'>,
  audience: Audience,
  now: Date,
  pending?: LinkMail,
): Promise<'claimed' | 'obsolete' | 'busy' | 'exhausted'> {
  const claim: Write = {
    Update: {
      TableName: tableOf(row.key),
      Key: row.key,
      UpdateExpression: 'SET lease = :lease ADD attempts :one',
      ConditionExpression:
        'contains(mails, :audience) AND (attribute_not_exists(lease) OR lease <= :now) AND (attribute_not_exists(attempts) OR attempts < :max)',
      ExpressionAttributeValues: {
        ':audience': audience,
        ':lease': now.getTime() + leaseSeconds * 1000,
        ':one': 1,
        ':now': now.getTime(),
        ':max': maxAttempts,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  }
  const outcome = await commit([claim, ...(pending ? [requirePending(pending, now)] : [])])
  if (outcome.committed) return 'claimed'
  const [stood, gone] = outcome.failed
  if (gone || !stood || !(stood.mails instanceof Set) || !stood.mails.has(audience)) return 'obsolete'
  if (stood.lease !== undefined && Number(stood.lease) > now.getTime()) return 'busy'
  return Number(stood.attempts) >= maxAttempts ? 'exhausted' : 'busy'
}

const requirePending = ({ partnerId, invitationId, generation }: LinkMail, now: Date): Write => ({
  ConditionCheck: {
    TableName: invitationsTable,
    Key: invitationKey(partnerId, invitationId),
    ConditionExpression: '#status = :issued AND generation = :generation AND expiresAt > :now',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':issued': 'issued', ':generation': generation, ':now': now.getTime() },
  },
})

const updateRow = async (key: Key, UpdateExpression: string, condition: string, values?: Item) => {
  await conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: tableOf(key),
        Key: key,
        UpdateExpression,
        ConditionExpression: condition,
        ExpressionAttributeValues: values,
      }),
    ),
  )
}

/** One audience has its mail, or never will (`undelivered`); the others go on waiting. */
export const tickOff = (row: Pick<MailRow, 'key'>, audience: Audience, undelivered = false): Promise<void> =>
  updateRow(
    row.key,
    `REMOVE lease, attempts DELETE mails :one${undelivered ? ' ADD undelivered :one' : ''}`,
    'contains(mails, :audience)',
    { ':one': new Set([audience]), ':audience': audience },
  )

/** Gives a try of a notice back that certainly sent nothing. */
export const releaseNotice = (row: Pick<MailRow, 'key'>): Promise<void> =>
  updateRow(row.key, 'REMOVE lease ADD attempts :less', 'attempts > :none', { ':less': -1, ':none': 0 })

/** Nobody looks at the row before that time. */
export const postpone = (row: Pick<MailRow, 'key'>, until: Date): Promise<void> =>
  updateRow(row.key, 'SET dueDay = :day, dueAt = :at', 'attribute_exists(dueAt)', {
    ':day': dueDayOf('mail', until),
    ':at': until.toISOString(),
  })

/** Nobody waits for a mail of this row any more: the marks go, the event stays. */
export const closeMailRow = (row: Pick<MailRow, 'key'>): Promise<void> =>
  updateRow(row.key, 'REMOVE mails, dueDay, dueAt, lease, attempts', 'attribute_exists(dueAt)')

/** `done`: nobody waits any more, sent or not. `later`: the row stays due, and the schedule comes back to it. */
export type MailOutcome = 'done' | 'later'
