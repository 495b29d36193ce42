import {
  beginPrivileges,
  grantedTerms,
  grantOf,
  grantPrivileges,
  livePrivileges,
  type Terms,
} from './admin-privileges.ts'
import { type AcceptedAgreement, type Agreement, type AgreementRequest, signAgreement } from './agreement.ts'
import { canonical } from './canonical.ts'
import { lapsing } from './confirmation.ts'
import { type AcceptingRoles, changesNothing, decidableBy, decidedParts, type Part } from './deciding.ts'
import { Problem } from './errors.ts'
import { type EventFacts, fact } from './events.ts'
import {
  type DecidedInvitation,
  decideInvitation,
  type Invitation,
  requireMove,
  requireNewestLink,
  type Transition,
} from './invitation.ts'
import type { Regions } from './market.ts'
import { channelOfProvider, channelOfReseller, named, type ProviderFacts, requireProvider } from './multi-channel.ts'
import { type Outcome, outcomeOf, type ShownFacts, shownDigest, shownUnchanged } from './outcome.ts'
import { type Partner, requireActive } from './partner.ts'
import { type Actor, actorOf, type Member, provenNameOf } from './people.ts'
import { refusalsOf, requireMayBeAsked } from './refusals-of.ts'
import { establish, type Relationship, type RelationshipChange } from './relationship.ts'
import { domainOf } from './text.ts'

/** Whether the organisation that signed in is the one the partner wrote to; otherwise the partner must confirm it. */
export function isProven(invitation: Invitation, member: Member): boolean {
  const domain = domainOf(member.signInName)
  const { tenantId, domain: expected } = invitation.customer
  if (tenantId === member.tenantId) return true
  return domain !== '' && (domain === expected || domain === domainOf(invitation.recipient.email))
}

export interface AcceptRequest {
  generation: number
  digest: string
  agreement?: AgreementRequest
  adminPrivileges?: null | Partial<Terms>
}

export interface AcceptanceFacts {
  invitation: Invitation
  partner: Partner | undefined
  relationship: Relationship | undefined
  accepted: AcceptedAgreement | undefined
  blocked: boolean
  agreement: Agreement
  /** how many days the partner has to confirm an organisation that it did not expect */
  confirmationDays: number
  /** unless they are those that were published */
  regions?: Regions
  /** where the partner is an indirect reseller */
  provider?: ProviderFacts
}

/** All that one acceptance changes, to be stored in one transaction. The first relationship is that of the inviting partner. */
export interface Acceptance extends Transition<DecidedInvitation> {
  relationships: [RelationshipChange, ...RelationshipChange[]]
  agreement?: AcceptedAgreement
}

/** The customer's yes. Throws the refusal that applies; decides nothing by itself that was not shown. */
export function accept(facts: AcceptanceFacts, request: AcceptRequest, member: Member, now: Date): Acceptance {
  const { invitation, relationship: existing, agreement } = facts
  requireNewestLink(invitation, request.generation)
  requireMove(invitation, 'accept', now)
  const partner = requireActive(facts.partner)
  const provider = requireProvider(partner, facts.provider?.partner)
  requireMayBeAsked({ ...facts, partner }, member)
  if (changesNothing(facts))
    throw new Problem(
      'relationship-exists',
      `${partner.name} is your reseller already, and this invitation asks for nothing else. It is closed.`,
    )
  const proven = isProven(invitation, member)
  const shown = shownFacts({ ...facts, partner })
  const shownAt = shownUnchanged(shown, proven, request.digest, now)
  if (!shownAt)
    throw new Problem(
      'content-changed',
      'What was shown has changed since. Open the invitation again and read it once more.',
    )
  const signed =
    facts.accepted?.version === agreement.version
      ? undefined
      : signAgreement(agreement, request.agreement, member, invitation.recipient.locale, now)
  const agreed = signed ?? facts.accepted
  const terms = grantedTerms(invitation.adminPrivileges, request.adminPrivileges)
  const asked = invitation.adminPrivileges
  const outcome = outcomeOf(shown, proven, terms, shownAt)
  const [own, ownProvider] = outcome.relationships
  const adminPrivileges = outcome.adminPrivileges ?? undefined
  const living = existing?.status === 'removed' ? undefined : existing
  const privileges = privilegesAfter(living, outcome, terms, asked, now)
  const relationship = {
    ...establish(existing, establishedFacts(facts, partner, member), own.status, privileges, now),
    ...(provider && channelOfReseller(provider, living)),
  }
  const actor = actorOf('customer', member)
  const events = [
    ...(signed ? [fact('agreement.accepted', { version: signed.version, sha256: signed.sha256 }, actor, now)] : []),
    fact(
      'relationship.established',
      {
        invitation: invitation.id,
        status: relationship.status,
        renewed: existing !== undefined && existing.status !== 'removed',
        provider: provider && named(provider),
        digest: request.digest,
        agreement: agreed && { version: agreed.version, language: agreed.language, sha256: agreed.sha256 },
        adminPrivileges,
      },
      actor,
      now,
    ),
    ...privilegesEvents(living, relationship, actor, now),
  ]
  const given = relationship.status === 'unconfirmed' ? { withheld: terms } : { granted: terms }
  const decision = decideInvitation(
    invitation,
    member,
    fact('invitation.accepted', { digest: request.digest, ...given, adminPrivileges }, actor, now),
    now,
  )
  const withProvider = facts.provider?.relationship
  const other =
    provider &&
    ownProvider &&
    channelOfProvider(
      partner,
      withProvider,
      establish(
        withProvider,
        establishedFacts(facts, provider, member),
        ownProvider.status,
        withProvider?.status === 'active' ? undefined : { withheld: withProvider?.withheld },
        now,
      ),
      (data) => fact('relationship.established', { invitation: invitation.id, ...data }, actor, now),
    )
  const waits = lapsing(facts.confirmationDays, now)
  return {
    ...decision,
    invitation: { ...decision.invitation, granted: canonical(terms) === canonical(asked) ? undefined : terms },
    relationships: [waits({ before: existing, after: relationship, events }), ...(other ? [waits(other)] : [])],
    agreement: signed,
  }
}

