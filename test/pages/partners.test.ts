import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { adminRoles } from '../../shared/domain/admin-roles.ts'
import { type Look, picture, startBrowser } from '../browser.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json, secretIn } from '../rules/client.ts'
import { windowOf } from './visits.ts'

let local: Local
let browser: Browser
const { draft, send, accept, post, get, call } = clientOf(() => local)

const fabrikam = `/partners/${companies.fabrikam.tenantId}`
const idOf = (name: string) => adminRoles.find((role) => role.name === `${name} Administrator`)?.id ?? name
const asked = { roles: ['Exchange', 'User', 'Service Support'].map(idOf), duration: 'P365D', autoExtend: 'P180D' }

async function invited(as: string, more: Record<string, unknown> = {}): Promise<string> {
  const { body } = await draft(as, 'carla@contoso.example', { customer: { country: 'AE' }, ...more })
  return (await send(as, body.id)).body.link
}

beforeAll(async () => {
  ;[local, browser] = await Promise.all([startLocal(), startBrowser()])
  await accept('carla', await invited('ada', { adminPrivileges: asked }))
  await accept('carla', await invited('tom'))
  const secret = secretIn(await invited('rex'))
  await post('/v1/acceptance/decline', 'carla', { secret, reason: 'Never again', blockPartner: true })
})
afterAll(async () => {
  await browser?.close()
  await local?.stop()
})

const close = (page: Page) => page.context().close()

async function visit(path: string, as = 'carla', look?: Look): Promise<Page> {
  const page = await windowOf(browser, local, as, look)
  await page.goto(local.url + path)
  return page
}

const text = (page: Page) => page.innerText('main')
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const privileges = async () =>
  (await get(`/v1/customers/${companies.contoso.tenantId}`, 'ada')).body.adminPrivileges as Json
const namesOf = ({ roles }: Json) => roles.map((role: Json) => role.name.replace(' Administrator', '')).sort()
const rowOf = (page: Page, action: string) => page.getByRole('row', { name: action }).innerText()

describe('what a customer sees of its resellers', () => {
  test('the list tells who may do what, at which risk and until when', async () => {
    const page = await visit('/partners')
    const row = await page.getByRole('row', { name: 'Fabrikam' }).innerText()
    for (const words of ['fabrikam.example', 'Exchange Administrator', 'Highest risk: High', 'UTC', 'Yes'])
      expect(row).toContain(words)
    expect(await page.getByRole('row', { name: /^Litware/ }).innerText()).toContain('None')
    await picture(page, 'partners-list')
    await page.getByRole('link', { name: 'Fabrikam' }).click()
    expect(await heading(page)).toBe('Fabrikam')
    await close(page)
  })

  test('one reseller: action by action, allowed or not and why', async () => {
    const page = await visit(fabrikam)
    expect(await rowOf(page, 'Reset passwords')).toMatch(/Yes\s+You granted User Administrator/)
    expect(await rowOf(page, 'Change security settings')).toMatch(/No\s+Needs one of these: Global Administrator/)
    expect(await rowOf(page, 'Supply services that you order')).toMatch(/Yes\s+Part of the relationship/)
    const words = await text(page)
    for (const part of ['Not included:', 'as long as the relationship lasts', 'ada@fabrikam.example', 'Risk: High'])
      expect(words).toContain(part)
    await picture(page, 'partners-one')
    await close(page)
  })

  test('a reseller names its provider, whose own page is one click away', async () => {
    const page = await visit(`/partners/${companies.tailspin.tenantId}`)
    await page.getByRole('link', { name: 'Litware' }).click()
    expect(await heading(page)).toBe('Litware')
    expect(await text(page)).toContain('Tailspin')
    await close(page)
  })

  test('a reseller that has yet to confirm the organisation may do nothing, and the page says so', async () => {
    const adminPrivileges = { template: 'support-only' }
    const { body } = await draft('ada', 'owner@tailor.example', { customer: { country: 'AE' }, adminPrivileges })
    await accept('ali', (await send('ada', body.id)).body.link)
    const page = await visit('/partners', 'ali')
    expect(await page.getByRole('row', { name: /^Fabrikam/ }).innerText()).toContain('Not confirmed yet')
    await page.getByRole('link', { name: 'Fabrikam' }).click()
    const words = await text(page)
    expect(words).toContain('The reseller has not confirmed you yet')
    expect(words).toContain('Directory Readers, Service Support Administrator')
    expect(words).toMatch(/your acceptance lapses/)
    expect(words).toContain('No, the reseller has not confirmed you yet')
    await picture(page, 'partners-unconfirmed')
    await page.getByRole('link', { name: 'Change privileges' }).click()
    await page.getByLabel(/^Directory Readers/).uncheck()
    await page.getByRole('button', { name: 'Save the changes' }).click()
    expect(await text(page)).toContain(': Service Support Administrator.')
    await close(page)
  })

  test('the history fits together and the receipt has its fingerprints', async () => {
    const page = await visit(`${fabrikam}/history`)
    const { body } = await get(`/v1${fabrikam}/events`, 'carla')
    const words = await text(page)
    expect(words).toContain('The history is whole')
    expect(words).toContain(body.data.at(-1).hash)
    const yes = body.data.find((event: Json) => event.name === 'relationship.established')
    expect(words).toContain(yes.data.digest)
    expect(words).toContain(yes.data.agreement.sha256)
    expect(words).toContain('Admin privileges were granted')
    await picture(page, 'partners-history')
    await close(page)
  })

  test.each([
    ['Turkish', { language: 'tr' }],
    ['the dark', { dark: true }],
    ['a phone', { width: 320 }],
    ['a phone, Turkish', { width: 320, language: 'tr', dark: true }],
  ] as const)('in %s every page stands, with nothing beside the screen', async (name, look) => {
    const page = await windowOf(browser, local, 'carla', look)
    const paths = ['', '/blocks', '/agreement', '/erasure'].map((end) => `/partners${end}`)
    const deeper = ['', '/history', '/privileges', '/privileges/remove', '/end', '/support'].map((e) => fabrikam + e)
    for (const path of [...paths, ...deeper]) {
      expect((await page.goto(local.url + path))?.status(), path).toBe(200)
      const sizes = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(sizes), path).toBeLessThanOrEqual(0)
      const file = path.replace(companies.fabrikam.tenantId, 'one').slice(1).replaceAll('/', '-')
      await picture(page, `${file} ${name.replace(', ', ' ')}`)
    }
    await close(page)
  })
})

