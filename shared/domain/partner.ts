import * as z from 'zod'
import { differs } from './canonical.ts'
import { cloudIds } from './cloud.ts'
import { Problem } from './errors.ts'
import { type Locale, localeOfCountry, locales } from './locale.ts'
import type { Member } from './people.ts'
import { rule } from './rules.ts'
import { country, domainName, domainOf, email, line, name, uuid } from './text.ts'

export const contactSchema = z.strictObject({ name, email, phone: line(32).optional() })

export const partnerLimitsSchema = z.strictObject({
  invitationsPerDay: z.int().min(1).max(100_000).optional(),
  invitationsPer15Minutes: z.int().min(1).max(100_000).optional(),
})

/** A reseller's tenant as the operator admitted it. No route changes id, type, country, cloud or provider. */
export const partnerSchema = z
  .strictObject({
    id: uuid,
    status: z.enum(['active', 'suspended']),
    type: z.enum(['direct', 'indirect-provider', 'indirect-reseller']),
    providerId: uuid.optional(),
    name,
    domain: domainName,
    country,
    cloud: z.enum(cloudIds),
    contact: contactSchema,
    /** the language in which the partner is written to; that of its country where absent */
    locale: z.enum(locales).optional(),
    limits: partnerLimitsSchema.default({}),
    version: z.int().positive().default(1),
  })
  .refine((p) => (p.type === 'indirect-reseller') === (p.providerId !== undefined), {
    path: ['providerId'],
    ...rule('provider'),
  })

export type Partner = z.output<typeof partnerSchema>

export const localeOf = ({ locale, country }: Pick<Partner, 'locale' | 'country'>): Locale =>
  locale ?? localeOfCountry(country)

/** Only an admitted, active partner may ask; the same is checked again when the customer decides. */
export function requireActive(partner: Partner | undefined): Partner {
  if (partner?.status === 'active') return partner
  throw new Problem(
    'partner-not-active',
    partner
      ? `${partner.name} is suspended. Ask the operator of this service.`
      : 'This organisation is not admitted as a partner. Ask the operator of this service to admit it.',
  )
}

/** The caller's organisation as a partner of the cloud that he signed in to, active or suspended. */
export function requireOwnCloud(caller: Pick<Member, 'cloud'>, partner: Partner): Partner {
  if (partner.cloud === caller.cloud) return partner
  throw new Problem(
    'partner-not-active',
    `${partner.name} is admitted in the cloud ${partner.cloud}, you signed in to ${caller.cloud}.`,
  )
}

/** The caller's organisation as an active partner of the cloud that he signed in to. */
export const requirePartnerOf = (caller: Pick<Member, 'cloud'>, profile: Partner | undefined): Partner =>
  requireOwnCloud(caller, requireActive(profile))

/** What a partner may do in a day and in a quarter of an hour: its own limits where the operator set some. */
export const limitsOf = <L extends object>(partner: Pick<Partner, 'limits'>, defaults: L): L => ({
  ...defaults,
  ...partner.limits,
})

// notices go to the contact: an address elsewhere would let a partner have us write to strangers
function requireOwnAddress({ domain }: Partner, address: string): void {
  const own = domainOf(address)
  if (own === domain || own.endsWith(`.${domain}`)) return
  const message = `must be an address at your verified domain ${domain}`
  throw new Problem('validation-failed', `The contact's address ${message}, got ${address}.`, {
    errors: [{ pointer: '/contact/email', code: 'foreign-domain', message }],
  })
}

/** The partner's own edit of its profile, on the version that it read; the same profile if nothing differs. */
export function editPartner(partner: Partner, edit: Pick<Partner, 'contact' | 'locale'>, version: number): Partner {
  if (version !== partner.version)
    throw new Problem(
      'etag-mismatch',
      `You edited version ${version}, it is at version ${partner.version} now. Read it again.`,
    )
  requireOwnAddress(partner, edit.contact.email)
  return differs(partner, edit) ? { ...partner, ...edit, version: partner.version + 1 } : partner
}
