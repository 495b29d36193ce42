import { grantPrivileges, type Privileges, type Terms } from './admin-privileges.ts'
import { differs } from './canonical.ts'
import { emptyHead, type Head } from './chain.ts'
import type { Cloud } from './cloud.ts'
import type { ProblemCode } from './errors.ts'
import type { EventFacts } from './events.ts'
import type { Locale } from './locale.ts'
import type { SubscriptionKind } from './subscription.ts'

export const relationshipStatuses = ['none', 'unconfirmed', 'active', 'removed'] as const
export type RelationshipStatus = (typeof relationshipStatuses)[number]

export const relationshipMoveNames = ['establish', 'establish-unproven', 'confirm', 'refuse', 'remove'] as const
export type RelationshipMove = (typeof relationshipMoveNames)[number]

/** The life of a relationship: move x state -> next state, or the code of the refusal. */
export const relationshipMoves = {
  establish: { none: 'active', unconfirmed: 'active', active: 'active', removed: 'active' },
  'establish-unproven': { none: 'unconfirmed', unconfirmed: 'unconfirmed', active: 'active', removed: 'unconfirmed' },
  confirm: { none: 'not-found', unconfirmed: 'active', active: 'relationship-exists', removed: 'not-found' },
  refuse: { none: 'not-found', unconfirmed: 'removed', active: 'relationship-exists', removed: 'not-found' },
  remove: { none: 'not-found', unconfirmed: 'removed', active: 'removed', removed: 'not-found' },
} as const satisfies Record<RelationshipMove, Record<RelationshipStatus, RelationshipStatus | ProblemCode>>

/** Partner x customer: what an accepted invitation establishes. At most one per pair; its key is the pair. */
export interface Relationship {
  partnerId: string
  customerId: string
  status: Exclude<RelationshipStatus, 'none'>
  version: number
  head: Head
  /** what the partner calls the customer */
  name: string
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
  /** granted by an organisation that the partner has yet to confirm: they begin when he does */
  withheld?: { granted: Terms; asked: Terms }
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
export function responsibilityEndsAt({ responsibilityEndedBy }: Relationship): string | undefined {
  const { partner, customer } = responsibilityEndedBy ?? {}
  return partner && customer && (partner > customer ? partner : customer)
}

/** Until the removal, or until the day on which both sides agreed. */
export function responsibleForSupport(r: Relationship, now: Date): boolean {
  const end = responsibilityEndsAt(r)
  return r.status !== 'removed' && !(end && now >= new Date(end))
}

export const relationshipChainId = (r: Pick<Relationship, 'partnerId' | 'customerId'>): string =>
  `relationship/${r.partnerId}/${r.customerId}`

type Established = Pick<
  Relationship,
  | 'partnerId'
  | 'customerId'
  | 'name'
  | 'provenDomain'
  | 'country'
  | 'cloud'
  | 'partnerName'
  | 'partnerDomain'
  | 'invitationId'
  | 'agreementVersion'
  | 'customerContact'
>

/** Makes the relationship, or renews the privileges of the one that is there. An unproven organisation gets no privileges. */
export function establish(
  existing: Relationship | undefined,
  facts: Established,
  proven: boolean,
  terms: Terms | null,
  asked: Terms | null,
  now: Date,
): Relationship {
  const status = relationshipMoves[proven ? 'establish' : 'establish-unproven'][existing?.status ?? 'none']
  const living = existing?.status === 'removed' ? undefined : existing
  const fresh = { since: now.toISOString(), openSubscriptions: {}, adminPrivileges: null }
  // who has the relationship already and is asked for nothing agrees to nothing new
  if (living?.status === 'active' && !asked)
    return {
      ...living,
      invitationId: facts.invitationId,
      agreementVersion: facts.agreementVersion,
      endRequestedAt: undefined,
      version: living.version + 1,
    }
  const kept = living ?? fresh
  const ended = living !== undefined && !responsibleForSupport(living, now)
  return {
    ...kept,
    ...facts,
    // a new acceptance starts an ended responsibility for support again
    ...(ended && { responsibilityEndedBy: undefined }),
    // and withdraws a request to end the relationship
    endRequestedAt: undefined,
    name: living?.name ?? facts.name,
    status,
    version: (existing?.version ?? 0) + 1,
    head: existing?.head ?? emptyHead,
    adminPrivileges: status === 'active' && terms && asked ? grantPrivileges(terms, asked, now) : kept.adminPrivileges,
    withheld: status === 'unconfirmed' ? withheldBy(living, terms, asked) : undefined,
  }
}

// an invitation that asks for nothing leaves alone what another one was granted
const withheldBy = (living: Relationship | undefined, granted: Terms | null, asked: Terms | null) => {
  if (!asked) return living?.withheld
  return granted ? { granted, asked } : undefined
}
