import * as z from 'zod'
import { cloudIds } from '../../domain/cloud.ts'
import { honest } from '../../domain/imitation.ts'
import { locales } from '../../domain/locale.ts'
import { contactSchema, type Partner } from '../../domain/partner.ts'

export const editProfileBody = z.strictObject({
  contact: contactSchema.extend({ name: honest(contactSchema.shape.name, 'name') }),
  locale: z.enum(locales).optional(),
})

export const profileShape = z
  .object({
    id: z.string(),
    status: z.enum(['active', 'suspended']),
    type: z.enum(['direct', 'indirect-provider', 'indirect-reseller']),
    providerId: z.string().optional(),
    name: z.string(),
    domain: z.string(),
    country: z.string(),
    cloud: z.enum(cloudIds),
    contact: contactSchema,
    locale: z.enum(locales).optional(),
    limits: z.object({ invitationsPerDay: z.int(), invitationsPer15Minutes: z.int() }),
    version: z.int(),
  })
  .meta({ id: 'Partner' })

type Limits = z.output<typeof profileShape>['limits']

/** A partner as its own people see it, with the limits that hold for it. */
export const profileView = (
  partner: Partner,
  { invitationsPerDay, invitationsPer15Minutes }: Limits,
): z.input<typeof profileShape> => ({ ...partner, limits: { invitationsPerDay, invitationsPer15Minutes } })
