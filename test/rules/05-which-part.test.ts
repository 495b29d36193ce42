import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { startBrowser } from '../browser.ts'
import { type Local, startLocal } from '../local.ts'
import { hold, windowOf } from '../pages/visits.ts'
import { clientOf, type Json, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, post, get, draft, send, open, accept } = clientOf(() => local)

const partner = `/v1/partners/${companies.fabrikam.tenantId}`
const outcome = ({ status, body }: Json) => [status, body?.code, body?.reason]
const refused = [403, 'not-an-accepting-role', 'part-not-decidable']

/** Ada asks for these privileges; answers the link. */
async function asked(template: string) {
  const { body } = await draft('ada', 'office@contoso.example', { adminPrivileges: { template } })
  const { link } = (await send('ada', body.id)).body
  return { id: body.id, link: link as string, secret: secretIn(link) }
}
const change = async (method: 'PUT' | 'DELETE', body?: unknown) => {
  const { headers } = await get(partner, 'defne')
  return call(method, `${partner}/admin-privileges`, 'defne', body, { 'if-match': headers.get('etag') })
}

describe('5. Who decides which part: Defne may decide about admin privileges only', () => {
  test('a first request takes a role for the relationship: she can neither accept nor decline it', async () => {
    const { link, secret } = await asked('support-only')
    expect(outcome(await accept('defne', link))).toEqual(refused)
    expect(outcome(await accept('defne', link, { adminPrivileges: null }))).toEqual(refused)
    expect(outcome(await post('/v1/acceptance/decline', 'defne', { secret }))).toEqual(refused)
    expect((await accept('carla', link)).status).toBe(200)
  })

  test('she accepts a renewal, and the page says which part she may decide', async () => {
    const { link } = await asked('licensing')
    expect((await open(link, 'defne')).body.outcome.decidable).toEqual(['privileges'])
    const browser = await startBrowser()
    const page = await windowOf(browser, local, 'defne')
    await hold(page, link)
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    const words = await page.locator('main').innerText()
    await browser.close()
    expect(words).toContain('Your role lets you decide about admin access only.')
    expect(words).toContain('Without any role all admin privileges end. The relationship stays.')
    expect(words).toMatch(/If you accept\s+Directory Readers, License Administrator, User Administrator \(until /)
    const { status, body } = await accept('defne', link)
    expect([status, body.status]).toEqual([200, 'active'])
    expect((await get(partner, 'carla')).body.adminPrivileges.roles).toHaveLength(3)
  })

  test('she declines a renewal, but cannot block the partner', async () => {
    const { secret } = await asked('support-only')
    const block = await post('/v1/acceptance/decline', 'defne', { secret, blockPartner: true })
    expect(outcome(block)).toEqual(refused)
    expect((await post('/v1/acceptance/decline', 'defne', { secret })).status).toBe(200)
  })

  test('she changes and removes admin privileges', async () => {
    const [{ id }] = (await get(partner, 'defne')).body.adminPrivileges.roles
    expect((await change('PUT', { roles: [id] })).status).toBe(200)
    expect((await change('DELETE')).status).toBe(200)
  })

  test.each([
    ['accept the agreement', 'POST', '/v1/agreement/acceptance'],
    ['ask for the end', 'POST', `${partner}/end-request`],
    ['withdraw that request', 'DELETE', `${partner}/end-request`],
    ['agree on the end of support', 'POST', `${partner}/support-renegotiation`],
    ['lift a block', 'DELETE', `/v1/blocks/${companies.fabrikam.tenantId}`],
    ['erase', 'POST', '/v1/erasure'],
  ])('she cannot %s', async (_, method, path) => {
    const agreement = { version: '2026-01', firstName: 'Defne', lastName: 'Koç', email: 'defne@contoso.example' }
    const bodies: Record<string, unknown> = {
      '/v1/agreement/acceptance': agreement,
      [`${partner}/support-renegotiation`]: { endsAt: '2099-01-01T00:00:00Z' },
      [`${partner}/end-request`]: {},
      '/v1/erasure': { confirm: 'contoso.example' },
    }
    expect(outcome(await call(method, path, 'defne', bodies[path]))).toEqual(refused)
  })
})
