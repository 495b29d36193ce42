import { Problem } from './errors.ts'
import type { Locale } from './locale.ts'
import type { Member } from './people.ts'

/** The customer agreement in force: what it is called, where it stands, and the SHA-256 (hex) of its text, per language. */
export interface Agreement {
  version: string
  languages: Record<Locale, { title: string; url: string; sha256: string }>
}

/** Who accepts which version; `language` is that of the text that was shown. */
export interface AgreementRequest {
  version: string
  language?: Locale
  firstName: string
  lastName: string
  email: string
}

/** That a customer accepted a version, once: by whom, in which language and when. */
export interface AcceptedAgreement extends AgreementRequest {
  language: Locale
  sha256: string
  acceptedAt: string
  userId: string
}

export const agreementRequired = (agreement: Agreement, got?: string): Problem =>
  new Problem(
    'agreement-required',
    `Version ${agreement.version} of the customer agreement must be accepted first${got === undefined ? '' : `; got ${got}`}.`,
  )

/** Accepts the version in force; any other was not what the service shows today. */
export function signAgreement(
  agreement: Agreement,
  request: AgreementRequest | undefined,
  member: Member,
  fallback: Locale,
  now: Date,
): AcceptedAgreement {
  if (request?.version !== agreement.version) throw agreementRequired(agreement, request?.version)
  const language = request.language ?? fallback
  const { sha256 } = agreement.languages[language]
  return { ...request, language, sha256, acceptedAt: now.toISOString(), userId: member.userId }
}
