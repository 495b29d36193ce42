import * as z from 'zod'
import type { EveryField } from '../../domain/every-field.ts'
import { honest } from '../../domain/imitation.ts'
import type { SupportContact } from '../../domain/relationship.ts'
import { rule } from '../../domain/rules.ts'
import { email, name, phone } from '../../domain/text.ts'

export const supportContactBody = z.strictObject({
  name: honest(name, 'name'),
  email,
  phone: phone.optional(),
} satisfies EveryField<SupportContact>)

/** Any offset comes in, UTC goes on, so that times compare as texts. */
export const futureTime = z.iso
  .datetime({ offset: true, error: rule('time').error })
  .transform((text) => new Date(text).toISOString())
  .meta({ format: 'date-time' })

export const renegotiateSupportBody = z.strictObject({ endsAt: futureTime })
