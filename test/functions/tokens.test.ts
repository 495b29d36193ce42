import '../store/environment.ts'
import { createHmac, createPublicKey, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { globalAdministrator } from '../../shared/domain/admin-roles.ts'
import { callsOf } from '../store/calls.ts'
import { audience } from '../store/environment.ts'

// an issuer of our own, with keys that say whose they are
const tenant = randomUUID()
const otherTenant = randomUUID()
const template = 'https://login.tokens.example/{tid}/v2.0'
const government = 'https://login.government.example/{tid}/v2.0'
const iss = template.replace('{tid}', tenant)

const pairs = {
  shared: await generateKeyPair('RS256', { extractable: true }),
  mine: await generateKeyPair('RS256', { extractable: true }),
  theirs: await generateKeyPair('ES256', { extractable: true }),
  unknown: await generateKeyPair('RS256', { extractable: true }),
}
const publicJwk = async (kid: keyof typeof pairs, more: object) => ({
  ...(await exportJWK(pairs[kid].publicKey)),
  kid,
  use: 'sig',
  ...more,
})
const jwks = {
  keys: [
    await publicJwk('shared', { alg: 'RS256', issuer: 'https://login.tokens.example/{tenantid}/v2.0' }),
    await publicJwk('mine', { alg: 'RS256', issuer: iss }),
    await publicJwk('theirs', { alg: 'ES256', issuer: template.replace('{tid}', otherTenant) }),
  ],
}
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url === '/down') response.writeHead(500)
  response.end(JSON.stringify(jwks))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
afterAll(() => server.close())

process.env.ISSUERS = JSON.stringify([
  { cloud: 'public', issuerTemplate: template, jwksUri: `${origin}/keys`, audience },
  { cloud: 'us-government', issuerTemplate: government, jwksUri: `${origin}/keys-of-government`, audience },
  { cloud: 'germany', issuerTemplate: 'https://login.down.example/{tid}/v2.0', jwksUri: `${origin}/down`, audience },
])
const { callerOf } = await import('../../shared/http/caller.ts')
const { customerApi, partnerApi } = await import('./call.ts')

const seconds = Math.floor(Date.now() / 1000)
const userId = randomUUID()
const claims: JWTPayload = {
  ver: '2.0',
  iss,
  aud: audience,
  iat: seconds,
  nbf: seconds,
  exp: seconds + 3600,
  tid: tenant,
  oid: userId,
  name: 'Ada',
  preferred_username: 'ada@fabrikam.example',
  tenant_ctry: 'TR',
  acct: 0,
  roles: ['AdminAgent'],
  wids: [globalAdministrator],
}

const header = { alg: 'RS256', kid: 'shared' }
const sign = (
  changes: object = {},
  more: Partial<JWTHeaderParameters> = {},
  key: CryptoKey | Uint8Array = pairs.shared.privateKey,
) => new SignJWT({ ...claims, ...changes }).setProtectedHeader({ ...header, ...more }).sign(key)

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const hs256 = (h: object, key: string | Buffer) => {
  const input = `${part({ alg: 'HS256', ...h })}.${part(claims)}`
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`
}

describe('a genuine token', () => {
  test('tells who calls: tenant, person, country, roles, membership', async () => {
    expect(await callerOf(`Bearer ${await sign()}`)).toEqual({
      cloud: 'public',
      tenantId: tenant,
      userId,
      name: 'Ada',
      signInName: 'ada@fabrikam.example',
      country: 'TR',
      appRoles: ['AdminAgent'],
      directoryRoles: [globalAdministrator],
      membership: 'member',
      ...optional(await callerOf(`Bearer ${await sign()}`)),
    })
  })

  // fields that only some issuers fill
  const optional = (member: object | undefined) =>
    member && 'eligibleRoles' in member ? { eligibleRoles: member.eligibleRoles } : {}

  test.each<[string, JWTPayload, Partial<JWTHeaderParameters>, CryptoKey]>([
    ["by the tenant's own key", {}, { kid: 'mine' }, pairs.mine.privateKey],
    ['for several services, ours among them', { aud: ['other', audience] }, {}, pairs.shared.privateKey],
    ['of a clock that is half a minute ahead', { nbf: seconds + 30, iat: seconds + 30 }, {}, pairs.shared.privateKey],
  ])('signed %s is taken', async (_how, changes, more, key) => {
    expect(await callerOf(`Bearer ${await sign(changes, more, key)}`)).toMatchObject({ tenantId: tenant })
  })

  test('is of the cloud of the issuer that signed it, whatever its claims say', async () => {
    const claimed = { cloud: 'us-government', iss, xms_cloud: 'us-government' }
    expect(await callerOf(`Bearer ${await sign(claimed)}`)).toMatchObject({ cloud: 'public' })
  })

  test.each<[string, JWTPayload, object]>([
    ['roles as text', { roles: 'AdminAgent' }, { appRoles: [] }],
    ['roles as an object', { roles: { AdminAgent: true } }, { appRoles: [] }],
    ['an unknown role', { roles: ['Owner', 'adminagent'] }, { appRoles: [] }],
    ['wids as text', { wids: globalAdministrator }, { directoryRoles: undefined }],
    ['wids with an object', { wids: [{ id: globalAdministrator }] }, { directoryRoles: undefined }],
    ['a country as a list', { tenant_ctry: ['TR'] }, { country: undefined }],
    ['a country that is none', { tenant_ctry: 'TUR' }, { country: undefined }],
    ['no account type', { acct: undefined }, { membership: 'unknown' }],
    ['an account type of a guest', { acct: 1 }, { membership: 'guest' }],
    ['an account type as a list', { acct: [0, 1] }, { membership: 'unknown' }],
    [
      'an identity provider of another tenant',
      { idp: `https://sts.windows.net/${otherTenant}/` },
      { membership: 'guest' },
    ],
  ])('with %s gives nobody more than he has', async (_what, changes, member) => {
    expect(await callerOf(`Bearer ${await sign(changes)}`)).toMatchObject(member)
  })
})

