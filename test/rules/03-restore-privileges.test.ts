import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { picture, startBrowser } from '../browser.ts'
import { type Local, startLocal } from '../local.ts'
import { windowOf } from '../pages/visits.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { get, post, draft, send, open, accept } = clientOf(() => local)

const contoso = { tenantId: companies.contoso.tenantId }
const namesOf = (terms: Json) => terms.roles.map((role: Json) => role.name)
const outcome = ({ status, body }: Json) => [status, body.code]

async function invited(more: Record<string, unknown> = {}) {
  const { id } = (await draft('ada', 'carla@contoso.example', more)).body
  return (await send('ada', id)).body.link as string
}
const customer = async () => (await get(`/v1/customers/${contoso.tenantId}`, 'ada')).body

describe('3. Restore privileges: an invitation to a customer who has the relationship renews the privileges', () => {
  let before: Json
  let link: string

  beforeAll(async () => {
    await accept('carla', await invited({ adminPrivileges: { template: 'support-only' } }))
    await local.advance('P1D')
    before = await customer()
    link = await invited({ customer: contoso, adminPrivileges: { template: 'licensing' } })
  })

  test('a member of the customer is shown what holds today and what will hold after', async () => {
    const { renews } = (await open(link, 'carla')).body
    expect(namesOf(renews.today)).toEqual(namesOf(before.adminPrivileges))
    expect(renews.today.endsAt).toBe(before.adminPrivileges.endsAt)
    expect(namesOf(renews.after)).toEqual(['Directory Readers', 'License Administrator', 'User Administrator'])
    expect(renews.today.roles.every((role: Json) => role.allows)).toBe(true)
  })

  test.each([
    ['nobody who has not signed in', undefined],
    ['nobody of another organisation', 'nora'],
    ['no guest', 'gus'],
    ['nobody of the partner', 'ada'],
  ])('%s learns that there is a relationship', async (_who, as) => {
    const { status, body } = await open(link, as)
    expect([status, body.renews]).toEqual([200, null])
    expect(JSON.stringify(body)).not.toContain(before.adminPrivileges.endsAt)
  })

  test('the partner reads the same change before it asks: which roles it gains and loses, and the end', async () => {
    const ask = { recipient: { email: 'carla@contoso.example' }, adminPrivileges: { template: 'licensing' } }
    const { changes } = (await post('/v1/invitations/preflight', 'ada', ask)).body
    const { adminPrivileges } = (await open(link, 'carla')).body.outcome
    const ids = (roles: Json[]) => roles.map(({ id }) => id)
    expect(ids(changes.added)).toEqual(ids(adminPrivileges.added))
    expect(ids(changes.removed)).toEqual(ids(adminPrivileges.removed))
    expect(changes.removed.map(({ name }: Json) => name)).toEqual(['Service Support Administrator'])
    expect(changes.endsAt.before).toBe(before.adminPrivileges.endsAt)
    expect(changes.endsAt.after > changes.endsAt.before).toBe(true)
    const stranger = { ...ask, recipient: { email: 'it@elsewhere.example' } }
    expect((await post('/v1/invitations/preflight', 'ada', stranger)).body.changes).toBeNull()
  })

  test('the draft page and the page after sending say what the partner would lose', async () => {
    const { id } = (
      await draft('ada', 'office@contoso.example', { customer: contoso, adminPrivileges: { template: 'licensing' } })
    ).body
    const browser = await startBrowser()
    const page = await windowOf(browser, local, 'ada')
    await page.goto(`${local.url}/console/request/${id}`)
    expect(await page.locator('main').innerText()).toMatch(/You would lose\s+Service Support Administrator/)
    await page.getByRole('button', { name: 'Copy to clipboard' }).click()
    expect(page.url()).toContain('/sent')
    expect(await page.locator('main').innerText()).toMatch(/You would lose\s+Service Support Administrator/)
    await picture(page, 'console-sent-changes')
    await browser.close()
  })

  test('a yes renews the privileges and nothing else: same relationship, same beginning, next version', async () => {
    const { status, body } = await accept('carla', link)
    expect([status, body.version, body.since]).toEqual([200, before.version + 1, before.since])
    const after = await customer()
    expect(namesOf(after.adminPrivileges)).toEqual(['Directory Readers', 'License Administrator', 'User Administrator'])
    expect(after.adminPrivileges.endsAt > before.adminPrivileges.endsAt).toBe(true)
    const { adminPrivileges: _a, version: _v, sections: _s, ...rest } = after
    expect(before).toMatchObject(rest)
    expect((await get('/v1/customers', 'ada')).body.data).toHaveLength(1)
  })

  test('privileges that the customer removed are restored the same way', async () => {
    const partner = `/v1/partners/${companies.fabrikam.tenantId}`
    const { version } = (await get(partner, 'carla')).body
    await local.api('DELETE', `${partner}/admin-privileges`, { as: 'carla', headers: { 'if-match': `"${version}"` } })
    const renewal = await invited({ customer: contoso, adminPrivileges: { template: 'support-only' } })
    expect((await open(renewal, 'carla')).body.renews).toMatchObject({ today: null, after: { autoExtend: 'PT0S' } })
    expect((await accept('carla', renewal)).body.adminPrivileges).toMatchObject({ state: 'active' })
  })

  test('known tenant and nothing asked: there is nothing to invite to', async () => {
    expect(outcome(await draft('ada', 'carla@contoso.example', { customer: contoso }))).toEqual([
      409,
      'relationship-exists',
    ])
  })

  test('unknown customer and nothing asked: the yes is refused, changes nothing and closes the invitation', async () => {
    const today = await customer()
    const mails = async () => {
      await local.settle()
      return (await local.inbox('carla@contoso.example')).length
    }
    const { id } = (await draft('ada', 'carla.haddad@gmail.com')).body
    const link = (await send('ada', id, 'ses')).body.link as string
    const before = await mails()
    expect(outcome(await accept('carla', link))).toEqual([409, 'relationship-exists'])
    expect(outcome(await open(link, 'carla'))).toEqual([410, 'invitation-revoked'])
    expect(await customer()).toEqual(today)
    expect((await get(`/v1/invitations/${id}`, 'ada')).body.status).toBe('revoked')
    const { data } = (await get(`/v1/invitations/${id}/events?verify=true`, 'ada')).body
    expect(data.at(-1)).toMatchObject({ name: 'invitation.closed', data: { reason: 'relationship-exists' } })
    await local.advance('P31D')
    expect(await mails()).toBe(before)
    expect(await local.inbox('carla.haddad@gmail.com')).toHaveLength(1)
  })
})
