import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from '../browser.ts'
import { type Local, startLocal } from '../local.ts'
import { secretIn } from '../rules/client.ts'
import { ask, pair } from './ask.ts'
import { arrange, cookiesOf, hold, type Links, portalFor, tokenOf, windowOf } from './visits.ts'

let local: Local
let browser: Browser
let links: Links
let carla: Page
beforeAll(async () => {
  ;[local, browser] = await Promise.all([startLocal(), startBrowser()])
  links = await arrange(local)
  carla = await windowOf(browser, local, 'carla')
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await local?.stop()
})

const attributes = /^__Host-[a-z-]+=[^;]*; Max-Age=\d+; Path=\/; Secure; HttpOnly; SameSite=Lax$/
const setsSession = (set: string[]) => set.some((line) => /^__Host-session=[^;]/.test(line))
const cookieValue = (cookies: string[], name: string) =>
  cookies
    .find((one) => one.startsWith(`__Host-${name}=`))
    ?.split('=')
    .slice(1)
    .join('=') ?? ''

/** Where our sign-in sends the browser, and the cookie that waits there meanwhile. */
async function started() {
  const { headers, set } = await ask(`${local.url}/sign-in?to=/signed-out`)
  return {
    leads: new URL(String(headers.location)),
    flow: pair(set.find((line) => line.startsWith('__Host-sign-in=')) ?? ''),
  }
}

/** What the issuer answers to somebody who is signed in there; that browser began nothing, so the code stays unused. */
async function answered(leads: URL): Promise<URL> {
  const [callback] = await Promise.all([carla.waitForRequest('**/sign-in/callback**'), carla.goto(leads.href)])
  return new URL(callback.url())
}

