import type { Locale } from './locale.ts'

/** The customer agreement in force: what it is called, where it stands, and the SHA-256 (hex) of its text, per language. */
export interface Agreement {
  version: string
  languages: Record<Locale, { title: string; url: string; sha256: string }>
}

/** That a customer accepted a version, once: by whom and when. */
export interface AcceptedAgreement {
  version: string
  sha256: string
  acceptedAt: string
  userId: string
  firstName: string
  lastName: string
  email: string
}
