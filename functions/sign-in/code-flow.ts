import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  clockTolerance,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi'
import * as z from 'zod'
import type { Cloud } from '../../shared/domain/cloud.ts'
import { Problem } from '../../shared/domain/errors.ts'
import type { Member } from '../../shared/domain/people.ts'
import { readEnvironment } from '../../shared/environment.ts'
import {
  algorithms,
  clockToleranceSeconds,
  issuerInCallback,
  issuerOfToken,
  memberOfIdToken,
} from '../../shared/http/caller.ts'
import { clientSecret } from '../../shared/secrets/client-secret.ts'
import { callbackFailure, type Failure, failureOf } from './failures.ts'

const { SIGN_IN } = readEnvironment('SIGN_IN')

const timeoutMilliseconds = 5000

/** What waits in the browser, encrypted, while the person is at the issuer. */
export const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
})
export type Flow = z.output<typeof flowSchema>

function settingsOf(cloud: Cloud) {
  const settings = SIGN_IN[cloud]
  if (!settings) throw new Problem('not-found', `Nobody can sign in to the cloud ${cloud} here.`)
  return settings
}

const redirectUri = (baseUrl: string) => `${baseUrl}/sign-in/callback`

/** Starts the code flow with PKCE, state and nonce: where to send the browser, and what to remember. */
export async function startFlow(
  cloud: Cloud,
  baseUrl: string,
  to: string,
  selectAccount: boolean,
): Promise<{ url: string; flow: Flow }> {
  const { authorizationEndpoint, clientId, scope } = settingsOf(cloud)
  const flow = {
    state: generateRandomState(),
    nonce: generateRandomNonce(),
    verifier: generateRandomCodeVerifier(),
    to,
  }
  const url = new URL(authorizationEndpoint)
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri(baseUrl),
    scope,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: 'S256',
    ...(selectAccount ? { prompt: 'select_account' } : {}),
  }).toString()
  return { url: url.href, flow }
}

/** Whether the callback answers the sign-in that this browser began. */
export const answersFlow = (flow: Flow | undefined, query: URLSearchParams): flow is Flow =>
  flow !== undefined && query.get('state') === flow.state

/** Redeems the code and says who signed in, or why nobody did. */
export async function finishFlow(
  cloud: Cloud,
  baseUrl: string,
  flow: Flow | undefined,
  query: URLSearchParams,
): Promise<Failure | { member: Member }> {
  if (!answersFlow(flow, query))
    return callbackFailure(query) ?? { failure: 'stale', code: flow ? 'another-state' : 'no-sign-in-began' }
  try {
    const idToken = await redeemed(cloud, baseUrl, flow, query)
    const audience = settingsOf(cloud).clientId
    return { member: await memberOfIdToken(idToken, { cloud, audience, nonce: flow.nonce }) }
  } catch (error) {
    const failure = await failureOf(error)
    if (!failure) throw error
    return failure
  }
}

// over plain HTTP only to this computer
const isLoopback = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

/** The ID token for the code. Its claims are checked, its signature is not. */
async function redeemed(cloud: Cloud, baseUrl: string, flow: Flow, query: URLSearchParams): Promise<string> {
  const { tokenEndpoint, clientId, confidential } = settingsOf(cloud)
  const client: Client = { client_id: clientId, [clockTolerance]: clockToleranceSeconds }
  const issuer = issuerInCallback(cloud, query.get('iss'))
  const server = { issuer, token_endpoint: tokenEndpoint, id_token_signing_alg_values_supported: algorithms }
  const parameters = validateAuthResponse(server, client, query, flow.state)
  const response = await authorizationCodeGrantRequest(
    server,
    client,
    confidential ? ClientSecretPost(await clientSecret(cloud)) : None(),
    parameters,
    redirectUri(baseUrl),
    flow.verifier,
    { signal: AbortSignal.timeout(timeoutMilliseconds), [allowInsecureRequests]: isLoopback(tokenEndpoint) },
  )
  const named = query.has('iss') ? undefined : await issuerInResponse(response)
  const expected = { expectedNonce: flow.nonce, requireIdToken: true }
  const tokens = await processAuthorizationCodeResponse(
    { ...server, issuer: named ?? issuer },
    client,
    response,
    expected,
  )
  return z.string().parse(tokens.id_token)
}

// the issuer's name holds the tenant: without `iss` in the callback, only the token tells which of the accepted ones it is
async function issuerInResponse(response: Response): Promise<string | undefined> {
  if (!response.ok) return undefined
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  const token = z.object({ id_token: z.string() }).safeParse(body).data?.id_token
  return token === undefined ? undefined : issuerOfToken(token)
}
