import { createHash } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Local, startLocal } from '../local.ts'
import { aStack } from './local-stack.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal({ args: ['--no-seed', '--stack', aStack({})] })
}, 60_000)
afterAll(() => local?.stop())

const verifier = 'a'.repeat(43)

/** A browser that follows the sign-in as far as the portal. */
function browser() {
  const jar = new Map<string, string>()
  return async (url: string, body?: URLSearchParams) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...(body && { method: 'POST', body }) })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const location = answer.headers.get('location')
    return { status: answer.status, location: location && new URL(location, url).href, text: await answer.text() }
  }
}

async function signIn(cloud: string, portal: string, person: string, go = browser(), prompt?: string) {
  const issuer = `${local.url}/_local/identity/${cloud}`
  const query = new URLSearchParams({
    client_id: 'liaison',
    response_type: 'code',
    redirect_uri: `${portal}/sign-in/callback`,
    scope: 'openid profile',
    state: 's',
    nonce: 'n',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(prompt && { prompt }),
  })
  let pages = 0
  let answer = await go(`${issuer}/auth?${query}`)
  while (answer.location && !answer.location.startsWith(`${portal}/sign-in/callback`)) {
    const here = answer.location
    answer = await go(here)
    if (answer.status === 200 && ++pages) answer = await go(here, new URLSearchParams({ person }))
  }
  const code = new URL(answer.location ?? 'http://nowhere').searchParams.get('code') ?? ''
  const tokens = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'liaison',
      code,
      redirect_uri: `${portal}/sign-in/callback`,
      code_verifier: verifier,
    }),
  })
  return { issuer, pages, tokens: (await tokens.json()) as { access_token: string; id_token: string } }
}

const verify = (token: string, issuer: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${issuer}/jwks`)), { issuer, audience: 'liaison' })

it('signs a person in by the code flow, with the same claims in both tokens as the token for curl has', async () => {
  const { issuer, tokens } = await signIn('public', local.url, 'carla')
  const access = await verify(tokens.access_token, issuer)
  const identity = await verify(tokens.id_token, issuer)
  const direct = await verify(await local.token('carla'), issuer)
  const expected = {
    tid: direct.payload.tid,
    oid: direct.payload.oid,
    acct: 0,
    tenant_ctry: 'AE',
    wids: direct.payload.wids,
  }
  expect(access.payload).toMatchObject(expected)
  expect(identity.payload).toMatchObject({ ...expected, nonce: 'n', preferred_username: 'carla@contoso.example' })
  expect(direct.payload.wids).toEqual(['62e90394-69f5-4237-9190-012177145e10'])
  expect(access.protectedHeader.typ).toBe(direct.protectedHeader.typ)
})

it('serves the second portal and cloud, whose people are others', async () => {
  const { issuer, tokens } = await signIn('us-government', local.url.replace('localhost', '127.0.0.1'), 'uma')
  expect((await verify(tokens.access_token, issuer)).payload).toMatchObject({
    tenant_ctry: 'US',
    roles: ['AdminAgent'],
  })
  expect((await signIn('us-government', local.url, 'ada')).tokens).not.toHaveProperty('access_token')
})

it('remembers who signed in until another account is asked for', async () => {
  const go = browser()
  expect((await signIn('public', local.url, 'ada', go)).pages).toBe(1)
  expect((await signIn('public', local.url, 'ada', go)).pages).toBe(0)
  const { issuer, tokens, pages } = await signIn('public', local.url, 'sam', go, 'select_account')
  expect(pages).toBe(1)
  expect((await verify(tokens.access_token, issuer)).payload.name).toBe('Sam Demir')
})

it('names the people it knows when asked for a stranger', async () => {
  const answer = await fetch(`${local.url}/_local/token?as=bob`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toMatch(/"bob".*ada, sam/)
})

it('sends a code to the callback of a portal and nowhere else', async () => {
  for (const redirect of ['/sign-in/callback/', '/sign-in/callback?x=1', '/']) {
    const query = new URLSearchParams({ client_id: 'liaison', response_type: 'code', scope: 'openid' })
    query.set('redirect_uri', `${local.url}${redirect}`)
    const answer = await fetch(`${local.url}/_local/identity/public/auth?${query}`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
    expect(await answer.text()).toContain('redirect_uri')
  }
})
