import { requireNotRemoved } from './access.ts'
import { livePrivileges } from './admin-privileges.ts'
import { Problem } from './errors.ts'
import { notFound } from './ids.ts'
import type { Actor } from './people.ts'
import { relinquishPrivileges } from './privileges-life.ts'
import { changed, type Relationship, type RelationshipChange, relationshipMoves } from './relationship.ts'
import { subscriptionKindNames, subscriptionKinds } from './subscription.ts'

/** What stands in the way of ending a relationship, and what to do about it. */
export const removalBlockers = {
  'indirect-reseller': 'Only the indirect provider may end the relationship. Ask it to.',
  'open-subscriptions': 'Active and suspended subscriptions must be cancelled first.',
  'open-reservations': 'Reservations must be cancelled first.',
  'software-purchases':
    'Software purchases that can still be cancelled must be; a perpetual one keeps the relationship.',
} as const

export type RemovalBlocker = keyof typeof removalBlockers

export interface Blocker {
  code: RemovalBlocker
  message: string
  count: number
}

/** What ends with a relationship, told before it does. */
export const removalConsequences = {
  'access-ends': "You lose all access to the customer's account, services, users and licences at once.",
  'privileges-end': 'All admin privileges end; only the customer can grant them again, by accepting a new invitation.',
  'support-ends':
    'You are no longer responsible for support, and can no longer open service requests for the customer.',
  'management-ends': 'You can no longer order, change or bill anything for the customer.',
} as const

/** All that blocks the removal: of a provider's also what blocks its resellers' at this customer, as they end with it. */
export function blockersOf(own: Relationship, resellers: readonly Relationship[]): Blocker[] {
  const hasProvider = own.channel?.role === 'provider'
  const counts = new Map<RemovalBlocker, number>(hasProvider ? [['indirect-reseller', 1]] : [])
  for (const { openSubscriptions } of [own, ...resellers])
    for (const kind of subscriptionKindNames) {
      const { blocker } = subscriptionKinds[kind]
      const count = (counts.get(blocker) ?? 0) + (openSubscriptions[kind] ?? 0)
      if (count > 0) counts.set(blocker, count)
    }
  return [...counts].map(([code, count]) => ({ code, message: removalBlockers[code], count }))
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
  return [end(own, actor, now), ...resellers.map((each) => end(each, actor, now))]
}

function end(before: Relationship, actor: Actor, now: Date): RelationshipChange {
  const at = now.toISOString()
  // systems that enforce privileges listen for their end, not for that of the relationship
  const live = before.status === 'active' && livePrivileges(before.adminPrivileges, now)
  const given = live ? relinquishPrivileges(before, actor, now) : { after: before, events: [] }
  const { adminPrivileges } = given.after
  const removed = { name: 'relationship.removed', at, actor, data: {} } as const
  const after = { status: 'removed', removedAt: at, adminPrivileges, withheld: undefined } as const
  return changed(before, after, ...given.events, removed)
}

/** The customer's wish to end it, noted once: the partner does it, as only he sees what he still provides. */
export function requestEnd(
  before: Relationship,
  reason: string | undefined,
  actor: Actor,
  now: Date,
): RelationshipChange | undefined {
  requireNotRemoved(before)
  if (before.endRequestedAt) return undefined
  const at = now.toISOString()
  return changed(before, { endRequestedAt: at }, { name: 'relationship.end-requested', at, actor, data: { reason } })
}
