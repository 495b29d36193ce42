import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { AcceptedAgreement } from '../../shared/domain/agreement.ts'
import { type Locale, locales } from '../../shared/domain/locale.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { pickLocale } from '../../shared/messages/messages.ts'
import { acceptAgreement } from '../../shared/use-cases/accept-agreement.ts'
import type { Handlers } from '../http-function.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

const textsSchema = z.record(z.enum(locales), z.string())
let texts: Record<Locale, string> | undefined

/** The texts that the stack put beside this function's bundle, each the one whose digest customers accept. */
function textOf(language: Locale): string {
  texts ??= textsSchema.parse(JSON.parse(readFileSync(new URL('../agreement.json', import.meta.url), 'utf8')))
  const text = texts[language]
  if (createHash('sha256').update(text).digest('hex') !== AGREEMENT.languages[language].sha256)
    throw new Error(`the agreement's text in ${language} is not the one whose digest is configured`)
  return text
}

const acceptedView = ({ userId: _, ...accepted }: AcceptedAgreement) => accepted

/** The customer agreement: its text, and a customer's yes to a new version of it. */
export const agreement = {
  'get-agreement': async ({ query, acceptLanguage }) => {
    const language = query.language ?? pickLocale(acceptLanguage, 'en')
    const { version, languages } = AGREEMENT
    return { body: { version, language, ...languages[language], text: textOf(language) } }
  },

  'accept-agreement': async ({ caller, body, acceptLanguage, now }) => ({
    body: acceptedView(await acceptAgreement(caller, body, pickLocale(acceptLanguage, 'en'), now)),
  }),
} satisfies Partial<Handlers<'customer'>>