const publicPem = await exportSPKI(pairs.shared.publicKey)
const publicDer = createPublicKey(publicPem).export({ type: 'spki', format: 'der' })
const [head, body, signature] = (await sign()).split('.') as [string, string, string]
const attacker = await exportJWK(pairs.unknown.publicKey)
const rs512 = await generateKeyPair('RS512')
const theirs = { alg: 'ES256', kid: 'theirs' }

describe('is refused, and no table is asked:', () => {
  const bad: [string, string | Promise<string>][] = [
    ['alg none', `${part({ alg: 'none', kid: 'shared' })}.${body}.`],
    ['alg none with a signature', `${part({ alg: 'none', kid: 'shared' })}.${body}.${signature}`],
    ['alg None', `${part({ alg: 'None', kid: 'shared' })}.${body}.${signature}`],
    ['no alg', `${part({ kid: 'shared' })}.${body}.${signature}`],
    ['HS256 with the public key as secret (PEM)', hs256({ kid: 'shared' }, publicPem)],
    ['HS256 with the public key as secret (DER)', hs256({ kid: 'shared' }, publicDer)],
    ['HS256 with an empty secret', hs256({ kid: 'shared' }, '')],
    ['RS512', sign({}, { alg: 'RS512' }, rs512.privateKey)],
    ['another key under our kid', sign({}, {}, pairs.unknown.privateKey)],
    ['an unknown kid', sign({}, { kid: 'unknown' }, pairs.unknown.privateKey)],
    ['no kid where several keys might be meant', sign({}, { kid: undefined })],
    ['a kid that is a path', sign({}, { kid: '../../keys' }, pairs.unknown.privateKey)],
    ['a key of its own (jwk)', sign({}, { kid: undefined, jwk: attacker }, pairs.unknown.privateKey)],
    ['a key set of its own (jku)', sign({}, { kid: 'evil', jku: `${origin}/evil` }, pairs.unknown.privateKey)],
    ['a certificate of its own (x5u)', sign({}, { kid: 'evil', x5u: `${origin}/evil` }, pairs.unknown.privateKey)],
    ['a critical header that we do not know', `${part({ ...header, crit: ['x'], x: 1 })}.${body}.${signature}`],
    ["another tenant's own key", sign({}, theirs, pairs.theirs.privateKey)],
    ["another tenant's own key, unnamed", sign({}, { ...theirs, kid: undefined }, pairs.theirs.privateKey)],
    [
      'our own key for another tenant',
      sign({ tid: otherTenant, iss: template.replace('{tid}', otherTenant) }, { kid: 'mine' }, pairs.mine.privateKey),
    ],
    [
      'a signature of another body',
      `${head}.${part({ ...claims, roles: ['AdminAgent'], oid: randomUUID() })}.${signature}`,
    ],
    ['a changed signature', `${head}.${body}.${signature.slice(0, -6)}AAAAAA`],
    ['no signature', `${head}.${body}.`],
    ['two parts', `${head}.${body}`],
    ['five parts, as if encrypted', `${head}.${body}.${signature}.${body}.${signature}`],
    ['a body that is no JSON', `${head}.${part('no')}.${signature}`],
    ['a body that is a list', `${head}.${part([claims])}.${signature}`],
    ['a body that is null', `${head}.${part('null')}.${signature}`],
    ['an unknown issuer', sign({ iss: `https://evil.example/${tenant}/v2.0` })],
    ['an issuer that begins like ours', sign({ iss: `${iss}/../evil` })],
    ['an issuer with a slash more', sign({ iss: `${iss}/` })],
    ['the template itself as issuer', sign({ iss: template })],
    ['no issuer', sign({ iss: undefined })],
    ['issuers as a list', sign({ iss: [iss] as unknown as string })],
    ['the tenant of another issuer', sign({ tid: otherTenant })],
    ["the other cloud's issuer, with a key that is not of it", sign({ iss: government.replace('{tid}', tenant) })],
    ['a tenant that is no UUID', sign({ tid: 'common', iss: template.replace('{tid}', 'common') })],
    ['a tenant with a path in it', sign({ tid: `${tenant}/../x`, iss: template.replace('{tid}', `${tenant}/../x`) })],
    ['tenants as a list', sign({ tid: [tenant] })],
    ['a tenant as an object', sign({ tid: { id: tenant } })],
    ['no tenant', sign({ tid: undefined })],
    ['an empty tenant', sign({ tid: '' })],
    ['no person', sign({ oid: undefined })],
    ['a person that is no UUID', sign({ oid: 'ada' })],
    ['persons as a list', sign({ oid: [userId] })],
    ['no sign-in name', sign({ preferred_username: undefined })],
    ['sign-in names as a list', sign({ preferred_username: ['ada@fabrikam.example'] })],
    ['an empty sign-in name', sign({ preferred_username: '' })],
    ['no expiry', sign({ exp: undefined })],
    ['an expiry that is text', sign({ exp: '9999999999' as unknown as number })],
    ['a beginning in the future', sign({ nbf: seconds + 600 })],
    ['no audience', sign({ aud: undefined })],
  ]

  test.each(bad)('%s', async (_what, made) => {
    const token = await made
    const attempts = [
      () => partnerApi('GET', '/v1/invitations', { token }),
      () => partnerApi('POST', '/v1/invitations', { token, body: {} }),
      () => customerApi('GET', '/v1/partners', { token }),
      () => customerApi('POST', '/v1/acceptance/open', { token, body: { secret: 'x' } }),
    ]
    for (const attempt of attempts) {
      const { result: answer, calls } = await callsOf(attempt)
      expect({ status: answer.status, code: answer.body.code }).toEqual({
        status: 401,
        code: expect.stringMatching(/^(unauthenticated|token-wrong-audience)$/),
      })
      expect(answer.headers['www-authenticate']).toBe('Bearer')
      expect(answer.text).not.toContain(token)
      expect(calls).toEqual([])
    }
  })

  test.each<[string, Promise<string>, string]>([
    ['an expired token', sign({ exp: seconds - 61 }), 'token-expired'],
    ['a token for another service', sign({ aud: 'other' }), 'token-wrong-audience'],
    ['a token for others', sign({ aud: ['other', 'liaison2'] }), 'token-wrong-audience'],
    ['a token for an object', sign({ aud: { liaison: true } as unknown as string }), 'token-wrong-audience'],
  ])('%s, by its own code', async (_what, made, code) => {
    const token = await made
    const answer = await partnerApi('GET', '/v1/invitations', { token })
    expect(answer).toMatchObject({ status: 401, body: { code } })
  })

  test.each([
    'Basic YTpi',
    'Bearer',
    'Bearer ',
    `Bearer ${head}`,
    `bearer  ${head}.${body}.${signature}`,
    `${head}.${body}.${signature}`,
  ])('the header %s', async (authorization) => {
    const answer = await partnerApi('GET', '/v1/invitations', { headers: { authorization } })
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })

  test('and none of these made us fetch a key from where they said', () => {
    expect(asked.filter((url) => url.includes('evil'))).toEqual([])
  })
})

test("keys that cannot be read are our trouble, not the caller's: busy, not signed out", async () => {
  const token = await sign({ iss: `https://login.down.example/${tenant}/v2.0` })
  const answer = await partnerApi('GET', '/v1/invitations', { token })
  expect(answer).toMatchObject({ status: 503, body: { code: 'dependency-throttled' } })
})
