import * as z from 'zod'
import { cloudIds } from './cloud.ts'
import { Problem } from './errors.ts'
import { country, domainName, email, line, name, uuid } from './text.ts'

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
    limits: partnerLimitsSchema.default({}),
  })
  .refine((p) => (p.type === 'indirect-reseller') === (p.providerId !== undefined), {
    path: ['providerId'],
    message: 'an indirect reseller names its provider, nobody else does',
  })

export type Partner = z.output<typeof partnerSchema>

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
