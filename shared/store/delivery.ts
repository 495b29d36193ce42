import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Head } from '../domain/chain.ts'
import { givenUp, isGivenUp, lowerStates, waitingReasons } from '../domain/delivery.ts'
import type { Delivery, Invitation } from '../domain/invitation.ts'
import { dynamo, invitationsTable } from './client.ts'
import type { Write } from './commit.ts'
import { conditionally } from './conditionally.ts'
import { decodeInvitation } from './invitation-item.ts'
import { invitationKey } from './keys.ts'

export const maxAttempts = 5
export const leaseSeconds = 60

/** One link of an invitation: what is known of its mail belongs to this generation only. */
export interface LinkMail {
  partnerId: string
  invitationId: string
  generation: number
}

const keyOf = (mail: LinkMail) => ({
  TableName: invitationsTable,
  Key: invitationKey(mail.partnerId, mail.invitationId),
})

// `delayed` for a reason of ours: the mail has not been handed over yet
const waiting = '(delivery = :delayed AND deliveryReason IN (:today, :paused))'
// `delayed` while SES still tries: that it gave up is news
const tryingYet = givenUp.map((_, i) => `NOT begins_with(deliveryReason, :given${i})`).join(' AND ')
const waitingValues = { ':delayed': 'delayed', ':today': waitingReasons[0], ':paused': waitingReasons[1] }

/** The invitation to write to, or why nothing is to be sent now. */
export type Claim = { claimed: Invitation } | { refused: 'obsolete' | 'busy' | 'exhausted' }

/**
 * SES knows no idempotency token, so a mail is claimed before it is sent: one update that holds only while this very
 * generation is pending and its mail not yet sent, nobody else is at it, and fewer than five tries were made.
 */
export async function claimInvitationMail(mail: LinkMail, now: Date): Promise<Claim> {
  const result = await conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        ...keyOf(mail),
        UpdateExpression: 'SET lease = :lease ADD attempts :one',
        ConditionExpression: `#status = :issued AND (delivery = :queued OR ${waiting}) AND generation = :generation AND expiresAt > :now AND (attribute_not_exists(lease) OR lease <= :now) AND (attribute_not_exists(attempts) OR attempts < :max)`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ...waitingValues,
          ':lease': now.getTime() + leaseSeconds * 1000,
          ':one': 1,
          ':issued': 'issued',
          ':queued': 'queued',
          ':generation': mail.generation,
          ':now': now.getTime(),
          ':max': maxAttempts,
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
  )
  if ('done' in result) return { claimed: decodeInvitation(result.done.Attributes ?? {}) }
  const { status, delivery, deliveryReason, generation, expiresAt, lease, attempts } = result.stood
  const notSent =
    delivery === 'queued' || (delivery === 'delayed' && waitingReasons.some((reason) => reason === deliveryReason))
  if (status !== 'issued' || !notSent || generation !== mail.generation || Number(expiresAt) <= now.getTime())
    return { refused: 'obsolete' }
  if (lease !== undefined && Number(lease) > now.getTime()) return { refused: 'busy' }
  return { refused: Number(attempts) >= maxAttempts ? 'exhausted' : 'busy' }
}

/** How the mail of this generation fares; a lower rank than what stands changes nothing. `head`: with an event behind it. */
export function deliveryUpdate(mail: LinkMail, delivery: Delivery, head?: { before: Head; after: Head }) {
  const lower = lowerStates(delivery.state)
  const gaveUp = isGivenUp(delivery)
  const set = ['delivery = :state', 'deliveryAt = :at', ...(delivery.reason ? ['deliveryReason = :reason'] : [])]
  if (head) set.push('seq = :seq', '#hash = :hash')
  return {
    ...keyOf(mail),
    UpdateExpression: `SET ${set.join(', ')} REMOVE lease${delivery.reason ? '' : ', deliveryReason'}`,
    ConditionExpression: `generation = :generation AND (delivery IN (${lower.map((_, i) => `:r${i}`).join(', ')}) OR ${waiting}${gaveUp ? ` OR (delivery = :delayed AND ${tryingYet})` : ''})${head ? ' AND #hash = :oldHash' : ''}`,
    ...(head && { ExpressionAttributeNames: { '#hash': 'hash' } }),
    ExpressionAttributeValues: {
      ...waitingValues,
      ':state': delivery.state,
      ':at': Date.parse(delivery.at),
      ':reason': delivery.reason,
      ':generation': mail.generation,
      ...Object.fromEntries(lower.map((state, i) => [`:r${i}`, state])),
      ...(gaveUp && Object.fromEntries(givenUp.map((kind, i) => [`:given${i}`, kind]))),
      ...(head && { ':seq': head.after.seq, ':hash': head.after.hash, ':oldHash': head.before.hash }),
    },
  } satisfies Write['Update']
}

/** Notes on the way: without an event. Answers whether it was news. */
export async function noteDelivery(mail: LinkMail, delivery: Delivery): Promise<boolean> {
  return 'done' in (await conditionally(() => dynamo.send(new UpdateCommand(deliveryUpdate(mail, delivery)))))
}

/** Gives a try back that certainly sent nothing. */
export async function releaseClaim(mail: LinkMail): Promise<void> {
  await conditionally(() =>
    dynamo.send(
      new UpdateCommand({
        ...keyOf(mail),
        UpdateExpression: 'REMOVE lease ADD attempts :less',
        ConditionExpression: 'generation = :generation AND attempts > :none',
        ExpressionAttributeValues: { ':less': -1, ':none': 0, ':generation': mail.generation },
      }),
    ),
  )
}
