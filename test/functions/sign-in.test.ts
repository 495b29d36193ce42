import '../store/environment.ts'
import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { importJWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { globalAdministrator } from '../../shared/domain/admin-roles.ts'
import { locales } from '../../shared/domain/locale.ts'
import { type SignInFailure, signInFailures } from '../../shared/domain/sign-in.ts'
import { logger } from '../../shared/log.ts'
import { commonWords } from '../../shared/messages/pages/pages.ts'
import { keyRingText, stand } from '../store/environment.ts'
import type { Request } from './call.ts'

const template = 'https://login.issuer.example/{tid}/v2.0'
const tenant = randomUUID()
const iss = template.replace('{tid}', tenant)
const clientId = 'the-client'
const secret = 'the-very-secret-of-the-client'
const code = 'The-0authorization-Code'

type Answer = (response: ServerResponse, nonce: string) => unknown
let answer: Answer
/** what the token endpoint was sent */
let sent: URLSearchParams | undefined
let nonce = ''

// the token endpoint of an issuer
const issuer = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  sent = new URLSearchParams(body)
  await answer(response, nonce)
})
await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`
afterAll(() => {
  issuer.closeAllConnections()
  issuer.close()
})

// more accepting roles than a cookie holds, if somebody has them all
const acceptingRoles = [globalAdministrator, ...Array.from({ length: 60 }, () => randomUUID())]
process.env.ACCEPTING_ROLES = JSON.stringify({
  relationship: acceptingRoles,
  agreement: acceptingRoles,
  privileges: acceptingRoles,
})
process.env.CLIENT_SECRET_ID = 'client-secret'
process.env.ISSUERS = JSON.stringify([
  { cloud: 'public', issuerTemplate: template, jwksUri: stand.jwksUri, audience: 'the-api' },
])
const signIn = {
  authorizationEndpoint: `${origin}/auth`,
  tokenEndpoint: `${origin}/token`,
  clientId,
  confidential: true,
}
process.env.SIGN_IN = JSON.stringify({ public: signIn })
mockClient(SecretsManagerClient)
  .on(GetSecretValueCommand)
  .resolves({ SecretString: keyRingText })
  .on(GetSecretValueCommand, { SecretId: 'client-secret' })
  .resolves({ SecretString: JSON.stringify({ public: secret }) })

const { eventOf, lambdaContext } = await import('./call.ts')
const { handler } = await import('../../functions/sign-in/handler.ts')
const { sessionOf } = await import('../../shared/http/session.ts')
const { keyRing } = await import('../../shared/secrets/key-ring.ts')

async function get(path: string, request: Request = {}) {
  const event = await eventOf('GET', path, request)
  const result = (await handler(event, lambdaContext())) as APIGatewayProxyStructuredResultV2
  return {
    status: result.statusCode,
    headers: result.headers ?? {},
    cookies: result.cookies ?? [],
    body: result.body ?? '',
  }
}

const cookieSet = (cookies: string[], name: string) =>
  cookies.find((line) => line.startsWith(`__Host-${name}=`))?.split(';')[0]

/** A sign-in that a browser has begun: what it holds, and the state that the issuer sends back. */
async function begun() {
  const { headers, cookies } = await get('/sign-in', { query: { to: '/console' } })
  const { searchParams } = new URL(String(headers.location))
  nonce = searchParams.get('nonce') ?? ''
  return { state: searchParams.get('state') ?? '', flow: cookieSet(cookies, 'sign-in') ?? '', searchParams }
}

const key = importJWK(stand.privateKey, 'RS256')
const claims = {
  iss,
  aud: clientId,
  sub: 'someone',
  tid: tenant,
  oid: randomUUID(),
  name: 'Carla',
  preferred_username: 'carla@contoso.example',
  acct: 0,
  wids: [globalAdministrator],
}
const idToken = async (changes: JWTPayload = {}) =>
  new SignJWT({ ...claims, nonce, ...changes })
    .setProtectedHeader({ alg: 'RS256', kid: 'test' })
    .setIssuedAt()
    .setExpirationTime(changes.exp ?? '1h')
    .sign(await key)

const json =
  (status: number, body: unknown, headers = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const tokens =
  (changes: JWTPayload = {}): Answer =>
  async (response) =>
    json(200, { access_token: 'a', token_type: 'Bearer', id_token: await idToken(changes) })(response, nonce)

const logged = { error: vi.spyOn(logger, 'error'), warn: vi.spyOn(logger, 'warn') }
beforeEach(() => {
  answer = tokens()
  sent = undefined
})
afterEach(() => {
  logged.error.mockClear()
  logged.warn.mockClear()
})

/** Comes back from the issuer in that browser. */
async function comesBack(query: Record<string, string> = {}, cookies: string[] = []) {
  const { state, flow } = await begun()
  return get('/sign-in/callback', { query: { code, state, ...query }, cookies: [flow, ...cookies] })
}

describe('a sign-in that works', () => {
  test('sends code, verifier, redirect and secret to the token endpoint, and leads where the person wanted to go', async () => {
    const { state, flow, searchParams } = await begun()
    const done = await get('/sign-in/callback', { query: { code, state }, cookies: [flow] })
    expect([done.status, done.headers.location]).toEqual([303, '/console'])
    const redirect = 'https://portal.example/sign-in/callback'
    expect(searchParams.get('redirect_uri')).toBe(redirect)
    expect(Object.fromEntries(sent ?? [])).toEqual({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      client_id: clientId,
      client_secret: secret,
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect([...logged.error.mock.calls, ...logged.warn.mock.calls]).toEqual([])
  })

  test.each([
    ['that names the issuer of the token', { iss }, 303],
    ['that names the issuer of another tenant', { iss: template.replace('{tid}', randomUUID()) }, 502],
    ['that names the issuer without a tenant', { iss: template }, 502],
    ['that names an issuer that is not accepted', { iss: `https://evil.example/${tenant}/v2.0` }, 502],
  ])('takes a callback %s (RFC 9207): %j gives %i', async (_name, query, status) => {
    expect((await comesBack(query)).status).toBe(status)
  })
})

