import { type AutoExtend, type Grant, livePrivileges, type Privileges, type Terms } from './admin-privileges.ts'
import type { AdminRoleCode } from './admin-roles.ts'
import type { Agreement } from './agreement.ts'
import { canonical, sha256 } from './canonical.ts'
import type { Invitation } from './invitation.ts'
import { named, type ProviderFacts } from './multi-channel.ts'
import type { Partner } from './partner.ts'
import { type Relationship, type RelationshipStatus, relationshipMoves } from './relationship.ts'
import { addDuration } from './time.ts'

/** Before and after a yes; null where there are no privileges. */
interface Change<T> {
  before: T | null
  after: T | null
}

/** What happens to the partner's admin privileges. Times are RFC 3339 in UTC. */
export interface PrivilegesOutcome {
  added: AdminRoleCode[]
  removed: AdminRoleCode[]
  kept: AdminRoleCode[]
  endsAt: Change<string>
  autoExtend: Change<AutoExtend>
  /** `confirmation`: the organisation was not the invited one, so the partner has to confirm it first */
  begins: 'now' | 'confirmation'
}

export interface OutcomeRelationship {
  partnerId: string
  name: string
  role: 'reseller' | 'provider'
  status: Extract<RelationshipStatus, 'active' | 'unconfirmed'>
}

/** What a yes leads to. `adminPrivileges` is null if the request is not about them. */
export interface Outcome {
  relationships: [OutcomeRelationship, ...OutcomeRelationship[]]
  adminPrivileges: PrivilegesOutcome | null
}

export interface OutcomeFacts {
  invitation: Pick<Invitation, 'adminPrivileges'>
  partner: Partner
  /** what the accepting organisation has with the partner already */
  relationship: Relationship | undefined
  /** whose provider is asked along, if the partner is an indirect reseller */
  provider?: Pick<ProviderFacts, 'relationship'> & { partner: Partner }
}

/**
 * Decides what a yes leads to. Page, answer, digest, receipt, mails and events are built from this value, and so is what
 * is stored. `granted`: what the customer chose of what was asked. `at`: when it was shown, from which the end counts.
 */
export function outcomeOf(facts: OutcomeFacts, proven: boolean, granted: Terms | null, at: Date): Outcome {
  const { invitation, partner, relationship, provider } = facts
  const own = statusAfter(relationship, proven)
  const role = partner.type === 'indirect-provider' ? 'provider' : 'reseller'
  const relationships: Outcome['relationships'] = [{ partnerId: partner.id, name: partner.name, role, status: own }]
  if (provider) {
    const { id: partnerId, name } = provider.partner
    relationships.push({ partnerId, name, role: 'provider', status: statusAfter(provider.relationship, proven) })
  }
  const held = own === 'active' && relationship?.status === 'active' ? relationship.adminPrivileges : null
  const asked = invitation.adminPrivileges
  const after = asked ? granted && endingAfter(granted, at) : waitingFor(relationship, own, at)
  return { relationships, adminPrivileges: asked || after ? privilegesOutcome(held, after, own, at) : null }
}

/** The state of the relationship after a yes. A customer that was confirmed once needs no second proof. */
export const statusAfter = (existing: Relationship | undefined, proven: boolean): OutcomeRelationship['status'] =>
  relationshipMoves[proven ? 'establish' : 'establish-unproven'][existing?.status ?? 'none']

const endingAfter = (terms: Terms, at: Date): Held => ({
  ...terms,
  endsAt: addDuration(at, terms.duration).toISOString(),
})

/** Privileges that waited for a confirmation, if this yes needs none and their time has not passed. */
function waitingFor(
  relationship: Relationship | undefined,
  status: OutcomeRelationship['status'],
  at: Date,
): Grant | null {
  const waits = status === 'active' && relationship?.status === 'unconfirmed' ? relationship.withheld : undefined
  return waits && new Date(waits.endsAt) > at ? waits : null
}

