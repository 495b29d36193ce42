import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pages } from '../../functions/pages.ts'
import { assets } from '../../shared/views/css.ts'
import { startBrowser } from '../browser.ts'
import { type Local, startLocal } from '../local.ts'
import { type Asked, ask, pair } from './ask.ts'
import { arrange, cookiesOf, hold, type Links, tokenOf, visit, visits, windowOf, windowsKept } from './visits.ts'

/** Longer than what it must break out of, shorter than the 64 bytes that a name has. */
const hostile = `"'></title><img data-hostile src=x onerror=alert(1)>`

let local: Local
let browser: Browser
let links: Links
// a site of somebody else
const evil = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>Evil</p>'))
let evilPort: number

beforeAll(async () => {
  ;[local, browser] = await Promise.all([startLocal(), startBrowser()])
  for (const as of ['ada', 'ivy', 'tom', 'uma']) {
    const { body } = await local.api<{ version: number; domain: string }>('GET', '/v1/partner', { as })
    const contact = { name: hostile, email: `${as}@${body.domain}`, phone: '+90 212 000 00 00' }
    const headers = { 'if-match': `"${body.version}"` }
    const edited = await local.api('PUT', '/v1/partner', { as, body: { contact }, headers })
    expect(edited.status, JSON.stringify(edited.body)).toBe(200)
  }
  links = await arrange(local, { name: hostile, company: hostile })
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  evilPort = (evil.address() as AddressInfo).port
}, 120_000)
afterAll(async () => {
  evil.close()
  evil.closeAllConnections()
  await browser?.close()
  await local?.stop()
})

const tables = async () => {
  await local.settle()
  return local.control('tables')
}
const pathOf = ({ path }: (typeof pages)[number]) =>
  path.startsWith('/assets/')
    ? assets.css
    : path.replace('{language}', 'en').replaceAll(/\{\w+\}/g, 'c0500000-0000-4000-8000-000000000005')
const gets = pages.filter((row) => row.method === 'GET')
const posts = pages.filter((row) => row.method === 'POST')
const get = (path: string, more?: Asked) => ask(local.url + path, more)

describe('every row of the table of pages', () => {
  test.each(pages.map((row) => [row.method, row.path, row] as const))(
    '%s %s carries the headers that keep it safe',
    async (method, _path, row) => {
      const form = method === 'POST' ? {} : undefined
      for (const path of [pathOf(row), `${pathOf(row)}/nowhere`]) {
        const { headers } = await get(path, { method, form })
        const policy = String(headers['content-security-policy'])
        expect(policy).toContain("default-src 'none'")
        expect(policy).toContain("frame-ancestors 'none'")
        expect(policy).toContain("form-action 'self'")
        expect(policy).toContain("base-uri 'none'")
        expect(policy).not.toMatch(/unsafe|\*|https?:/)
        expect(headers).toMatchObject({
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'cross-origin-opener-policy': 'same-origin',
          'cache-control': path === assets.css ? 'public, max-age=31536000, immutable' : 'no-store',
        })
        expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}; includeSubDomains$/)
      }
    },
  )
})

test('a mail scanner that fetches and renders everything changes nothing', async () => {
  const person = await windowOf(browser, local, 'carla')
  const scanner = await windowOf(browser, local)
  await hold(person, links.open)
  const before = await tables()
  for (const cookies of [[], await cookiesOf(person)])
    for (const method of ['GET', 'HEAD']) {
      for (let visit = 0; visit < 50; visit++) await get('/accept', { method, cookies })
      for (const row of gets) await get(pathOf(row), { method, cookies })
    }
  for (const page of [scanner, person]) await hold(page, links.plain)
  expect(await tables()).toEqual(before)
}, 180_000)

