import { beginPrivileges } from './admin-privileges.ts'
import { nameOnceConfirmed } from './customer-name.ts'
import { Problem } from './errors.ts'
import { fact } from './events.ts'
import { type NamedPartner, partnerOf } from './multi-channel.ts'
import type { Actor } from './people.ts'
import { changed, type Relationship, type RelationshipChange, relationshipMoves } from './relationship.ts'
import { addDays } from './time.ts'

const sentences = {
  'not-found': 'There is no relationship that waits for your confirmation.',
  'relationship-exists': 'This relationship is confirmed already. You may remove it instead.',
}

/** Adds to an acceptance until when the partner can confirm it, if it has to. */
export const lapsing =
  (days: number, now: Date) =>
  (change: RelationshipChange): RelationshipChange => {
    const lapsesAt = change.after.status === 'unconfirmed' ? addDays(now, days).toISOString() : undefined
    return { ...change, after: { ...change.after, lapsesAt } }
  }

/** The time to confirm is over, even before the schedule has recorded it. */
export const hasLapsed = ({ status, lapsesAt }: Relationship, now: Date): boolean =>
  status === 'unconfirmed' && lapsesAt !== undefined && now >= new Date(lapsesAt)

export function requireNotLapsed(relationship: Relationship, now: Date): void {
  if (hasLapsed(relationship, now))
    throw new Problem(
      'not-found',
      `The partner had until ${relationship.lapsesAt} to confirm, so the acceptance has lapsed. A new invitation can begin the relationship.`,
      { currentState: 'removed' },
    )
}

function requireUnconfirmed(relationship: Relationship, move: Confirmation, now: Date): void {
  const { status } = relationship
  const outcome = relationshipMoves[move][status]
  if (outcome === 'not-found' || outcome === 'relationship-exists')
    throw new Problem(outcome, sentences[outcome], { currentState: status })
  requireNotLapsed(relationship, now)
}

/**
 * "This is my customer": the relationship begins, and what was granted takes effect, unless its time has passed.
 * `reseller`: whose confirmation also counts for this provider.
 */
export function confirmRelationship(
  before: Relationship,
  actor: Actor,
  now: Date,
  reseller?: string,
): RelationshipChange {
  requireUnconfirmed(before, 'confirm', now)
  const { provenDomain, withheld } = before
  const adminPrivileges = withheld ? beginPrivileges(withheld, now) : null
  const told = adminPrivileges && {
    roles: adminPrivileges.roles,
    endsAt: adminPrivileges.endsAt,
    autoExtend: adminPrivileges.autoExtend,
  }
  const granted = told && adminPrivileges?.state === 'active' ? told : undefined
  const expired = told && !granted ? told : undefined
  return changed(
    before,
    { ...nameOnceConfirmed(before), status: 'active', adminPrivileges, withheld: undefined, lapsesAt: undefined },
    fact('relationship.confirmed', { provenDomain, granted, expired, reseller }, actor, now),
    ...(granted ? [fact('admin-privileges.granted', granted, actor, now)] : []),
  )
}

const endings = {
  refuse: 'relationship.refused',
  lapse: 'relationship.lapsed',
  withdraw: 'relationship.withdrawn',
} as const
type Ending = keyof typeof endings

/** What was accepted ends before it began. */
function end(
  before: Relationship,
  ending: Ending,
  told: { reason?: string; reseller?: string; provider?: NamedPartner },
  actor: Actor,
  now: Date,
): RelationshipChange {
  const { provenDomain } = before
  const at = now.toISOString()
  return changed(
    before,
    {
      status: 'removed',
      removedAt: at,
      withheld: undefined,
      lapsesAt: undefined,
      ...(ending === 'withdraw' && { endRequestedAt: at }),
    },
    fact(endings[ending], { provenDomain, ...told }, actor, now),
  )
}

/** "This is not my customer": the organisation that accepted gets nothing, and is told. */
export function refuseRelationship(before: Relationship, actor: Actor, now: Date): RelationshipChange {
  requireUnconfirmed(before, 'refuse', now)
  return end(before, 'refuse', {}, actor, now)
}

export type Confirmation = 'confirm' | 'refuse'

/** What the partner says of this relationship, and what that changes about one of the others in its channel. */
export const confirmationMoves = { confirm: confirmRelationship, refuse: refuseRelationship } as const satisfies Record<
  Confirmation,
  (before: Relationship, actor: Actor, now: Date) => RelationshipChange
>

const isReseller = ({ channel }: Relationship) => channel?.role === 'provider'

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
  if (decision === 'refuse') return endAlong(before, other, 'refuse', actor, now)
  const waits = isReseller(before) && other.status === 'unconfirmed'
  return waits ? confirmRelationship(other, actor, now, before.partnerId) : undefined
}

/** What the end of one that waits changes about another in its channel. */
function endAlong(before: Relationship, other: Relationship, ending: Ending, actor: Actor, now: Date) {
  const waits = other.status === 'unconfirmed'
  if (!isReseller(before)) return waits ? end(other, ending, { provider: partnerOf(before) }, actor, now) : undefined
  return waits && resellersLeft(other, before).length === 0
    ? end(other, ending, {}, actor, now)
    : leaveChannel(other, before, ending, actor, now)
}

const resellersLeft = ({ channel }: Relationship, { partnerId }: Relationship) =>
  channel?.partnerIds.filter((id) => id !== partnerId) ?? []

// the provider's own relationship and its other resellers stay as they are
function leaveChannel(provider: Relationship, reseller: Relationship, ending: Ending, actor: Actor, now: Date) {
  if (provider.status === 'removed') return undefined
  const left = resellersLeft(provider, reseller)
  const channel = left.length > 0 ? { role: 'reseller' as const, partnerIds: left } : undefined
  const data = { reseller: reseller.partnerId, status: provider.status }
  return changed(provider, { channel }, fact(endings[ending], data, actor, now))
}

/** The customer takes its yes back before the partner confirmed it; the relationship's own change comes first. */
export function withdrawRelationship(
  own: Relationship,
  others: readonly Relationship[],
  reason: string | undefined,
  actor: Actor,
  now: Date,
): [RelationshipChange, ...RelationshipChange[]] {
  requireNotLapsed(own, now)
  return [
    end(own, 'withdraw', { reason }, actor, now),
    ...others.flatMap((other) => endAlong(own, other, 'withdraw', actor, now) ?? []),
  ]
}

/**
 * What ends because nobody confirmed it in time; nothing if that is not so. A provider's end is told with its reseller's,
 * so that the customer gets one mail.
 */
export function lapseRelationships(
  own: Relationship,
  others: readonly Relationship[],
  now: Date,
): RelationshipChange[] {
  if (!hasLapsed(own, now)) return []
  const actor: Actor = { kind: 'schedule' }
  const lapsed = [own, ...others].filter((each) => hasLapsed(each, now))
  const reseller = lapsed.find(isReseller)?.partnerId
  const ended = lapsed.map((each) => end(each, 'lapse', isReseller(each) ? {} : { reseller }, actor, now))
  const stay = others.filter((other) => !isReseller(other) && !lapsed.includes(other))
  return [...ended, ...stay.flatMap((provider) => leaveChannel(provider, own, 'lapse', actor, now) ?? [])]
}
