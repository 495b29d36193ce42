import { grantPrivileges } from './admin-privileges.ts'
import { nameOnceConfirmed } from './customer-name.ts'
import { Problem } from './errors.ts'
import type { EventFacts } from './events.ts'
import { type NamedPartner, partnerOf } from './multi-channel.ts'
import type { Actor } from './people.ts'
import { changed, type Relationship, type RelationshipChange, relationshipMoves } from './relationship.ts'

const sentences = {
  'not-found': 'There is no relationship that waits for your confirmation.',
  'relationship-exists': 'This relationship is confirmed already. You may remove it instead.',
}

function requireUnconfirmed({ status }: Relationship, move: 'confirm' | 'refuse'): void {
  const outcome = relationshipMoves[move][status]
  if (outcome === 'not-found' || outcome === 'relationship-exists')
    throw new Problem(outcome, sentences[outcome], { currentState: status })
}

/** "This is my customer": the relationship begins, and the privileges that were withheld with it, counted from now. */
export function confirmRelationship(before: Relationship, actor: Actor, now: Date): RelationshipChange {
  requireUnconfirmed(before, 'confirm')
  const at = now.toISOString()
  const { provenDomain, withheld } = before
  const confirmed: EventFacts = { name: 'relationship.confirmed', at, actor, data: { provenDomain } }
  const after = { ...nameOnceConfirmed(before), status: 'active' } as const
  if (!withheld) return changed(before, after, confirmed)
  const adminPrivileges = grantPrivileges(withheld.granted, withheld.asked, now)
  const { roles, endsAt, autoExtend } = adminPrivileges
  const granted: EventFacts = { name: 'admin-privileges.granted', at, actor, data: { roles, endsAt, autoExtend } }
  return changed(before, { ...after, adminPrivileges, withheld: undefined }, confirmed, granted)
}

/** "This is not my customer": whoever accepted gets nothing, and hears of it. */
export function refuseRelationship(
  before: Relationship,
  actor: Actor,
  now: Date,
  provider?: NamedPartner,
): RelationshipChange {
  requireUnconfirmed(before, 'refuse')
  const { provenDomain } = before
  const at = now.toISOString()
  const event: EventFacts = { name: 'relationship.refused', at, actor, data: { provenDomain, provider } }
  return changed(before, { status: 'removed', removedAt: at, withheld: undefined }, event)
}

export type Confirmation = 'confirm' | 'refuse'

/** What the partner says of this relationship, and what that changes about one of the others in its channel. */
export const confirmationMoves = { confirm: confirmRelationship, refuse: refuseRelationship } as const satisfies Record<
  Confirmation,
  (before: Relationship, actor: Actor, now: Date) => RelationshipChange
>

/**
 * A reseller answers for its provider, too, and leaves the channel when it refuses; a provider that refuses takes its
 * resellers' relationships along.
 */
export function alongInChannel(
  before: Relationship,
  other: Relationship,
  decision: Confirmation,
  actor: Actor,
  now: Date,
): RelationshipChange | undefined {
  const isReseller = before.channel?.role === 'provider'
  const waits = other.status === 'unconfirmed'
  if (decision === 'confirm') return isReseller && waits ? confirmRelationship(other, actor, now) : undefined
  if (!isReseller) return waits ? refuseRelationship(other, actor, now, partnerOf(before)) : undefined
  const left = other.channel?.partnerIds.filter((id) => id !== before.partnerId) ?? []
  if (waits && left.length === 0) return refuseRelationship(other, actor, now)
  return other.status === 'removed' ? undefined : leaveChannel(other, before.partnerId, left, actor, now)
}

// the provider's own relationship and its other resellers stay as they are
function leaveChannel(provider: Relationship, reseller: string, left: string[], actor: Actor, now: Date) {
  const channel = left.length > 0 ? { role: 'reseller' as const, partnerIds: left } : undefined
  const data = { reseller, status: provider.status }
  return changed(provider, { channel }, { name: 'relationship.refused', at: now.toISOString(), actor, data })
}
