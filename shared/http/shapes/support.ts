import * as z from 'zod'
import type { EveryField } from '../../domain/every-field.ts'
import { honest } from '../../domain/imitation.ts'
import type { SupportContact } from '../../domain/relationship.ts'
import { email, line, name } from '../../domain/text.ts'

export const supportContactBody = z.strictObject({
  name: honest(name, 'name'),
  email,
  phone: line(32).optional(),
} satisfies EveryField<SupportContact>)

/** Any offset comes in, UTC goes on, so that times compare as texts. */
export const futureTime = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2027-01-31T00:00:00Z' })
  .transform((text) => new Date(text).toISOString())
  .meta({ format: 'date-time' })

export const renegotiateSupportBody = z.strictObject({ endsAt: futureTime })
