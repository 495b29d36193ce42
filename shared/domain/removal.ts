import { requireNotRemoved } from './access.ts'
import { livePrivileges } from './admin-privileges.ts'
import { Problem } from './errors.ts'
import { fact } from './events.ts'
import { notFound } from './ids.ts'
import { type NamedPartner, partnerOf } from './multi-channel.ts'
import type { Actor } from './people.ts'
import { relinquishPrivileges } from './privileges-life.ts'
import { changed, type Relationship, type RelationshipChange, relationshipMoves } from './relationship.ts'
import { subscriptionKindNames, subscriptionKinds } from './subscription.ts'

/** What blocks the end of a relationship, and what the partner that has it must do first. */
export const removalBlockers = {
  'indirect-reseller': () => 'Only the indirect provider may end the relationship. Ask it to.',
  'open-subscriptions': (partner: string) => `${partner} must cancel its active and suspended subscriptions first.`,
  'open-reservations': (partner: string) => `${partner} must cancel its reservations first.`,
  'software-purchases': (partner: string) =>
    `${partner} must cancel its software purchases first, after 7 days with the vendor's reference.`,
} as const

export type RemovalBlocker = keyof typeof removalBlockers

export interface Blocker {
  code: RemovalBlocker
  message: string
  count: number
  /** the partner whose subscriptions these are: the one that removes, or a reseller of it */
  partner: { id: string; name: string }
}

/** What ends with a relationship, told before it does. */
export const removalConsequences = {
  'access-ends': "You lose all access to the customer's account, services, users and licences at once.",
  'privileges-end': 'All admin privileges end; only the customer can grant them again, by accepting a new invitation.',
  'support-ends':
    'You are no longer responsible for support, and can no longer open service requests for the customer.',
  'management-ends': 'You can no longer order, change or bill anything for the customer.',
} as const

/** All that blocks the removal, per partner: a provider's resellers at this customer block it too, as theirs end with it. */
export function blockersOf(own: Relationship, resellers: readonly Relationship[]): Blocker[] {
  const found = [own, ...resellers].flatMap(({ partnerId, partnerName, openSubscriptions }) =>
    [...openBlockers(openSubscriptions)].map(([code, count]) => {
      const partner = { id: partnerId, name: partnerName }
      return { code, message: removalBlockers[code](partnerName), count, partner }
    }),
  )
  if (own.channel?.role !== 'provider') return found
  const partner = { id: own.partnerId, name: own.partnerName }
  return [{ code: 'indirect-reseller', message: removalBlockers['indirect-reseller'](), count: 1, partner }, ...found]
}

function openBlockers(open: Relationship['openSubscriptions']): Map<RemovalBlocker, number> {
  const counts = new Map<RemovalBlocker, number>()
  for (const kind of subscriptionKindNames) {
    const { blocker } = subscriptionKinds[kind]
    const count = (counts.get(blocker) ?? 0) + (open[kind] ?? 0)
    if (count > 0) counts.set(blocker, count)
  }
  return counts
}

/** Ends a relationship and those of a provider's resellers with it; the partner's own comes first. */
export function removeRelationships(
  own: Relationship,
  resellers: readonly Relationship[],
  actor: Actor,
  now: Date,
): [RelationshipChange, ...RelationshipChange[]] {
  if (relationshipMoves.remove[own.status] !== 'removed') throw notFound()
  const blockers = blockersOf(own, resellers)
  const reseller = blockers.find(({ code }) => code === 'indirect-reseller')
  if (reseller) throw new Problem('indirect-reseller-may-not-remove', reseller.message)
  if (blockers.length > 0)
    throw new Problem('removal-blocked', blockers.map(({ message, count }) => `${message} (${count})`).join(' '), {
      errors: blockers.map(({ code, message, count }) => ({ pointer: '', code, message: `${message} (${count})` })),
    })
  return [end(own, actor, now), ...resellers.map((each) => end(each, actor, now, partnerOf(own)))]
}

function end(before: Relationship, actor: Actor, now: Date, provider?: NamedPartner): RelationshipChange {
  const at = now.toISOString()
  // systems that enforce privileges listen for their end, not for that of the relationship
  const live = before.status === 'active' && livePrivileges(before.adminPrivileges, now)
  const given = live ? relinquishPrivileges(before, actor, now) : { after: before, events: [] }
  const { adminPrivileges } = given.after
  const removed = fact('relationship.removed', { provider }, actor, now)
  const after = { status: 'removed', removedAt: at, adminPrivileges, withheld: undefined, lapsesAt: undefined } as const
  return changed(before, after, ...given.events, removed)
}

/** The customer's wish to end it, noted once: the partner does it, as only he sees what he still provides. */
export function requestEnd(
  before: Relationship,
  reason: string | undefined,
  actor: Actor,
  now: Date,
): RelationshipChange | undefined {
  const { status, endRequestedAt, removedAt } = before
  const wasWithdrawn = status === 'removed' && removedAt !== undefined && endRequestedAt === removedAt
  if (wasWithdrawn) return undefined
  requireNotRemoved(before)
  if (endRequestedAt) return undefined
  const event = fact('relationship.end-requested', { reason }, actor, now)
  return changed(before, { endRequestedAt: event.at }, event)
}

/** The customer withdraws its request to end the relationship. Undefined if none is open. */
export function withdrawEndRequest(before: Relationship, actor: Actor, now: Date): RelationshipChange | undefined {
  requireNotRemoved(before)
  if (!before.endRequestedAt) return undefined
  return changed(before, { endRequestedAt: undefined }, fact('relationship.end-request-withdrawn', {}, actor, now))
}
