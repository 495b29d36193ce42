import type { Grant, Privileges } from './admin-privileges.ts'
import { differs } from './canonical.ts'
import { emptyHead, type Head } from './chain.ts'
import type { Cloud } from './cloud.ts'
import { type CustomerName, nameAtAcceptance } from './customer-name.ts'
import type { ProblemCode } from './errors.ts'
import type { EventFacts } from './events.ts'
import type { Locale } from './locale.ts'
import type { SubscriptionKind } from './subscription.ts'

export const relationshipStatuses = ['none', 'unconfirmed', 'active', 'removed'] as const
export type RelationshipStatus = (typeof relationshipStatuses)[number]

export const relationshipMoveNames = [
  'establish',
  'establish-unproven',
  'confirm',
  'refuse',
  'lapse',
  'withdraw',
  'remove',
] as const
export type RelationshipMove = (typeof relationshipMoveNames)[number]

/** The life of a relationship: move x state -> next state, or the code of the refusal. */
export const relationshipMoves = {
  establish: { none: 'active', unconfirmed: 'active', active: 'active', removed: 'active' },
  'establish-unproven': { none: 'unconfirmed', unconfirmed: 'unconfirmed', active: 'active', removed: 'unconfirmed' },
  confirm: { none: 'not-found', unconfirmed: 'active', active: 'relationship-exists', removed: 'not-found' },
  refuse: { none: 'not-found', unconfirmed: 'removed', active: 'relationship-exists', removed: 'not-found' },
  lapse: { none: 'not-found', unconfirmed: 'removed', active: 'relationship-exists', removed: 'not-found' },
  withdraw: { none: 'not-found', unconfirmed: 'removed', active: 'relationship-exists', removed: 'not-found' },
  remove: { none: 'not-found', unconfirmed: 'removed', active: 'removed', removed: 'not-found' },
} as const satisfies Record<RelationshipMove, Record<RelationshipStatus, RelationshipStatus | ProblemCode>>

/** Partner x customer: what an accepted invitation establishes. At most one per pair; its key is the pair. */
export interface Relationship extends CustomerName {
  partnerId: string
  customerId: string
  status: Exclude<RelationshipStatus, 'none'>
  version: number
  head: Head
  /** domain of the sign-in name that accepted: the only name that was proven */
  provenDomain: string
  country: string
  cloud: Cloud
  partnerName: string
  partnerDomain: string
  since: string
  invitationId: string
  agreementVersion: string
  /** who accepted: gets receipts and notices */
  customerContact: CustomerContact
  /** the other partners of a multi-channel relationship and what they are: a reseller's provider, a provider's resellers */
  channel?: { role: 'reseller' | 'provider'; partnerIds: string[] }
  supportContact?: SupportContact
  /** the day on which, as each side agrees, the partner's responsibility for support ends; the later of the two counts */
  responsibilityEndedBy?: { partner?: string; customer?: string }
  endRequestedAt?: string
  removedAt?: string
  /** how many subscriptions of each kind are not cancelled: they block the removal */
  openSubscriptions: Partial<Record<SubscriptionKind, number>>
  adminPrivileges: Privileges | null
  /** granted by an organisation that the partner has not confirmed yet: takes effect when it does */
  withheld?: Grant
  /** until when the partner can confirm; set while unconfirmed */
  lapsesAt?: string
}

export interface CustomerContact {
  name: string
  email: string
  locale: Locale
}

/** Whom the customer turns to. */
export interface SupportContact {
  name: string
  email: string
  phone?: string
}

/** One transition of a relationship: `after` with its version raised and the old head, and the events that tell of it. */
export interface RelationshipChange {
  before: Relationship | undefined
  after: Relationship
  events: EventFacts[]
}

/** The next version of a relationship, with what differs and what is to be told of it. */
export const changed = (
  before: Relationship,
  difference: Partial<Relationship>,
  ...events: EventFacts[]
): RelationshipChange => ({ before, after: { ...before, ...difference, version: before.version + 1 }, events })

/** The change that saving a form makes: none if nothing differs. */
export const saved = (
  before: Relationship,
  difference: Partial<Relationship>,
  event: EventFacts,
): RelationshipChange | undefined => (differs(before, difference) ? changed(before, difference, event) : undefined)

/** When the responsibility for support ends, once both sides agreed that it does. */
export function responsibilityEndsAt({
  responsibilityEndedBy,
}: Pick<Relationship, 'responsibilityEndedBy'>): string | undefined {
  const { partner, customer } = responsibilityEndedBy ?? {}
  return partner && customer && (partner > customer ? partner : customer)
}

/** From the confirmation until the removal, or until the day on which both sides agreed. */
export function responsibleForSupport(r: Relationship, now: Date): boolean {
  const end = responsibilityEndsAt(r)
  return r.status === 'active' && !(end && now >= new Date(end))
}

export const relationshipChainId = (r: Pick<Relationship, 'partnerId' | 'customerId'>): string =>
  `relationship/${r.partnerId}/${r.customerId}`

type Established = Pick<
  Relationship,
  | 'partnerId'
  | 'customerId'
  | 'name'
  | 'typedName'
  | 'provenDomain'
  | 'country'
  | 'cloud'
  | 'partnerName'
  | 'partnerDomain'
  | 'invitationId'
  | 'agreementVersion'
  | 'customerContact'
>

/**
 * Makes the relationship, or goes on with the one that is there. `privileges`: what the partner holds, and what waits for
 * its confirmation, after the yes; undefined if an active customer was not asked for any and so agrees to nothing new.
 */
export function establish(
  existing: Relationship | undefined,
  facts: Established,
  status: 'active' | 'unconfirmed',
  privileges: Partial<Pick<Relationship, 'adminPrivileges' | 'withheld'>> | undefined,
  now: Date,
): Relationship {
  const living = existing?.status === 'removed' ? undefined : existing
  const { invitationId, agreementVersion } = facts
  const version = (existing?.version ?? 0) + 1
  // a new acceptance withdraws a request to end the relationship, and starts an ended responsibility for support again
  const again = {
    endRequestedAt: undefined,
    ...(living && !responsibleForSupport(living, now) && { responsibilityEndedBy: undefined }),
  }
  if (living && !privileges) return { ...living, ...again, invitationId, agreementVersion, version }
  const { adminPrivileges = null, withheld } = privileges ?? {}
  return {
    ...(living ?? { since: now.toISOString(), openSubscriptions: {} }),
    ...facts,
    ...again,
    ...nameAtAcceptance(living, facts.name, facts.typedName, status === 'active'),
    status,
    version,
    head: existing?.head ?? emptyHead,
    adminPrivileges,
    withheld,
  }
}