describe('who may only read', () => {
  test.each([
    ['cem', 'does not hold a role that may decide'],
    ['ece', 'it is not activated now'],
  ])('%s reads everything, is told why he cannot change it, and finds no form', async (as, why) => {
    const page = await windowOf(browser, local, as)
    for (const path of [
      fabrikam,
      `${fabrikam}/privileges`,
      `${fabrikam}/end`,
      '/partners/blocks',
      '/partners/erasure',
    ]) {
      await page.goto(local.url + path)
      expect(await text(page), path).toContain(why)
      expect(await page.locator('main form').count(), path).toBe(0)
    }
    expect(await page.getByRole('link', { name: 'Change privileges' }).count()).toBe(0)
    await close(page)
  })

  test('a form that is posted all the same is refused and changes nothing', async () => {
    const before = await privileges()
    const page = await windowOf(browser, local, 'cem')
    await page.goto(`${local.url}/partners`)
    const path = `${fabrikam}/privileges/remove`
    const forge = `{ const form = document.querySelector('form'); form.action = '${path}'; form.submit() }`
    const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith(path)), page.evaluate(forge)])
    expect(answer.status()).toBe(403)
    await page.waitForLoadState()
    expect(await text(page)).toContain('does not hold a role that may decide')
    expect(await privileges()).toEqual(before)
    await close(page)
  })

  test('a guest is told why he sees nothing', async () => {
    const page = await windowOf(browser, local, 'gus')
    for (const path of ['/partners', fabrikam, `${fabrikam}/history`, '/partners/agreement']) {
      expect((await page.goto(local.url + path))?.status()).toBe(403)
      const words = await text(page)
      expect(words).toContain('is a guest or a delegated account here')
      expect(words).not.toContain('Fabrikam')
    }
    await picture(page, 'partners-guest')
    await close(page)
  })

  test('another organisation finds nothing there', async () => {
    const page = await windowOf(browser, local, 'nora')
    for (const end of ['', '/history', '/privileges', '/end', '/support'])
      expect((await page.goto(local.url + fabrikam + end))?.status()).toBe(404)
    await page.goto(`${local.url}/partners`)
    expect(await text(page)).toContain('Your organisation has no reseller here.')
    await picture(page, 'partners-none')
    await close(page)
  })
})

