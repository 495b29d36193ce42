import * as z from 'zod'
import type { AcceptedAgreement, AgreementRequest } from '../../domain/agreement.ts'
import type { EveryField } from '../../domain/every-field.ts'
import { locales } from '../../domain/locale.ts'
import { email, name } from '../../domain/text.ts'

const language = z.enum(locales)

export const agreementBody = z.strictObject({
  version: z.string().max(32),
  language: language.optional().meta({ description: 'Of the text that was shown' }),
  firstName: name,
  lastName: name,
  email,
} satisfies EveryField<AgreementRequest>)

export const agreementQuery = z.strictObject({ language: language.optional() })

export const agreementShape = z
  .object({
    version: z.string(),
    language,
    title: z.string(),
    text: z.string(),
    url: z.string(),
    sha256: z.string().meta({ description: 'Of the text in UTF-8, in hex' }),
  })
  .meta({ id: 'Agreement' })

export const agreementRequestShape = z
  .object({
    version: z.string().meta({ description: 'The version in force, which the customer was asked for' }),
    requestedAt: z.string().meta({ format: 'date-time' }),
    nextRequestAt: z.string().meta({ format: 'date-time', description: 'From then on you may ask again' }),
  })
  .meta({ id: 'AgreementRequest' })

export const acceptedAgreementShape = z
  .object({
    version: z.string(),
    language,
    sha256: z.string(),
    acceptedAt: z.string().meta({ format: 'date-time' }),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
  } satisfies EveryField<AcceptedAgreement, 'userId'>)
  .meta({ id: 'AcceptedAgreement' })