const entra = (number: number) => `AADSTS${number}: Trace ID: 1234 for carla@contoso.example and ${secret}`

interface Failing {
  callback?: Record<string, string>
  answer?: Answer
  failure: SignInFailure
  log: Record<string, unknown>
}

const failing: [string, Failing][] = [
  ['the person cancels', { callback: { error: 'access_denied' }, failure: 'denied', log: { code: 'access_denied' } }],
  [
    'the organisation does not consent',
    {
      callback: { error: 'access_denied', error_description: entra(65004) },
      failure: 'denied',
      log: { code: 'access_denied', issuerCode: 'AADSTS65004' },
    },
  ],
  [
    'the callback names a scope that is wrong',
    { callback: { error: 'invalid_scope' }, failure: 'refused', log: { code: 'invalid_scope' } },
  ],
  [
    'the callback says that the issuer is overloaded',
    {
      callback: { error: 'temporarily_unavailable' },
      failure: 'unavailable',
      log: { code: 'temporarily_unavailable' },
    },
  ],
  [
    'the callback names an error that may hold a secret',
    { callback: { error: `${secret}-${code}` }, failure: 'refused', log: { code: 'unknown' } },
  ],
  [
    'the client secret has expired',
    {
      answer: json(401, { error: 'invalid_client', error_description: entra(7000222) }),
      failure: 'client-refused',
      log: { code: 'invalid_client', status: 401, issuerCode: 'AADSTS7000222' },
    },
  ],
  [
    'the client secret has expired, with a challenge',
    {
      answer: json(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="issuer"' }),
      failure: 'client-refused',
      log: { code: 'invalid_client', status: 401 },
    },
  ],
  [
    'the token endpoint refuses the request',
    {
      answer: json(400, { error: 'invalid_request' }),
      failure: 'refused',
      log: { code: 'invalid_request', status: 400 },
    },
  ],
  [
    'the token endpoint fails',
    {
      answer: (response) => response.writeHead(500).end('<html>oops'),
      failure: 'unavailable',
      log: { code: 'OAUTH_RESPONSE_IS_NOT_CONFORM', status: 500 },
    },
  ],
  [
    'the token endpoint throttles',
    { answer: json(429, { error: 'slow_down' }), failure: 'unavailable', log: { code: 'slow_down', status: 429 } },
  ],
  [
    'the token endpoint hangs up',
    { answer: (response) => response.destroy(), failure: 'unavailable', log: { code: 'UND_ERR_SOCKET' } },
  ],
  ['the token endpoint says nothing', { answer: () => undefined, failure: 'no-answer', log: { code: 'timeout' } }],
  [
    'the token endpoint stops in the middle',
    {
      answer: (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"access'),
      failure: 'no-answer',
      log: { code: 'timeout' },
    },
  ],
  [
    'the token endpoint answers a page',
    {
      answer: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      failure: 'unusable',
      log: { code: 'OAUTH_RESPONSE_IS_NOT_JSON', status: 200 },
    },
  ],
  [
    'the token endpoint answers broken JSON',
    {
      answer: (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id_token":'),
      failure: 'unusable',
      log: { code: 'OAUTH_PARSE_ERROR' },
    },
  ],
  [
    'the token endpoint leads elsewhere',
    {
      answer: (response) => response.writeHead(307, { location: `${origin}/elsewhere` }).end(),
      failure: 'unusable',
      log: { code: 'OAUTH_RESPONSE_IS_NOT_CONFORM', status: 307 },
    },
  ],
  [
    'the token endpoint gives no ID token',
    {
      answer: json(200, { access_token: 'a', token_type: 'Bearer' }),
      failure: 'unusable',
      log: { code: 'OAUTH_INVALID_RESPONSE' },
    },
  ],
  [
    'the ID token is for another client',
    { answer: tokens({ aud: 'x' }), failure: 'unusable', log: { code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' } },
  ],
  [
    'the ID token is too old',
    { answer: tokens({ exp: 1 }), failure: 'unusable', log: { code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' } },
  ],
  [
    'the ID token is of an issuer that is not accepted',
    { answer: tokens({ iss: 'https://evil.example' }), failure: 'unusable', log: { code: 'unauthenticated' } },
  ],
  [
    'the signature of the ID token is wrong',
    {
      answer: async (response) =>
        json(200, {
          access_token: 'a',
          token_type: 'Bearer',
          id_token: (await idToken()).replace(/\.[^.]{8}([^.]*)$/, '.AAAAAAAA$1'),
        })(response, nonce),
      failure: 'unusable',
      log: { code: 'unauthenticated' },
    },
  ],
]

describe('a sign-in fails', () => {
  test.each(failing)('when %s: its own page, and one error with the code', async (_name, row) => {
    if (row.answer) answer = row.answer
    const { callback = {} } = row
    const failed = await comesBack(callback, ['__Host-language=en'])
    const { status } = signInFailures[row.failure]
    expect([failed.status, cookieSet(failed.cookies, 'session')]).toEqual([status, undefined])
    expect(cookieSet(failed.cookies, 'sign-in')).toBe('__Host-sign-in=')
    expect(logged.error.mock.calls).toEqual([['sign-in failed', { cloud: 'public', failure: row.failure, ...row.log }]])

    const words = commonWords('en').signInFailed
    expect(failed.body).toContain(`<h1>${words[row.failure].title}</h1>`)
    expect(failed.body).toContain('href="/sign-in?to=%2Fconsole"')
    const told = JSON.stringify(logged.error.mock.calls) + failed.body
    for (const value of [code, secret, 'contoso', nonce]) expect(told).not.toContain(value)
  })

  test.each([
    ['without the cookie of the browser that began', []],
    ['in a browser that began another one', undefined],
  ])('%s: an error in the callback is still told and logged with its code', async (_name, cookies) => {
    const query = { error: 'access_denied', state: 'another' }
    const failed = await get('/sign-in/callback', { query, cookies: cookies ?? [(await begun()).flow] })
    expect(failed.status).toBe(403)
    expect(logged.error.mock.calls).toEqual([
      ['sign-in failed', { cloud: 'public', failure: 'denied', code: 'access_denied' }],
    ])
    // whoever made that address up does not end the sign-in that waits
    expect(failed.cookies.filter((line) => line.startsWith('__Host-sign-in'))).toEqual([])
  })

  test.each<[string, Record<string, string>, Answer | undefined, string]>([
    ['of another sign-in', { state: 'another' }, undefined, 'another-state'],
    ['that is used or too old', {}, json(400, { error: 'invalid_grant' }), 'invalid_grant'],
    ['whose ID token is of another sign-in', {}, tokens({ nonce: 'another' }), 'another-nonce'],
  ])('for a code %s: a warning, as it happens every day', async (_name, query, given, expected) => {
    if (given) answer = given
    const failed = await comesBack(query)
    expect([failed.status, cookieSet(failed.cookies, 'session')]).toEqual([400, undefined])
    expect(failed.body).toContain(commonWords('en').signInFailed.stale.title)
    expect(logged.error.mock.calls).toEqual([])
    expect(logged.warn.mock.calls).toMatchObject([['sign-in failed', { failure: 'stale', code: expected }]])
  })

  test('and the page can be read in both languages without coming back to the callback', async () => {
    const failed = await comesBack({ error: 'server_error' })
    const here = /name="to" value="([^"]*)"/.exec(failed.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(here).toBe('/sign-in/failed?failure=unavailable&to=%2Fconsole')
    for (const failure of Object.keys(signInFailures) as SignInFailure[])
      for (const locale of locales) {
        const page = await get('/sign-in/failed', {
          query: { failure, to: '/console' },
          cookies: [`__Host-language=${locale}`],
        })
        const words = commonWords(locale).signInFailed
        expect(page.status).toBe(signInFailures[failure].status)
        expect(page.body).toContain(`<h1>${words[failure].title}</h1>`)
        expect(page.body).toContain(words[failure].help({ operator: 'The Operator' }))
        expect(page.body).toContain('href="/sign-in?to=%2Fconsole"')
      }
    expect((await get('/sign-in/failed', { query: { failure: 'toString' } })).status).toBe(404)
  })
})

describe('the session', () => {
  // three bytes each, the most that a character of UTF-16 takes
  const long = (length: number) => '漢'.repeat(length)
  const roles = Array.from({ length: 300 }, () => randomUUID())

  test('keeps the roles that let a person decide and stays under 4 KB, whatever the token holds', async () => {
    const signInName = `${long(238)}@contoso.example`
    answer = tokens({
      name: long(500),
      preferred_username: signInName,
      wids: [...roles, globalAdministrator.toUpperCase()],
      eligible_wids: [...roles, globalAdministrator],
      roles: ['AdminAgent', 'SalesAgent', 'HelpdeskAgent', ...roles],
    })
    const done = await comesBack()
    expect([done.status, done.headers.location]).toEqual([303, '/console'])
    const line = done.cookies.find((one) => one.startsWith('__Host-session=')) ?? ''
    expect(Buffer.byteLength(line)).toBeLessThan(4096)
    expect(await sessionOf(await keyRing(), [line.split(';')[0] ?? ''], 'public')).toMatchObject({
      name: long(64),
      signInName,
      directoryRoles: [globalAdministrator],
      eligibleRoles: [globalAdministrator],
      appRoles: ['AdminAgent', 'SalesAgent', 'HelpdeskAgent'],
    })
  })

  test('is refused, logged and told where even those roles take more than a browser keeps', async () => {
    answer = tokens({ wids: acceptingRoles, eligible_wids: acceptingRoles })
    const failed = await comesBack()
    expect([failed.status, cookieSet(failed.cookies, 'session')]).toEqual([500, undefined])
    expect(failed.body).toContain(commonWords('en').signInFailed['too-large'].title)
    expect(logged.error.mock.calls).toMatchObject([['sign-in failed', { failure: 'too-large' }]])
  })

  test('tells a token without roles from one without an accepting role', async () => {
    for (const [wids, kept] of [
      [undefined, undefined],
      [roles, []],
    ]) {
      answer = tokens({ wids })
      const cookie = cookieSet((await comesBack()).cookies, 'session') ?? ''
      expect((await sessionOf(await keyRing(), [cookie], 'public'))?.directoryRoles).toEqual(kept)
    }
  })
})