function privilegesOutcome(
  held: Privileges | null,
  granted: Held | null,
  status: OutcomeRelationship['status'],
  at: Date,
): PrivilegesOutcome {
  const today = livePrivileges(held, at)
  const [before, after] = [today?.roles ?? [], granted?.roles ?? []]
  return {
    added: after.filter((role) => !before.includes(role)),
    removed: before.filter((role) => !after.includes(role)),
    kept: after.filter((role) => before.includes(role)),
    endsAt: { before: today?.endsAt ?? null, after: granted?.endsAt ?? null },
    autoExtend: { before: today?.autoExtend ?? null, after: granted?.autoExtend ?? null },
    begins: status === 'active' ? 'now' : 'confirmation',
  }
}

/** Roles that the partner holds, or waits for, after a yes. */
export const rolesAfter = ({ kept, added }: PrivilegesOutcome): AdminRoleCode[] => [...kept, ...added].sort()

/** Privileges before or after a yes. */
export interface Held {
  roles: AdminRoleCode[]
  endsAt: string
  autoExtend: AutoExtend
}

/** The privileges that the partner holds today, and those after a yes. */
export function renewalOf(outcome: PrivilegesOutcome | null): { today: Held | null; after: Held | null } {
  if (!outcome) return { today: null, after: null }
  const { kept, removed, endsAt, autoExtend } = outcome
  const held = (roles: AdminRoleCode[], side: 'before' | 'after'): Held | null => {
    const [end, extension] = [endsAt[side], autoExtend[side]]
    return end && extension ? { roles, endsAt: end, autoExtend: extension } : null
  }
  return { today: held([...kept, ...removed].sort(), 'before'), after: held(rolesAfter(outcome), 'after') }
}

/** What a full yes to a second request changes about the partner's privileges. */
export type Changes = Pick<PrivilegesOutcome, 'added' | 'removed' | 'endsAt'>

/** Null if the request is not about privileges, or does not mean exactly one active customer. */
export function changesOf(
  partner: Partner,
  meant: readonly Relationship[],
  asked: Terms | null,
  now: Date,
): Changes | null {
  const [relationship, ...others] = meant.filter(({ status }) => status === 'active')
  if (!relationship || others.length > 0) return null
  const { adminPrivileges } = outcomeOf(
    { invitation: { adminPrivileges: asked }, partner, relationship },
    true,
    asked,
    now,
  )
  if (!adminPrivileges) return null
  const { added, removed, endsAt } = adminPrivileges
  return { added, removed, endsAt }
}

export interface ShownFacts extends OutcomeFacts {
  invitation: Invitation
  agreement: Agreement
}

const maxShownMs = 86_400_000
const clockSkewMs = 60_000

/**
 * The digest of what a page shows, with the time at which it showed it: `<time>.<hash>`. It covers the request, the
 * agreement and the whole outcome of a full yes.
 */
export function shownDigest(facts: ShownFacts, proven: boolean, at: Date): string {
  const { invitation, partner, relationship, provider, agreement } = facts
  const { id, name, domain, country, type, contact } = partner
  const hash = sha256(
    canonical({
      invitation: invitation.id,
      generation: invitation.generation,
      expiresAt: 'expiresAt' in invitation ? invitation.expiresAt : null,
      partner: { id, name, domain, country, type, contact },
      provider: provider && named(provider.partner),
      adminPrivileges: invitation.adminPrivileges,
      agreement,
      renews: relationship?.status === 'active',
      outcome: outcomeOf(facts, proven, invitation.adminPrivileges, at),
    }),
  )
  return `${at.getTime().toString(36)}.${hash}`
}

/** When a digest was shown; undefined if that is longer ago than a day, lies ahead, or cannot be read. */
export function shownAt(digest: string, now: Date): Date | undefined {
  const [, time] = /^([0-9a-z]{1,9})\.[\w-]+$/.exec(digest) ?? []
  if (time === undefined) return undefined
  const at = Number.parseInt(time, 36)
  return at <= now.getTime() + clockSkewMs && at >= now.getTime() - maxShownMs ? new Date(at) : undefined
}

/** When the page that brought this digest was shown, if it showed exactly this; otherwise undefined. */
export function shownUnchanged(facts: ShownFacts, proven: boolean, digest: string, now: Date): Date | undefined {
  const at = shownAt(digest, now)
  return at && shownDigest(facts, proven, at) === digest ? at : undefined
}
