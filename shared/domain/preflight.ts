import { Problem } from './errors.ts'
import { type ExpectedCustomer, publicInvitationId } from './invitation.ts'
import { checkRegion } from './market.ts'
import type { Partner } from './partner.ts'
import type { Relationship } from './relationship.ts'
import { domainOf } from './text.ts'

/** The pending invitation to the same recipient, if any. */
export interface Guard {
  invitationId: string
  expiresAt: string
}

export interface PreflightFacts {
  partner: Partner
  guards: Guard[]
  relationship: Relationship | undefined
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
  const { partner, relationship } = facts
  const { tenantId, domain, country } = wish.customer
  const found: Problem[] = []
  if (tenantId === partner.id || [domain, domainOf(wish.email)].includes(partner.domain))
    found.push(new Problem('self-invitation', `${partner.name} cannot invite itself.`))
  if (country) {
    const region = checkRegion(partner.country, country)
    if (region !== 'same')
      found.push(
        new Problem(
          region,
          `Your organisation is in ${partner.country}, the customer in ${country}: a partner may invite customers of its own region only.`,
          { errors: [{ pointer: '/customer/country', code: region, message: 'is not in your region' }] },
        ),
      )
  }
  if (relationship?.status === 'active' && !wish.asksPrivileges)
    found.push(
      new Problem(
        'relationship-exists',
        `${relationship.name} is your customer already. Ask for admin privileges, or do nothing.`,
      ),
    )
  const pending = facts.guards.find((g) => g.invitationId !== wish.invitationId && now < new Date(g.expiresAt))
  if (pending) found.push(alreadyPending(pending.invitationId))
  return found
}

export const alreadyPending = (invitationId: string | undefined): Problem =>
  new Problem(
    'already-pending-for-customer',
    'An invitation to this recipient is waiting for an answer. Resend or revoke that one.',
    {
      invitationId: invitationId === undefined ? undefined : publicInvitationId({ id: invitationId }),
    },
  )