describe('what a customer changes', () => {
  test('strikes a role, shortens the time, stops the extension', async () => {
    const page = await visit(fabrikam)
    await page.getByRole('link', { name: 'Change privileges' }).click()
    await page.getByLabel('Exchange Administrator').uncheck()
    const shorter = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('Last day').fill(shorter)
    await page.getByLabel('Extend by 180 days').uncheck()
    await page.getByRole('button', { name: 'Save the changes' }).click()
    expect(await text(page)).toContain('Saved. The new privileges hold from now on.')
    await picture(page, 'partners-changed')
    const now = await privileges()
    expect(namesOf(now)).toEqual(['Service Support', 'User'])
    expect(now).toMatchObject({ endsAt: `${shorter}T23:59:59.000Z`, autoExtend: 'PT0S' })
    await close(page)
  })

  test('gives back what was asked, and the end stays where it was', async () => {
    const { endsAt } = await privileges()
    const page = await visit(`${fabrikam}/privileges`)
    await page.getByLabel('Exchange Administrator').check()
    await page.getByRole('button', { name: 'Save the changes' }).click()
    const now = await privileges()
    expect([namesOf(now), now.endsAt]).toEqual([['Exchange', 'Service Support', 'User'], endsAt])
    await close(page)
  })

  test('a form without a role and with a day gone by is shown again with what is wrong and what was typed', async () => {
    const page = await visit(`${fabrikam}/privileges`)
    for (const name of ['Exchange', 'User', 'Service Support']) await page.getByLabel(`${name} Administrator`).uncheck()
    await page.getByLabel('Last day').fill('2020-01-31')
    await page.getByRole('button', { name: 'Save the changes' }).click()
    expect(await page.title()).toMatch(/^Error: /)
    await picture(page, 'partners-change-refused')
    await page.getByRole('link', { name: /^Enter a day after today/ }).click()
    expect(await page.locator('#until').inputValue()).toBe('2020-01-31')
    expect(await page.getByLabel('User Administrator').isChecked()).toBe(false)
    expect(namesOf(await privileges())).toHaveLength(3)
    await close(page)
  })

  test('what somebody else changed meanwhile is not overwritten', async () => {
    const page = await visit(`${fabrikam}/privileges`)
    const { version, adminPrivileges } = (await get(`/v1${fabrikam}`, 'carla')).body
    const { id: kept } = adminPrivileges.roles.find((role: Json) => role.name === 'User Administrator')
    const roles = [kept]
    await call('PUT', `/v1${fabrikam}/admin-privileges`, 'carla', { roles }, { 'if-match': `"${version}"` })
    await page.getByLabel('User Administrator').uncheck()
    await page.getByRole('button', { name: 'Save the changes' }).click()
    expect(await text(page)).toContain('Somebody changed it while you were reading')
    expect(namesOf(await privileges())).toEqual(['User'])
    await close(page)
  })

  test('takes all privileges away, reads before what stays, and can give them back', async () => {
    const page = await visit(fabrikam, 'carla', { javaScript: false })
    await page.getByRole('link', { name: 'Take all privileges away' }).click()
    expect(await text(page)).toContain('Its responsibility for your support')
    expect((await privileges()).state).not.toBe('revoked')
    await page.getByRole('button', { name: 'Take all privileges away' }).click()
    expect(await text(page)).toContain('Taken away. The relationship stays.')
    expect((await privileges()).state).toBe('revoked')
    expect(await rowOf(page, 'Reset passwords')).toContain('No')
    await picture(page, 'partners-revoked')
    await page.getByRole('link', { name: 'Give privileges back' }).click()
    expect(await page.getByLabel('User Administrator').isChecked()).toBe(false)
    await page.getByLabel('User Administrator').check()
    await page.getByRole('button', { name: 'Save the changes' }).click()
    expect(namesOf(await privileges())).toEqual(['User'])
    await close(page)
  })

  test('agrees with the reseller on the end of support: the later day counts', async () => {
    const days = [60, 30].map((n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10))
    const page = await visit(`${fabrikam}/support`)
    await page.getByLabel('The last day').fill('')
    await page.getByRole('button', { name: 'Name this day' }).click()
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('The last day').fill(days[0] ?? '')
    await page.getByRole('button', { name: 'Name this day' }).click()
    expect(await text(page)).toContain('It holds once the reseller has named a day, too.')
    await page.goto(`${local.url}${fabrikam}/support`)
    expect(await text(page)).toContain('You proposed')
    const customer = `/v1/customers/${companies.contoso.tenantId}`
    const ended = await call('POST', `${customer}/support-renegotiation`, 'ada', { endsAt: `${days[1]}T00:00:00Z` })
    expect(ended.status, JSON.stringify(ended.body)).toBe(200)
    await page.goto(local.url + fabrikam)
    expect(await text(page)).toContain('as you both agreed')
    expect((await get(`/v1${fabrikam}`, 'carla')).body.responsibilityEndedBy.endsAt).toBe(`${days[0]}T23:59:59.999Z`)
    await page.goto(`${local.url}${fabrikam}/support`)
    expect(await text(page)).toContain('Both sides agreed: the responsibility ends on')
    expect(await text(page)).toContain('If you accept a new request of this reseller after the end')
    await picture(page, 'partners-support')
    await close(page)
  })

  test('asks to end the relationship; the reseller reads why; it cannot be asked twice, but withdrawn', async () => {
    const page = await visit(fabrikam)
    await page.getByRole('link', { name: 'Ask to end this relationship' }).click()
    await page.getByLabel('Reason').fill('We are moving to another reseller')
    await page.getByRole('button', { name: 'Ask to end it' }).click()
    const words = await text(page)
    expect(words).toContain('Asked. The reseller has been told.')
    expect(words).toContain('You asked on')
    expect(await page.getByRole('link', { name: 'Ask to end this relationship' }).count()).toBe(0)
    await local.settle()
    const [mail] = await local.inbox('ada@fabrikam.example')
    expect(mail?.text).toContain('We are moving to another reseller')
    await page.goto(`${local.url}${fabrikam}/history`)
    expect(await text(page)).toContain('We are moving to another reseller')
    await picture(page, 'partners-history-long')
    await page.goto(local.url + fabrikam)
    await page.getByRole('link', { name: 'Withdraw the request to end this relationship' }).click()
    await page.getByRole('button', { name: 'Withdraw the request' }).click()
    expect(await text(page)).toContain('You have withdrawn your request')
    expect(await page.getByRole('link', { name: 'Ask to end this relationship' }).count()).toBe(1)
    await close(page)
  })

  test("says on the reseller's page that it is blocked, and unblocks it there", async () => {
    const secret = secretIn(await invited('tom', { adminPrivileges: asked }))
    await post('/v1/acceptance/decline', 'carla', { secret, blockPartner: true })
    const path = `/partners/${companies.tailspin.tenantId}`
    const cem = await visit(path, 'cem')
    expect(await text(cem)).toContain('Your organisation blocks Tailspin')
    expect(await cem.getByRole('button', { name: 'Unblock Tailspin' }).count()).toBe(0)
    await close(cem)
    const page = await visit(path)
    await page.getByRole('button', { name: 'Unblock Tailspin' }).click()
    expect(await text(page)).toContain('Unblocked.')
    await page.goto(local.url + path)
    expect(await text(page)).not.toContain('blocks Tailspin')
    await close(page)
  })

  test('lifts a block, in Turkish', async () => {
    const page = await visit('/partners/blocks', 'carla', { language: 'tr' })
    expect(await text(page)).toContain('Relecloud')
    await page.getByRole('button', { name: 'Engeli kaldır: Relecloud' }).click()
    expect(await text(page)).toContain('Engel kaldırıldı.')
    expect(await text(page)).toContain('Engellenen bayi yok.')
    expect((await get('/v1/blocks', 'carla')).body.data).toEqual([])
    await close(page)
  })

  test('accepts the agreement in force where nobody has, and not without the tick', async () => {
    const page = await visit('/partners/agreement', 'nora')
    await page.getByRole('button', { name: 'Accept the agreement' }).click()
    expect(await text(page)).toContain('Put a tick to accept the agreement.')
    await picture(page, 'partners-agreement-refused')
    await page.getByLabel('I accept this agreement').check()
    await page.getByRole('button', { name: 'Accept the agreement' }).click()
    expect(await text(page)).toContain('Nora Weber (nora@northwind.example)')
    expect(await page.locator('main form').count()).toBe(0)
    await picture(page, 'partners-agreement')
    await close(page)
  })

  test('erases its persons once the domain is typed, and is told what stays', async () => {
    const page = await visit('/partners/erasure')
    await page.getByLabel('To confirm').fill('contoso')
    await page.getByRole('button', { name: 'Erase for ever' }).click()
    expect(await page.title()).toMatch(/^Error: /)
    expect(await page.locator('#confirm').inputValue()).toBe('contoso')
    await page.getByLabel('To confirm').fill('contoso.example')
    await page.getByRole('button', { name: 'Erase for ever' }).click()
    const words = await text(page)
    expect(words).toContain('Erased from 2 records.')
    expect(words).toMatch(/Still kept: \d+ records/)
    await picture(page, 'partners-erased')
    await close(page)
  })

  test('a relationship that has ended is found under those that ended', async () => {
    const customer = `/v1/customers/${companies.contoso.tenantId}`
    const { version } = (await get(customer, 'ada')).body
    const removed = await call('DELETE', customer, 'ada', undefined, { 'if-match': `"${version}"` })
    expect(removed.status, JSON.stringify(removed.body)).toBe(200)
    const page = await visit('/partners')
    expect(await page.getByRole('row', { name: 'Fabrikam' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Show relationships that have ended' }).click()
    await page.getByRole('link', { name: 'Fabrikam' }).click()
    expect(await text(page)).toContain('This relationship has ended')
    await picture(page, 'partners-ended')
    await close(page)
  })
})