describe('the code flow', () => {
  test('asks for a code with state, nonce and PKCE, to the portal that is configured', async () => {
    const { leads } = await started()
    const query = Object.fromEntries(leads.searchParams)
    expect(query).toMatchObject({
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: `${local.url}/sign-in/callback`,
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query[name]).toMatch(/^[\w-]{32,}$/)
    const again = (await started()).leads.searchParams
    for (const name of ['state', 'nonce', 'code_challenge']) expect(again.get(name)).not.toBe(query[name])
  })

  test('a code works once', async () => {
    const { leads, flow } = await started()
    const callback = await answered(leads)
    const first = await ask(callback.href, { cookies: [flow] })
    expect([first.status, first.headers.location, setsSession(first.set)]).toEqual([303, '/signed-out', true])
    for (const line of first.set) expect(line).toMatch(attributes)
    const again = await ask(callback.href, { cookies: [flow] })
    expect([again.status, setsSession(again.set)]).toEqual([400, false])
  })

  const fresh = async () => {
    const { leads, flow } = await started()
    return { callback: await answered(leads), flow }
  }
  const tampered: [string, () => Promise<{ callback: URL; flow?: string }>][] = [
    ['without the cookie of the browser that began', async () => ({ callback: (await fresh()).callback })],
    [
      'in another browser, which began a sign-in of its own',
      async () => ({ ...(await fresh()), flow: (await started()).flow }),
    ],
    [
      'with another state',
      async () => {
        const { callback, flow } = await fresh()
        callback.searchParams.set('state', 'A'.repeat(32))
        return { callback, flow }
      },
    ],
    [
      'without a state',
      async () => {
        const { callback, flow } = await fresh()
        callback.searchParams.delete('state')
        return { callback, flow }
      },
    ],
    [
      'for another challenge (PKCE)',
      async () => {
        const { leads, flow } = await started()
        leads.searchParams.set('code_challenge', createHash('sha256').update('x'.repeat(43)).digest('base64url'))
        return { callback: await answered(leads), flow }
      },
    ],
    [
      'for another nonce',
      async () => {
        const { leads, flow } = await started()
        leads.searchParams.set('nonce', 'N'.repeat(32))
        return { callback: await answered(leads), flow }
      },
    ],
    [
      'with a cookie that was changed',
      async () => {
        const { callback, flow } = await fresh()
        return { callback, flow: flow.replace(/.{6}$/, 'AAAAAA') }
      },
    ],
    [
      'with a session in the place of the cookie',
      async () => ({ ...(await fresh()), flow: `__Host-sign-in=${cookieValue(await cookiesOf(carla), 'session')}` }),
    ],
    [
      'that the issuer did not give',
      async () => {
        const { leads, flow } = await started()
        const state = leads.searchParams.get('state') ?? ''
        return { callback: new URL(`${local.url}/sign-in/callback?code=made-up&state=${state}`), flow }
      },
    ],
  ]
  test.each(tampered)('takes no code %s', async (_name, prepare) => {
    const { callback, flow } = await prepare()
    const { status, set, headers } = await ask(callback.href, { cookies: flow ? [flow] : [] })
    expect([status, headers.location, setsSession(set)]).toEqual([400, undefined, false])
  })
})

/** `decide` needs a session: 400 says "no link is held", 303 leads to the sign-in. */
const decide = (cookies: string[], portal = local.url) => ask(`${portal}/accept/decide`, { cookies })

describe('the session', () => {
  test('all cookies are of this host alone, for HTTPS and out of reach for scripts', async () => {
    await hold(carla, links.open)
    const cookies = (await carla.context().cookies()).filter(({ name }) => name.startsWith('__Host-'))
    expect(cookies.map(({ name }) => name).sort()).toEqual(['__Host-invitation', '__Host-session', '__Host-visit'])
    for (const cookie of cookies)
      expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' })
    const form = { _token: await tokenOf(carla), language: 'tr', to: '/', secret: secretIn(links.open) }
    for (const path of ['/', '/sign-in', '/language', '/accept', '/sign-out']) {
      const method = path === '/' || path === '/sign-in' ? 'GET' : 'POST'
      const sent = method === 'POST' ? { form, cookies: await cookiesOf(carla) } : {}
      const { set, status } = await ask(local.url + path, { method, ...sent })
      expect(status).toBeLessThan(400)
      expect(set.length).toBeGreaterThan(0)
      for (const line of set) expect(line).toMatch(attributes)
    }
  })

  test('a changed, cut, foreign or swapped one counts for nothing', async () => {
    const cookies = await cookiesOf(carla)
    const session = cookieValue(cookies, 'session')
    expect((await decide([`__Host-session=${session}`])).status).toBe(400)
    const parts = session.split('.')
    const changed = parts.map((_, at) =>
      parts.map((part, i) => (i === at ? `${part.slice(0, -4)}AAAA` : part)).join('.'),
    )
    const plain = Buffer.from('{"cloud":"public"}').toString('base64url')
    const bad = [...changed, session.slice(0, -1), parts.slice(0, 4).join('.'), plain, '', 'x'.repeat(4000)]
    for (const value of [...bad, cookieValue(cookies, 'invitation')]) {
      const { status, headers } = await decide([`__Host-session=${value}`])
      expect([value.slice(-20), status, headers.location]).toEqual([
        value.slice(-20),
        303,
        '/sign-in?to=%2Faccept%2Fdecide',
      ])
    }
    // without the prefix a neighbour could have set it
    expect((await decide([`session=${session}`])).status).toBe(303)
    expect((await decide([`__Host-session=${session}`, `__Host-invitation=${session}`])).status).toBe(400)
  })

  test('counts for nothing on the portal of another cloud', async () => {
    const pat = await windowOf(browser, local, 'pat')
    const portal = portalFor(local, 'pat')
    const cookies = await cookiesOf(pat, portal)
    expect((await decide(cookies, portal)).status).toBe(400)
    expect((await decide(cookies)).status).toBe(303)
    expect((await decide(await cookiesOf(carla), portal)).status).toBe(303)
    await pat.context().close()
  })

  test('ends with the sign-out, and by itself within the hour', async () => {
    const page = await windowOf(browser, local, 'cem')
    const cookies = await cookiesOf(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/signed-out')
    expect((await cookiesOf(page)).map((one) => one.split('=')[0])).toEqual(['__Host-visit'])
    expect((await decide(cookies)).status).toBe(400)
    await local.advance('PT61M')
    expect((await decide(cookies)).status).toBe(303)
    await page.context().close()
  })
})

test('the secret of a link stands in no address, Referer, title, redirect, page or log', async () => {
  const page = await windowOf(browser, local)
  const said: string[] = []
  page.on('request', (request) =>
    said.push(request.url().split('#')[0] ?? '', JSON.stringify(request.headers().referer ?? '')),
  )
  page.on('response', (response) => said.push(response.headers().location ?? ''))
  const look = async () => said.push(page.url(), await page.title(), await page.content())
  await hold(page, links.plain)
  await look()
  await page.goBack().catch(() => undefined)
  await page.goForward().catch(() => undefined)
  await look()
  await page.getByRole('link', { name: 'Sign in to decide' }).first().click()
  await page.getByRole('button', { name: 'carla@' }).click()
  await page.waitForURL('**/accept/request')
  await look()
  await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
  await page.waitForURL('**/accept/decide')
  await look()
  await page.getByRole('button', { name: 'Decline' }).click()
  await page.waitForURL('**/accept/done')
  await look()
  await page.goto(`${local.url}/accept/decide?secret=nothing`)
  await look()
  expect(said.length).toBeGreaterThan(30)
  expect(said.filter((text) => text.includes(secretIn(links.plain)))).toEqual([])

  await local.settle()
  const logs = JSON.stringify(await local.control('logs'))
  expect(logs).toContain('POST /accept')
  for (const link of Object.values(links)) expect(logs).not.toContain(secretIn(link))
  for (const cookie of await cookiesOf(page)) expect(logs).not.toContain(cookie.split('=')[1])
  for (const [code] of said.join(' ').matchAll(/(?<=[?&]code=)[\w-]+/g)) expect(logs).not.toContain(code)
}, 120_000)
