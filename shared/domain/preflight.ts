import { judgeTerms, type Terms, type TermsRequest } from './admin-privileges.ts'
import { Problem } from './errors.ts'
import { type ExpectedCustomer, publicInvitationId } from './invitation.ts'
import { checkRegion, type Regions } from './market.ts'
import { providerRefusal } from './multi-channel.ts'
import { type Partner, requirePartnerOf } from './partner.ts'
import type { Member } from './people.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'
import type { Relationship } from './relationship.ts'
import { domainOf } from './text.ts'

/** The pending invitation to the same recipient, if any. */
export interface Guard {
  invitationId: string
  expiresAt: string
}

export interface PreflightFacts {
  partner: Partner
  /** of an indirect reseller: what holds for the one holds for the other */
  provider?: Partner
  guards: Guard[]
  /** with the customers that the request may mean */
  relationships: Relationship[]
  /** unless they are those that were published */
  regions?: Regions
}

export interface Wish {
  /** of the invitation itself, when it exists already */
  invitationId?: string
  email: string
  customer: ExpectedCustomer
  asksPrivileges: boolean
}

/** Every rule that refuses an invitation before anybody is written to, each as the problem that it would answer. */
export function refusals(wish: Wish, facts: PreflightFacts, now: Date): Problem[] {
  const { partner, provider } = facts
  const { tenantId, domain, country } = wish.customer
  const found: Problem[] = []
  const inactive = providerRefusal(partner, provider)
  if (inactive) found.push(inactive)
  const sides = provider ? [partner, provider] : [partner]
  const own = sides.find((side) => tenantId === side.id || [domain, domainOf(wish.email)].includes(side.domain))
  if (own) found.push(new Problem('self-invitation', `${own.name} cannot be invited to itself.`))
  const elsewhere =
    country && sides.map((side) => regionRefusal(side, country, facts.regions)).find((problem) => problem !== undefined)
  if (elsewhere) found.push(elsewhere)
  const existing = facts.relationships.find(({ status }) => status === 'active')
  if (existing && !wish.asksPrivileges)
    found.push(
      new Problem(
        'relationship-exists',
        `${existing.name} is your customer already. Ask for admin privileges, or do nothing.`,
      ),
    )
  const pending = facts.guards.find((g) => g.invitationId !== wish.invitationId && now < new Date(g.expiresAt))
  if (pending) found.push(alreadyPending(pending.invitationId))
  return found
}

function regionRefusal(side: Partner, country: string, regions?: Regions): Problem | undefined {
  const code = checkRegion(side.country, country, regions)
  if (code === 'same') return undefined
  return new Problem(
    code,
    `${side.name} is in ${side.country}, the customer in ${country}: a partner may invite customers of its own region only.`,
    { errors: [{ pointer: '/customer/country', code, message: 'is not in your region' }] },
  )
}

export const alreadyPending = (invitationId: string | undefined): Problem =>
  new Problem(
    'already-pending-for-customer',
    'An invitation to this recipient is waiting for an answer. Resend or revoke that one.',
    {
      invitationId: invitationId === undefined ? undefined : publicInvitationId({ id: invitationId }),
    },
  )

/** What somebody of a partner would like to ask of whom. */
export interface Ask {
  recipient: { email: string }
  customer?: ExpectedCustomer
  adminPrivileges?: TermsRequest
}

/** How a request tells which customer it means: by the tenant or, without one, by verified domains. */
export interface CustomerHint {
  tenantId?: string
  domains: string[]
}

/** A public mail domain identifies nobody. */
export function hintOf({ recipient, customer }: Ask): CustomerHint {
  if (customer?.tenantId) return { tenantId: customer.tenantId, domains: [] }
  const domains = new Set([domainOf(recipient.email), customer?.domain ?? ''])
  return { domains: [...domains].filter((domain) => domain !== '' && !isPublicMailDomain(domain)) }
}

/** What an ask comes to: the terms, which hold only if nothing refuses it, and every refusal, a create's answer first. */
export interface Judgement {
  adminPrivileges: Terms | null
  refusals: Problem[]
}

/** Judges by every rule at once. Create throws the first refusal, preflight tells them all. */
export function judge(
  ask: Ask,
  caller: Pick<Member, 'cloud' | 'appRoles'>,
  { partner, ...facts }: Omit<PreflightFacts, 'partner'> & { partner: Partner | undefined },
  now: Date,
): Judgement {
  const { terms, refusals: ofTerms } = judgeTerms(ask.adminPrivileges, caller.cloud, caller.appRoles)
  const wish = { email: ask.recipient.email, customer: ask.customer ?? {}, asksPrivileges: terms !== null }
  const ofPartner = partner ? refusals(wish, { ...facts, partner }, now) : []
  const notActive = refusalIn(() => requirePartnerOf(caller, partner))
  return { adminPrivileges: terms, refusals: [...notActive, ...ofTerms, ...ofPartner] }
}

function refusalIn(run: () => unknown): Problem[] {
  try {
    run()
    return []
  } catch (error) {
    if (error instanceof Problem) return [error]
    throw error
  }
}
