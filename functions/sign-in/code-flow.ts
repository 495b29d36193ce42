import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Cloud } from '../../shared/domain/cloud.ts'
import { Problem } from '../../shared/domain/errors.ts'
import type { Member } from '../../shared/domain/people.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { memberOfIdToken } from '../../shared/http/caller.ts'
import { refusalOr } from '../../shared/http/page.tsx'
import { logger } from '../../shared/log.ts'
import { clientSecret } from '../../shared/secrets/client-secret.ts'

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

// 43 characters, the least that PKCE allows
const random = () => randomBytes(32).toString('base64url')
const redirectUri = (baseUrl: string) => `${baseUrl}/sign-in/callback`

/** Starts the code flow with PKCE, state and nonce: where to send the browser, and what to remember. */
export function startFlow(
  cloud: Cloud,
  baseUrl: string,
  to: string,
  selectAccount: boolean,
): { url: string; flow: Flow } {
  const { authorizationEndpoint, clientId, scope } = settingsOf(cloud)
  const flow = { state: random(), nonce: random(), verifier: random(), to }
  const url = new URL(authorizationEndpoint)
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri(baseUrl),
    scope,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: createHash('sha256').update(flow.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(selectAccount ? { prompt: 'select_account' } : {}),
  }).toString()
  return { url: url.href, flow }
}

const tokenAnswer = z.object({ id_token: z.string() })

/** Redeems the code and says who signed in; undefined where the issuer, the state or the ID token says no. */
export async function finishFlow(
  cloud: Cloud,
  baseUrl: string,
  flow: Flow,
  query: URLSearchParams,
): Promise<Member | undefined> {
  const code = query.get('code')
  if (!code || query.get('state') !== flow.state) return undefined
  const { tokenEndpoint, clientId, confidential } = settingsOf(cloud)
  const answer = await fetch(tokenEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri(baseUrl),
      client_id: clientId,
      code_verifier: flow.verifier,
      ...(confidential ? { client_secret: await clientSecret(cloud) } : {}),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  })
  const body: unknown = await answer.json().catch(() => undefined)
  const tokens = tokenAnswer.safeParse(body)
  if (!answer.ok || !tokens.success) {
    // the issuer's own code of the error: what an operator needs, and nothing of the person
    const error = z.object({ error: z.string() }).safeParse(body).data?.error
    logger.warn('the issuer gave no ID token', { cloud, status: answer.status, error })
    return undefined
  }
  const member = await refusalOr(
    memberOfIdToken(tokens.data.id_token, { cloud, audience: clientId, nonce: flow.nonce }),
    'unauthenticated',
    'token-expired',
    'token-wrong-audience',
  )
  if ('value' in member) return member.value
  logger.warn('the ID token was not taken', { cloud, code: member.refusal.code })
  return undefined
}
