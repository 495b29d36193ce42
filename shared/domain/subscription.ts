import { Problem, type ProblemCode } from './errors.ts'
import { fact } from './events.ts'
import { publicId } from './ids.ts'
import type { Actor } from './people.ts'
import { changed, type Relationship, type RelationshipChange } from './relationship.ts'
import { addDays } from './time.ts'

/**
 * What a partner provisions for a customer. Each stands in the way of the removal, as the blocker that it names, until it
 * is cancelled. `cancel`: at any time; in the first days, and again once its term is over; or in the first days, and later
 * with the vendor's reference, as only the vendor can end it then.
 */
export const subscriptionKinds = {
  'azure-plan': { blocker: 'open-subscriptions', cancel: 'any-time' },
  'license-based': { blocker: 'open-subscriptions', cancel: 'window-or-after-term' },
  reservation: { blocker: 'open-reservations', cancel: 'any-time' },
  software: { blocker: 'software-purchases', cancel: 'window-or-reference' },
} as const

export type SubscriptionKind = keyof typeof subscriptionKinds
export const subscriptionKindNames = Object.keys(subscriptionKinds) as [SubscriptionKind, ...SubscriptionKind[]]

export const subscriptionStatuses = ['active', 'suspended', 'cancelled'] as const
export type SubscriptionStatus = (typeof subscriptionStatuses)[number]

export type SubscriptionMove = 'suspend' | 'cancel'

/** The life of a subscription: move x state -> next state, or the code of the refusal. */
export const subscriptionMoves = {
  suspend: { active: 'suspended', suspended: 'subscription-state', cancelled: 'subscription-state' },
  cancel: { active: 'cancelled', suspended: 'cancelled', cancelled: 'subscription-state' },
} as const satisfies Record<SubscriptionMove, Record<SubscriptionStatus, SubscriptionStatus | ProblemCode>>

export const cancelWindowDays = 7
const defaultTermDays = 365

export interface NewSubscription {
  id: string
  name: string
  kind: SubscriptionKind
  quantity?: number
  /** what the provisioning system calls it */
  externalId?: string
  /** end of the term that a license-based subscription is bought for */
  termEndsAt?: string
}

export interface Subscription extends NewSubscription {
  status: SubscriptionStatus
  createdAt: string
  suspendedAt?: string
  cancelledAt?: string
  /** the vendor's number of the case in which it was cancelled */
  vendorReference?: string
}

/** A subscription in its new state, and the relationship that counts it. */
export interface SubscriptionChange {
  subscription: Subscription
  change: RelationshipChange
}

export const publicSubscriptionId = ({ id }: Pick<Subscription, 'id'>): string => publicId('sub', id)

export function createSubscription(
  relationship: Relationship,
  wanted: NewSubscription,
  actor: Actor,
  now: Date,
): SubscriptionChange {
  const at = now.toISOString()
  const subscription: Subscription = {
    ...wanted,
    termEndsAt: termEndOf(wanted, now),
    status: 'active',
    createdAt: at,
  }
  const data = { subscription: publicSubscriptionId(subscription), kind: wanted.kind, quantity: wanted.quantity }
  const openSubscriptions = counted(relationship, wanted.kind, 1)
  const event = { name: 'subscription.created', at, actor, data } as const
  return { subscription, change: changed(relationship, { openSubscriptions }, event) }
}

function termEndOf({ kind, termEndsAt }: NewSubscription, now: Date): string | undefined {
  const hasTerm = subscriptionKinds[kind].cancel === 'window-or-after-term'
  if (termEndsAt === undefined) return hasTerm ? addDays(now, defaultTermDays).toISOString() : undefined
  const wrong = !hasTerm
    ? `A subscription of the kind ${kind} has no term; leave termEndsAt out.`
    : new Date(termEndsAt) <= now && `The term must end in the future, got ${termEndsAt}.`
  if (!wrong) return termEndsAt
  throw new Problem('validation-failed', wrong, {
    errors: [{ pointer: '/termEndsAt', code: 'invalid', message: wrong }],
  })
}

const counted = ({ openSubscriptions }: Relationship, kind: SubscriptionKind, more: 1 | -1) => {
  const counts = { ...openSubscriptions, [kind]: (openSubscriptions[kind] ?? 0) + more }
  if (counts[kind] === 0) delete counts[kind]
  return counts
}

export function moveSubscription(
  relationship: Relationship,
  before: Subscription,
  move: SubscriptionMove,
  actor: Actor,
  now: Date,
  vendorReference?: string,
): SubscriptionChange {
  const status = subscriptionMoves[move][before.status]
  if (status === 'subscription-state')
    throw new Problem(
      status,
      `The subscription is ${before.status}; only one that is ${statesFor(move)} can be ${words[move]}.`,
      { currentState: before.status },
    )
  if (move === 'cancel') requireCancellable(before, now, vendorReference)
  const at = now.toISOString()
  const subscription: Subscription = {
    ...before,
    status,
    ...(status === 'suspended' ? { suspendedAt: at } : { cancelledAt: at, vendorReference }),
  }
  const openSubscriptions =
    status === 'cancelled' ? counted(relationship, before.kind, -1) : relationship.openSubscriptions
  const data = { subscription: publicSubscriptionId(before), kind: before.kind }
  const event =
    status === 'suspended'
      ? fact('subscription.suspended', data, actor, now)
      : fact('subscription.cancelled', { ...data, vendorReference }, actor, now)
  return { subscription, change: changed(relationship, { openSubscriptions }, event) }
}

const words = { suspend: 'suspended', cancel: 'cancelled' } as const

const statesFor = (move: SubscriptionMove) =>
  subscriptionStatuses.filter((status) => subscriptionMoves[move][status] !== 'subscription-state').join(' or ')

/** Until when a subscription may be cancelled without a reason; undefined where it may be at any time. */
export const cancellableUntil = ({ kind, createdAt }: Subscription): string | undefined =>
  subscriptionKinds[kind].cancel === 'any-time'
    ? undefined
    : addDays(new Date(createdAt), cancelWindowDays).toISOString()

/** Whether it can be cancelled now only with the vendor's reference. */
export const needsReference = (subscription: Subscription, now: Date): boolean =>
  subscriptionKinds[subscription.kind].cancel === 'window-or-reference' && !isCancellable(subscription, now)

function isCancellable(subscription: Subscription, now: Date): boolean {
  const until = cancellableUntil(subscription)
  const { termEndsAt } = subscription
  return !until || now < new Date(until) || (termEndsAt !== undefined && now >= new Date(termEndsAt))
}

function requireCancellable(subscription: Subscription, now: Date, vendorReference: string | undefined): void {
  if (isCancellable(subscription, now) || (vendorReference && needsReference(subscription, now))) return
  const until = cancellableUntil(subscription)
  const { termEndsAt } = subscription
  throw new Problem(
    'cancel-window-closed',
    termEndsAt
      ? `It could be cancelled until ${until}, and can be again when its term is over, from ${termEndsAt} on.`
      : `It could be cancelled until ${until}. Later it needs the vendor's reference: send vendorReference, the vendor's number of the case in which it was ended.`,
  )
}
