import type { AcceptedAgreement } from '../../shared/domain/agreement.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { pickLocale } from '../../shared/messages/messages.ts'
import { acceptAgreement } from '../../shared/use-cases/accept-agreement.ts'
import type { Handlers } from '../http-function.ts'
import { textOf } from './agreement-text.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

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