describe('names and texts that hold HTML are text', () => {
  const windowFor = windowsKept((as) => windowOf(browser, local, as))
  test.each(visits)(
    '$name',
    async (row) => {
      const page = await windowFor(row.as)
      await visit(page, local, links, row)
      expect(await page.locator('[data-hostile], script:not([src]), [onerror], [style]').count()).toBe(0)
    },
    30_000,
  )

  test('in what was typed and is shown again, and in addresses', async () => {
    const page = await windowOf(browser, local, 'pat')
    await hold(page, links.government)
    expect(await page.innerText('main')).toContain(hostile)
    await page.goto(`${page.url().replace('request', 'decide')}?said=${encodeURIComponent(hostile)}`)
    for (const field of ['days', 'firstName', 'lastName', 'email']) {
      // a number field and an address field would not let it through
      await page.locator(`#${field}`).evaluate((input: HTMLInputElement, value) => {
        input.type = 'text'
        input.value = value
      }, hostile)
    }
    await page.locator('form', { has: page.locator('#firstName') }).evaluate((form: HTMLFormElement) => {
      form.noValidate = true
    })
    await page.click('button[value=accept]')
    await page.waitForLoadState()
    expect(await page.title()).toMatch(/^Error: /)
    expect(await page.inputValue('#firstName')).toBe(hostile)
    expect(await page.locator('[data-hostile], [onerror]').count()).toBe(0)
    await page.goto(`${local.url}/${encodeURIComponent(hostile)}?${encodeURIComponent(hostile)}=${hostile}`)
    expect(await page.locator('[data-hostile], [onerror]').count()).toBe(0)
    await page.context().close()
  }, 120_000)

  test('no view puts in HTML of its own', () => {
    const root = resolve(import.meta.dirname, '../..')
    const raw = globSync('{shared/views,shared/http,functions}/**/*.tsx', { cwd: root }).filter((path) =>
      /dangerouslySetInnerHTML|hono\/html|\braw\(/.test(readFileSync(resolve(root, path), 'utf8')),
    )
    expect(raw).toEqual([])
  })
})

describe('a form of another site', () => {
  const wrongs: [string, Record<string, string>, 'own' | 'foreign' | 'none'][] = [
    ['no token', { 'sec-fetch-site': 'same-origin' }, 'none'],
    ['the token of another browser', { 'sec-fetch-site': 'same-origin' }, 'foreign'],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }, 'own'],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }, 'own'],
    ['Sec-Fetch-Site: none', { 'sec-fetch-site': 'none' }, 'own'],
    ['the Origin of another site', { origin: 'https://evil.example' }, 'own'],
    ['the Origin of another portal', { origin: 'http://127.0.0.1' }, 'own'],
  ]
  test.each(wrongs)(
    'is refused on every path: %s',
    async (_name, headers, whose) => {
      const page = await windowOf(browser, local, 'carla')
      await hold(page, links.open)
      const own = await tokenOf(page)
      const stranger = await windowOf(browser, local)
      await stranger.goto(local.url)
      const _token = { own, foreign: await tokenOf(stranger), none: '' }[whose]
      const cookies = await cookiesOf(page)
      const before = await tables()
      for (const row of posts) {
        const form = { _token, to: '/', language: 'tr', decision: 'decline', secret: links.open.split('#i=')[1] ?? '' }
        const { status, set } = await get(pathOf(row), { method: 'POST', headers, cookies, form })
        expect([row.id, status, set]).toEqual([row.id, 409, []])
      }
      expect(await tables()).toEqual(before)
      for (const one of [page, stranger]) await one.context().close()
    },
    30_000,
  )

  test.each(['localhost', '127.0.0.1'])(
    'is refused when a browser sends it from %s, even with the right token',
    async (host) => {
      const page = await windowOf(browser, local, 'carla')
      await hold(page, links.open)
      const token = await tokenOf(page)
      const before = await tables()
      await page.goto(`http://${host}:${evilPort}`)
      await page.setContent(`<form method="post" action="${local.url}/accept/decide">
      <input name="_token" value="${token}"><input name="decision" value="decline"><button>Win</button></form>`)
      const [answer] = await Promise.all([page.waitForResponse('**/accept/decide'), page.click('button')])
      expect(answer.status()).toBe(409)
      expect(await tables()).toEqual(before)
      await page.context().close()
    },
    30_000,
  )

  test('only a form of ours goes through', async () => {
    const page = await windowOf(browser, local)
    await page.goto(local.url)
    const form = { _token: await tokenOf(page), language: 'tr', to: '/accept' }
    const { status, headers } = await get('/language', { method: 'POST', cookies: await cookiesOf(page), form })
    expect([status, headers.location]).toEqual([303, '/accept'])
  })
})

test('no other site shows our pages in a frame', async () => {
  const page = await windowOf(browser, local)
  await page.goto(`http://localhost:${evilPort}`)
  await page.setContent(`<iframe src="${local.url}/accept"></iframe>`)
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/)
  await page.context().close()
})

const elsewhere = [
  ...['//evil.example', 'https://evil.example', 'http:evil.example', '/\\evil.example', '\\\\evil.example'],
  ...['///evil.example', '/%5Cevil.example', '/%2F%2Fevil.example', '/.//evil.example', '/\t/evil.example'],
  ...['/\n/evil.example', ' //evil.example', 'javascript:alert(1)', 'data:text/html,evil', '/\u0000/evil.example'],
  ...['@evil.example', '.evil.example', '/;@evil.example', '//evil.example/%2f..', '/\u2215/evil.example'],
]

test('neither the sign-in nor the language leads to another site', async () => {
  const page = await windowOf(browser, local, 'carla')
  await page.goto(local.url)
  const [cookies, _token] = [await cookiesOf(page), await tokenOf(page)]
  for (const to of elsewhere) {
    const form = { _token, language: 'tr', to }
    const { headers } = await get('/language', { method: 'POST', cookies, form })
    expect(new URL(String(headers.location), local.url).origin, to).toBe(local.url)
    expect(headers.location, to).toMatch(/^\/(?!\/)/)
    await page.goto(`${local.url}/sign-in?to=${encodeURIComponent(to)}`)
    expect(new URL(page.url()).origin, to).toBe(local.url)
  }
  await page.context().close()
}, 180_000)

test('a Host of somebody else appears in no answer and leads nowhere', async () => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
  for (const row of gets) {
    const answer = await get(pathOf(row), { headers })
    expect(JSON.stringify([answer.headers, answer.body]), row.id).not.toContain('evil.example')
  }
  const { headers: answered } = await get('/sign-in', { headers })
  const leads = new URL(String(answered.location))
  expect(leads.searchParams.get('redirect_uri')).toBe(`${local.url}/sign-in/callback`)
  const first = await get('/accept')
  const cookies = first.set.map(pair)
  const _token = /name="_token" value="([^"]+)"/.exec(first.body)?.[1] ?? ''
  const form = { _token, language: 'tr', to: '/' }
  const fromEvil = { ...headers, origin: 'http://evil.example' }
  expect((await get('/language', { method: 'POST', headers: fromEvil, cookies, form })).status).toBe(409)
})
