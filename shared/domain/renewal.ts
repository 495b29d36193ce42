import { type Terms, type TermsRequest, termsOf } from './admin-privileges.ts'
import { adminRoleByCode, templateNames } from './admin-roles.ts'
import { canonical } from './canonical.ts'
import { Problem } from './errors.ts'
import type { Relationship } from './relationship.ts'
import { email } from './text.ts'
import { addDays } from './time.ts'

/** From how many days before their end privileges may be asked for again. */
const daysBefore = 30

const refused = (relationship: Relationship, why: string) =>
  new Problem('not-renewable', `${relationship.name}: ${why}`)

/** The same terms once more, to who accepted them; or why not. Whoever took privileges away is not asked in bulk. */
export function renewalOf(r: Relationship, now: Date) {
  const privileges = r.adminPrivileges
  if (r.status !== 'active') return refused(r, `the relationship is ${r.status}. Invite the customer instead.`)
  if (!privileges) return refused(r, 'it never granted admin privileges. Invite it and ask for some.')
  if (privileges.state === 'revoked' || privileges.state === 'relinquished')
    return refused(r, `the admin privileges were ${privileges.state}. Talk to the customer, then invite it by itself.`)
  if (addDays(now, daysBefore) < new Date(privileges.endsAt))
    return refused(
      r,
      `the admin privileges run until ${privileges.endsAt}. Renew them in their last ${daysBefore} days.`,
    )
  const { name, locale } = r.customerContact
  const address = email.safeParse(r.customerContact.email)
  if (!address.success) return refused(r, `${r.customerContact.email} is no address to write to. Invite it by itself.`)
  return {
    recipient: { email: address.data, name, company: r.name, locale },
    customer: { tenantId: r.customerId, country: r.country, domain: r.provenDomain || undefined },
    adminPrivileges: requestOf(privileges.asked),
  }
}

/** The terms as they would be asked for: by their template where there is one, so that a SalesAgent may. */
function requestOf(terms: Terms): TermsRequest {
  const { roles, duration, autoExtend } = terms
  const template = templateNames.find((name) => canonical(termsOf(name)) === canonical({ roles, duration, autoExtend }))
  return template ? { template } : { roles: roles.map((code) => adminRoleByCode(code).id), duration, autoExtend }
}