type OpenFacts = AcceptanceFacts & { partner: Partner }

const shownFacts = ({ provider, ...facts }: OpenFacts): ShownFacts => ({
  ...facts,
  provider: provider?.partner && { relationship: provider.relationship, partner: provider.partner },
})

/** What a link shows: what a yes leads to (null if there can be none), and the digest that a decision brings back. */
export interface Shown {
  outcome: (Outcome & { decidable: Part[] }) | null
  digest: string
}

/**
 * What the page shows of a full yes to a member of an organisation; without one, to an organisation that has nothing with
 * the partner yet. `decidable`: the parts of this decision that the member may decide.
 */
export function shownTo(facts: OpenFacts, member: Member | undefined, table: AcceptingRoles, now: Date): Shown {
  const proven = !member || isProven(facts.invitation, member)
  const digest = shownDigest(shownFacts(facts), proven, now)
  const decided = decidedParts(facts, undefined)
  if (decided.length === 0 || (member && refusalsOf(facts, member).length > 0)) return { outcome: null, digest }
  const may = member ? decidableBy(member, table) : []
  const outcome = outcomeOf(shownFacts(facts), proven, facts.invitation.adminPrivileges, now)
  return { outcome: { ...outcome, decidable: decided.filter((part) => may.includes(part)) }, digest }
}

export const showedTheSame = (facts: OpenFacts, member: Member | undefined, digest: string, now: Date): boolean =>
  shownUnchanged(shownFacts(facts), !member || isProven(facts.invitation, member), digest, now) !== undefined

type HeldPrivileges = Partial<Pick<Relationship, 'adminPrivileges' | 'withheld'>>

/** The privileges of the relationship after the yes: granted, waiting for the confirmation, ended, or as they were. */
function privilegesAfter(
  living: Relationship | undefined,
  { relationships: [{ status }], adminPrivileges }: Outcome,
  terms: Terms | null,
  asked: Terms | null,
  now: Date,
): HeldPrivileges | undefined {
  const { adminPrivileges: held = null, withheld } = living ?? {}
  if (!asked) {
    if (living?.status === 'active') return undefined
    if (status === 'unconfirmed') return { withheld }
    // what waited for the confirmation begins: the organisation is the invited one now
    return { adminPrivileges: adminPrivileges && withheld ? beginPrivileges(withheld, now) : null }
  }
  if (!adminPrivileges) return undefined
  const { after: endsAt } = adminPrivileges.endsAt
  if (status === 'unconfirmed')
    return { adminPrivileges: held, withheld: terms && endsAt ? grantOf(terms, asked, now, endsAt) : undefined }
  if (terms && endsAt) return { adminPrivileges: grantPrivileges(terms, asked, now, endsAt) }
  const live = livePrivileges(held, now)
  return { adminPrivileges: live ? { ...live, state: 'revoked', dueAt: undefined, enforcement: 'recorded' } : held }
}

/** What the history tells of the privileges, if the request was about them. */
function privilegesEvents(
  living: Relationship | undefined,
  { adminPrivileges: after }: Relationship,
  actor: Actor,
  now: Date,
): EventFacts[] {
  const before = livePrivileges(living?.adminPrivileges ?? null, now)
  if (!after || after === living?.adminPrivileges) return []
  const { roles, endsAt, autoExtend } = after
  const data = { roles, endsAt, autoExtend }
  if (livePrivileges(after, now)) return [fact('admin-privileges.granted', data, actor, now)]
  return before ? [fact('admin-privileges.revoked', data, actor, now)] : []
}

function establishedFacts({ invitation, agreement }: AcceptanceFacts, partner: Partner, member: Member) {
  return {
    partnerId: partner.id,
    customerId: member.tenantId,
    name: provenNameOf(member),
    typedName: invitation.recipient.company,
    provenDomain: domainOf(member.signInName),
    country: member.country ?? '',
    cloud: member.cloud,
    partnerName: partner.name,
    partnerDomain: partner.domain,
    invitationId: invitation.id,
    agreementVersion: agreement.version,
    customerContact: { name: member.name, email: member.signInName, locale: invitation.recipient.locale },
  }
}

/** The customer's no; the same people may say it as may say yes, so that no stranger with a forwarded mail does. */
export function decline(
  facts: Pick<AcceptanceFacts, 'invitation'>,
  request: { generation: number; reason?: string },
  member: Member,
  now: Date,
): Transition<DecidedInvitation> {
  const { invitation } = facts
  requireNewestLink(invitation, request.generation)
  requireMove(invitation, 'decline', now)
  if (!isProven(invitation, member))
    throw new Problem(
      'tenant-mismatch',
      `The invitation was addressed to another organisation than ${provenNameOf(member)}, so you cannot decline it. If it is not for you, leave it: it expires by itself.`,
    )
  return decideInvitation(
    invitation,
    member,
    fact('invitation.declined', { reason: request.reason }, actorOf('customer', member), now),
    now,
  )
}
