import {
  AuthorizationResponseError,
  OperationProcessingError,
  ResponseBodyError,
  UnsupportedOperationError,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi'
import * as z from 'zod'
import { Problem } from '../../shared/domain/errors.ts'
import { type SignInFailure, signInFailureOf } from '../../shared/domain/sign-in.ts'

/** Why a sign-in failed: the page that tells of it, and codes for the log. Nothing in it is secret or personal. */
export interface Failure {
  failure: SignInFailure
  code: string
  /** of the identity provider's answer */
  status?: number
  /** Microsoft Entra ID's own number, which says more than the code: AADSTS7000222 is an expired client secret */
  issuerCode?: string
}

const answerSchema = z.object({ error: z.string(), error_description: z.string().optional() })

// in lower case and without digits, so that nobody gets a code, a token or an address into the log
const knownShape = /^[a-z][a-z_]{2,39}$/

function refusal(error: string, description: string | undefined, status?: number): Failure {
  const code = knownShape.test(error) ? error : 'unknown'
  const issuerCode = /^AADSTS\d{4,9}\b/.exec(description ?? '')?.[0]
  const failure = status === 429 ? 'unavailable' : signInFailureOf(code)
  return { failure, code, ...(status && { status }), ...(issuerCode && { issuerCode }) }
}

/** What the address of the callback says that went wrong. */
export function callbackFailure(query: URLSearchParams): Failure | undefined {
  const error = query.get('error')
  return error === null ? undefined : refusal(error, query.get('error_description') ?? undefined)
}

/** An error of the code flow as a failure; undefined for what is a fault of this service. */
export async function failureOf(error: unknown): Promise<Failure | undefined> {
  if (error instanceof AuthorizationResponseError) return refusal(error.error, error.error_description)
  if (error instanceof ResponseBodyError) return refusal(error.error, error.error_description, error.status)
  if (error instanceof WWWAuthenticateChallengeError) return challengeFailure(error)
  if (isTimeout(error) || (error instanceof Error && isTimeout(error.cause)))
    return { failure: 'no-answer', code: 'timeout' }
  if (error instanceof OperationProcessingError) return answerFailure(error)
  if (error instanceof UnsupportedOperationError) return { failure: 'unusable', code: error.code }
  if (error instanceof Problem)
    return { failure: error.code === 'dependency-throttled' ? 'unavailable' : 'unusable', code: error.code }
  if (error instanceof TypeError && error.message === 'fetch failed')
    return { failure: 'unavailable', code: systemCodeOf(error.cause) }
  return undefined
}

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError'

// a challenge comes with 401, and says less than the body beside it
async function challengeFailure({ status, response }: WWWAuthenticateChallengeError): Promise<Failure> {
  const body = answerSchema.safeParse(await response.json().catch(() => undefined))
  return refusal(body.data?.error ?? 'invalid_client', body.data?.error_description, status)
}

function answerFailure({ code = 'unknown', cause }: OperationProcessingError): Failure {
  const status = cause instanceof Response ? cause.status : undefined
  if (status !== undefined && (status >= 500 || status === 429)) return { failure: 'unavailable', code, status }
  const { claim } = z.object({ claim: z.string() }).safeParse(cause).data ?? {}
  if (claim === 'nonce') return { failure: 'stale', code: 'another-nonce' }
  return { failure: 'unusable', code, ...(status && { status }) }
}

const systemCodeOf = (cause: unknown): string =>
  z.object({ code: z.string() }).safeParse(cause).data?.code ?? 'unreachable'
