import { grantedTerms, type Terms } from './admin-privileges.ts'
import { type AcceptedAgreement, type Agreement, type AgreementRequest, signAgreement } from './agreement.ts'
import { canonical, sha256 } from './canonical.ts'
import { Problem } from './errors.ts'
import { fact } from './events.ts'
import {
  type DecidedInvitation,
  decideInvitation,
  type Invitation,
  requireMove,
  requireNewestLink,
  type Transition,
} from './invitation.ts'
import { checkRegion, type Regions } from './market.ts'
import { channelOfProvider, channelOfReseller, named, type ProviderFacts, requireProvider } from './multi-channel.ts'
import { type Partner, requireActive } from './partner.ts'
import { actorOf, type Member, provenNameOf } from './people.ts'
import { establish, type Relationship, type RelationshipChange } from './relationship.ts'
import { domainOf } from './text.ts'

/** What the page shows before the click; its digest comes back with the decision, so nothing can change in between. */
export function shownDigest(
  invitation: Invitation,
  partner: Partner,
  agreement: Agreement,
  provider?: Partner,
): string {
  const { id, name, domain, country, type, contact } = partner
  return sha256(
    canonical({
      invitation: invitation.id,
      generation: invitation.generation,
      expiresAt: 'expiresAt' in invitation ? invitation.expiresAt : null,
      partner: { id, name, domain, country, type, contact },
      provider: provider && named(provider),
      adminPrivileges: invitation.adminPrivileges,
      agreement,
    }),
  )
}

/** What must hold between this partner and this customer, whenever somebody of the customer decides. */
export function requireMatch(invitation: Invitation, partner: Partner, member: Member, regions?: Regions): void {
  if (member.tenantId === partner.id)
    throw new Problem('self-invitation', 'An organisation cannot accept its own invitation.')
  if (member.cloud !== partner.cloud)
    throw new Problem(
      'cloud-mismatch',
      `The partner is in the cloud ${partner.cloud}, your organisation in ${member.cloud}.`,
    )
  const region = checkRegion(partner.country, member.country, regions)
  if (region !== 'same') throw new Problem(region, regionSentence(region, partner, member))
  const expected = invitation.customer.tenantId
  if (expected && expected !== member.tenantId)
    throw new Problem(
      'tenant-mismatch',
      'The partner addressed this invitation to another organisation than the one you are signed in to.',
    )
}

function regionSentence(
  code: 'region-mismatch' | 'country-without-region' | 'customer-country-unknown',
  partner: Partner,
  member: Member,
): string {
  if (code === 'customer-country-unknown')
    return 'Your sign-in does not tell the country of your organisation. This is for the operator of this service to mend.'
  if (code === 'country-without-region')
    return `${member.country} or ${partner.country} belongs to no region in which partners may sell.`
  return `The partner's country (${partner.country}) and that of your organisation (${member.country}) are in different regions.`
}

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
  if (facts.blocked || facts.provider?.blocked)
    throw new Problem(
      'customer-blocked',
      `Your organisation has blocked ${facts.blocked ? 'this partner' : `its provider ${provider?.name}`}. Lift the block first.`,
    )
  for (const side of provider ? [partner, provider] : [partner]) requireMatch(invitation, side, member, facts.regions)
  if (request.digest !== shownDigest(invitation, partner, agreement, provider))
    throw new Problem(
      'content-changed',
      'What was shown has changed since. Open the invitation again and read it once more.',
    )
  const signed =
    facts.accepted?.version === agreement.version
      ? undefined
      : signAgreement(agreement, request.agreement, member, invitation.recipient.locale, now)
  const agreed = signed ?? facts.accepted
  const proven = isProven(invitation, member)
  const terms = grantedTerms(invitation.adminPrivileges, request.adminPrivileges)
  const asked = invitation.adminPrivileges
  const relationship = {
    ...establish(existing, establishedFacts(facts, partner, member), proven, terms, asked, now),
    ...(provider && channelOfReseller(provider, existing?.status === 'removed' ? undefined : existing)),
  }
  const actor = actorOf('customer', member)
  const at = now.toISOString()
  const granted = relationship.adminPrivileges?.grantedAt === at ? relationship.adminPrivileges : undefined
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
      },
      actor,
      now,
    ),
    ...(granted
      ? [
          fact(
            'admin-privileges.granted',
            { roles: granted.roles, endsAt: granted.endsAt, autoExtend: granted.autoExtend },
            actor,
            now,
          ),
        ]
      : []),
  ]
  const given = relationship.status === 'unconfirmed' ? { withheld: terms } : { granted: terms }
  const decision = decideInvitation(
    invitation,
    member,
    fact('invitation.accepted', { digest: request.digest, ...given }, actor, now),
    now,
  )
  const withProvider = facts.provider?.relationship
  const other =
    provider &&
    channelOfProvider(
      partner,
      withProvider,
      establish(withProvider, establishedFacts(facts, provider, member), proven, null, null, now),
      (data) => fact('relationship.established', { invitation: invitation.id, ...data }, actor, now),
    )
  return {
    ...decision,
    invitation: { ...decision.invitation, granted: canonical(terms) === canonical(asked) ? undefined : terms },
    relationships: [{ before: existing, after: relationship, events }, ...(other ? [other] : [])],
    agreement: signed,
  }
}

function establishedFacts({ invitation, agreement }: AcceptanceFacts, partner: Partner, member: Member) {
  return {
    partnerId: partner.id,
    customerId: member.tenantId,
    name: invitation.recipient.company ?? provenNameOf(member),
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
