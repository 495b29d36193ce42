import type { DecidedChoice } from './repeat-decision.ts'

/** Every refusal of the service: its code, HTTP status and title. The API document and the pages read this table. */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'validation-failed': { status: 400, title: 'Some fields are not valid' },
  'unknown-field': { status: 400, title: 'The body has a field that is not known' },
  'idempotency-key-missing': { status: 400, title: 'An Idempotency-Key header is needed' },
  'bad-cursor': { status: 400, title: 'The cursor is not one of ours' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  'token-expired': { status: 401, title: 'The access token has expired' },
  'token-wrong-audience': { status: 401, title: 'The access token is for another service' },
  'not-an-accepting-role': { status: 403, title: 'Your account may not decide for your organisation' },
  'guest-or-delegated-account': { status: 403, title: 'Guests and delegated accounts never decide' },
  'role-not-allowed': { status: 403, title: 'Your role does not allow this' },
  'tenant-mismatch': { status: 403, title: 'The invitation is for another organisation' },
  'agreement-required': { status: 403, title: 'The customer agreement must be accepted' },
  'partner-not-active': { status: 403, title: 'The partner is not admitted or is suspended' },
  'customer-blocked': { status: 403, title: 'The organisation has blocked this partner' },
  'admin-role-needed': { status: 403, title: 'The customer has not granted an admin role that this needs' },
  'indirect-reseller-may-not-remove': { status: 403, title: 'Only the provider may remove this relationship' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'not-acceptable': { status: 406, title: 'Only application/json is answered here' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'Only application/json is taken here' },
  'invitation-already-issued': { status: 409, title: 'The invitation has been sent already' },
  'invitation-not-issued': { status: 409, title: 'The invitation has not been sent yet' },
  'invitation-already-decided': { status: 409, title: 'The invitation has been decided already' },
  'relationship-exists': { status: 409, title: 'The relationship exists already' },
  'already-pending-for-customer': { status: 409, title: 'An invitation to this recipient is pending already' },
  'relationship-not-active': { status: 409, title: 'The relationship is not active' },
  'agreement-accepted': { status: 409, title: 'The customer has accepted the agreement in force' },
  'content-changed': { status: 409, title: 'What was shown has changed; open the invitation again' },
  'removal-blocked': { status: 409, title: 'Something still blocks the removal' },
  'subscription-state': { status: 409, title: 'The subscription is not in a state for this' },
  'support-already-ended': { status: 409, title: 'The responsibility for support has ended already' },
  'service-request-closed': { status: 409, title: 'The service request is closed already' },
  'privileges-not-active': { status: 409, title: 'The admin privileges are not active' },
  'cancel-window-closed': { status: 409, title: 'The time to cancel is over' },
  'invitation-expired': { status: 410, title: 'The invitation has expired' },
  'invitation-revoked': { status: 410, title: 'The invitation was withdrawn or closed' },
  'link-superseded': { status: 410, title: 'A newer link has replaced this one' },
  'etag-mismatch': { status: 412, title: 'It has changed since you read it' },
  'precondition-required': { status: 428, title: 'An If-Match header is needed' },
  'region-mismatch': { status: 422, title: 'Partner and customer are not in the same region' },
  'country-without-region': { status: 422, title: 'The country belongs to no region' },
  'customer-country-unknown': { status: 422, title: "The country of the customer's organisation is not known" },
  'cloud-mismatch': { status: 422, title: 'Partner and customer are not in the same cloud' },
  'admin-privileges-mandatory': { status: 422, title: 'In this cloud admin privileges must be asked for' },
  'self-invitation': { status: 422, title: 'An organisation cannot invite itself' },
  'link-missing-in-message': { status: 422, title: 'The message must hold {link} exactly once' },
  'foreign-link-in-message': { status: 422, title: 'The message holds a link that is not yours' },
  'recipient-suppressed': { status: 422, title: 'No mail is sent to this address' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'auto-extend-not-allowed': { status: 422, title: 'These roles may not extend by themselves' },
  'not-renewable': { status: 409, title: 'The admin privileges are not to be renewed' },
  'unknown-role': { status: 422, title: 'An admin role or template is not known' },
  'not-asked': { status: 422, title: 'More is granted than was asked for' },
  'partner-rate-limit': { status: 429, title: 'Too many invitations for now' },
  'recipient-rate-limit': { status: 429, title: 'Too many mails to this recipient for now' },
  'resend-cooldown': { status: 429, title: 'The last mail went out a moment ago' },
  'forward-limit': { status: 429, title: 'The invitation has been forwarded often enough' },
  'agreement-requested': { status: 429, title: 'The customer was asked for the agreement a short time ago' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'dependency-throttled': { status: 503, title: 'Too busy for a moment; try again' },
  'timed-out': { status: 503, title: 'The request took too long; try again' },
  'sending-paused': { status: 503, title: 'Sending by mail is paused for this partner' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** One wrong field: an RFC 6901 pointer into the body, a code and a sentence. */
export interface FieldError {
  pointer: string
  code: string
  message: string
}

/** What a problem may carry beside its code; all of it is shown to the caller. */
export interface ProblemDetails {
  errors?: FieldError[]
  currentState?: string
  retryAfterSeconds?: number
  /** the methods that the path does know */
  allow?: string[]
  /** id of the invitation that is in the way, with prefix */
  invitationId?: string
  /** why exactly, where one code has several causes */
  reason?: string
  /** of a dead link: whom to turn to instead */
  partner?: { name: string; domain: string; contact: { name: string; email: string; phone?: string } }
  /** of a dead link: whether its holder may ask for a fresh one */
  freshLink?: boolean
  decidedAt?: string
  /** for members of the organisation that decided an invitation: its answer */
  decided?: DecidedChoice
}

/** The one error that is an answer: anything else that is thrown becomes `internal`. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, detail: string, details: ProblemDetails = {}) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.details = details
  }

  get status(): number {
    return problems[this.code].status
  }
}

export const isProblem = (error: unknown, ...codes: ProblemCode[]): error is Problem =>
  error instanceof Problem && (codes.length === 0 || codes.includes(error.code))

/** What this service needs did not answer in time. A write may have been done all the same. */
export const timedOut = (): Problem =>
  new Problem('timed-out', 'The request took too long. It may have taken effect: read again before you repeat it.', {
    retryAfterSeconds: 5,
  })

/** Refuses an edit that was made on another version than the present one. */
export function requireVersion(expected: number, actual: number): void {
  if (expected !== actual)
    throw new Problem(
      'etag-mismatch',
      `You changed version ${expected}, it is at version ${actual} now. Read it again.`,
    )
}
