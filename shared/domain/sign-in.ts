interface Row {
  /** of the page that tells of it */
  status: number
  /** an error reaches the operator's alarm; a warning is everyday life */
  level: 'error' | 'warn'
}

/** How a sign-in to the pages fails. Each has a page of its own, in shared/messages. */
export const signInFailures = {
  /** the browser began no sign-in, began another one, or brings a code that is used or too old */
  stale: { status: 400, level: 'warn' },
  /** the person cancelled, or their organisation does not let them use this application */
  denied: { status: 403, level: 'error' },
  /** the identity provider answered with any other error */
  refused: { status: 502, level: 'error' },
  /** the identity provider does not know this application, or its client secret is wrong or has expired */
  'client-refused': { status: 500, level: 'error' },
  /** the identity provider answered with something that is no valid answer, or with a token that is not accepted */
  unusable: { status: 502, level: 'error' },
  /** the identity provider fails or cannot be reached */
  unavailable: { status: 503, level: 'error' },
  /** the identity provider did not answer in time */
  'no-answer': { status: 504, level: 'error' },
  /** what is known of the person takes more than a browser keeps in a cookie */
  'too-large': { status: 500, level: 'error' },
} as const satisfies Record<string, Row>

export type SignInFailure = keyof typeof signInFailures

export const isSignInFailure = (text: string | null): text is SignInFailure =>
  text !== null && Object.hasOwn(signInFailures, text)

const byCode: Record<string, SignInFailure> = {
  access_denied: 'denied',
  consent_required: 'denied',
  interaction_required: 'denied',
  login_required: 'denied',
  account_selection_required: 'denied',
  invalid_grant: 'stale',
  invalid_client: 'client-refused',
  unauthorized_client: 'client-refused',
  server_error: 'unavailable',
  temporarily_unavailable: 'unavailable',
}

/** What the identity provider's own error code (RFC 6749, OpenID Connect) means for the person. */
export const signInFailureOf = (code: string): SignInFailure =>
  (Object.hasOwn(byCode, code) ? byCode[code] : undefined) ?? 'refused'
