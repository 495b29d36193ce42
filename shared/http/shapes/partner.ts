import * as z from 'zod'
import { cloudIds } from '../../domain/cloud.ts'
import type { EveryField } from '../../domain/every-field.ts'
import { honest } from '../../domain/imitation.ts'
import { locales } from '../../domain/locale.ts'
import { contactSchema, type editPartner, type Partner } from '../../domain/partner.ts'
import { phone } from '../../domain/text.ts'

export const editProfileBody = z.strictObject({
  contact: contactSchema.extend({ name: honest(contactSchema.shape.name, 'name'), phone: phone.optional() }),
  locale: z.enum(locales).optional(),
} satisfies EveryField<Parameters<typeof editPartner>[1]>)

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
    limits: z.object({ invitationsPerDay: z.int(), invitationsPer15Minutes: z.int() } satisfies EveryField<
      Partner['limits']
    >),
    version: z.int(),
  } satisfies EveryField<Partner>)
  .meta({ id: 'Partner' })

type Limits = z.output<typeof profileShape>['limits']

/** A partner as its own people see it, with the limits that hold for it. */
export const profileView = (
  partner: Partner,
  { invitationsPerDay, invitationsPer15Minutes }: Limits,
): z.input<typeof profileShape> => ({ ...partner, limits: { invitationsPerDay, invitationsPer15Minutes } })
