import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { actionNames } from '../../shared/domain/actions.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, post, get, draft, send, accept } = clientOf(() => local)

const contoso = companies.contoso.tenantId
const proseware = companies.proseware.tenantId
const customer = `/v1/customers/${contoso}`
const access = async (as: string, action: string, more = '') =>
  (await get(`${customer}/access?action=${action}${more}`, as)).body

async function invited(as: string, email: string, more: Record<string, unknown> = {}) {
  const { id } = (await draft(as, email, more)).body
  return (await send(as, id)).body.link as string
}

describe('12. Customers page as data', () => {
  beforeAll(async () => {
    const asked = { adminPrivileges: { template: 'support-only' } }
    await accept('carla', await invited('ada', 'carla@contoso.example', asked))
    const twoMonths = { roles: ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b'], duration: 'P60D' }
    await accept('pat', await invited('uma', 'pat@proseware.example', { adminPrivileges: twoMonths }))
  })

  test('a record has the sections account, services, users and licences, with every action allowed or not and why', async () => {
    const { sections } = (await get(customer, 'ada')).body
    expect(Object.keys(sections)).toEqual(['account', 'services', 'users', 'licences'])
    const actions = Object.assign({}, ...Object.values<Json>(sections).map((section) => section.actions))
    expect(Object.keys(actions).sort()).toEqual([...actionNames].sort())
    expect(actions['users.view']).toEqual({ allowed: true, reason: 'granted' })
    expect(actions['users.manage']).toEqual({ allowed: false, reason: 'admin-role-needed' })
    const { services } = (await get(customer, 'hal')).body.sections
    expect(services.actions['services.provision']).toEqual({ allowed: false, reason: 'app-role-not-allowed' })
  })

  test('a customer has its verified domain as name until the partner renames it, and can read that name', async () => {
    const before = await get(customer, 'ada')
    expect(before.body).toMatchObject({ name: 'contoso.example', nameSource: 'verified' })
    const rename = (as: string, name: string, version: number) =>
      call('PUT', `${customer}/name`, as, { name }, { 'if-match': `"${version}"` })
    const codes = async (answer: Promise<Json>) => {
      const { status, body } = await answer
      return [status, body.code]
    }
    expect(await codes(call('PUT', `${customer}/name`, 'ada', { name: 'Contoso' }))).toEqual([
      428,
      'precondition-required',
    ])
    expect(await codes(rename('ada', 'Contoso', 99))).toEqual([412, 'etag-mismatch'])
    expect(await codes(rename('hal', 'Contoso', 1))).toEqual([403, 'role-not-allowed'])
    expect(await codes(rename('uma', 'Contoso', 1))).toEqual([404, 'not-found'])
    expect(await codes(rename('ada', 'Miсrosoft', before.body.version))).toEqual([400, 'validation-failed'])
    const renamed = await rename('sam', 'Contoso Trading', before.body.version)
    expect(renamed.body).toMatchObject({ name: 'Contoso Trading', nameSource: 'partner' })
    const names = { name: 'Contoso Trading', previous: 'contoso.example' }
    const partner = `/v1/partners/${companies.fabrikam.tenantId}`
    expect((await get(partner, 'carla')).body).toMatchObject({ name: 'Contoso Trading', nameSource: 'partner' })
    for (const [path, as] of [
      [customer, 'ada'],
      [partner, 'carla'],
    ] as const) {
      const { data } = (await get(`${path}/events?limit=100`, as)).body
      expect(data.at(-1)).toMatchObject({ name: 'relationship.renamed', data: names })
    }
  })

  test('each section links to the page of that cloud for that very tenant', async () => {
    const urls = async (as: string, id: string) =>
      Object.values<Json>((await get(`/v1/customers/${id}`, as)).body.sections).map(
        ({ portalUrl }) => new URL(portalUrl),
      )
    const [own, national] = [await urls('ada', contoso), await urls('uma', proseware)]
    expect(own.every(({ href }) => href.includes(contoso))).toBe(true)
    expect(own.every(({ hostname }) => /\.(microsoft|azure)\.com$/.test(hostname))).toBe(true)
    expect(national.every(({ hostname }) => hostname.endsWith('.us'))).toBe(true)
  })

  test('one action is answered from the state of this moment', async () => {
    const before = await access('ada', 'users.view')
    expect(before).toMatchObject({ action: 'users.view', allowed: true, reason: 'granted' })
    expect(Date.parse(before.checkedAt)).toBeGreaterThan(0)
    const relationship = await get(`/v1/partners/${companies.fabrikam.tenantId}`, 'carla')
    const revoked = await call(
      'DELETE',
      `/v1/partners/${companies.fabrikam.tenantId}/admin-privileges`,
      'carla',
      undefined,
      { 'if-match': relationship.headers.get('etag') },
    )
    expect(revoked.status).toBe(200)
    expect(await access('ada', 'users.view')).toMatchObject({ allowed: false, reason: 'privileges-revoked' })
    expect(await access('ada', 'account.view')).toMatchObject({ allowed: true, reason: 'granted' })
  })

  test('without privileges a partner manages only what it provisioned itself, and nothing that is cancelled', async () => {
    expect(await access('ada', 'services.view')).toMatchObject({ allowed: true, reason: 'provisioned-only' })
    const { id } = (await post(`${customer}/subscriptions`, 'ada', { name: 'Azure', kind: 'azure-plan' })).body
    expect(await access('ada', 'services.provision', `&subscription=${id}`)).toMatchObject({ allowed: true })
    await post(`${customer}/subscriptions/${id}/cancel`, 'ada')
    expect(await access('ada', 'services.provision', `&subscription=${id}`)).toMatchObject({
      allowed: false,
      reason: 'subscription-cancelled',
    })
    expect((await access('ada', 'users.view', `&subscription=${id}`)).code).toBe('validation-failed')
    const unknown = `&subscription=sub_${contoso}`
    expect((await access('ada', 'services.view', unknown)).code).toBe('not-found')
  })

  test('whose customer it is not learns nothing, and an action that is not known is named', async () => {
    expect((await access('ivy', 'account.view')).code).toBe('not-found')
    const wrong = await access('ada', 'everything')
    expect(wrong.code).toBe('validation-failed')
    expect(wrong.errors[0].pointer).toBe('/action')
  })

  test('an organisation that the partner did not expect may not be served until it is confirmed', async () => {
    await accept(
      'carla',
      await invited('ivy', 'ops@adventure.example', { adminPrivileges: { template: 'support-only' } }),
    )
    const [unexpected] = (await get('/v1/customers?status=unconfirmed', 'ivy')).body.data
    expect(unexpected.customerId).toBe(contoso)
    const { sections } = (await get(customer, 'ivy')).body
    expect(sections.account.actions['account.view']).toEqual({ allowed: false, reason: 'relationship-unconfirmed' })
    expect(await access('ivy', 'users.view')).toMatchObject({ allowed: false, reason: 'relationship-unconfirmed' })
  })

  test('the list filters by status, by privileges and their end, and by name', async () => {
    const names = async (query: string) =>
      (await get(`/v1/customers?${query}`, 'uma')).body.data.map((row: Json) => row.name)
    const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
    const inTenYears = new Date(Date.now() + 3650 * 86_400_000).toISOString().slice(0, 10)
    expect(await names('status=active')).toHaveLength(1)
    expect(await names('status=removed')).toEqual([])
    expect(await names('privileges=active')).toHaveLength(1)
    expect(await names('privileges=expired')).toEqual([])
    expect(await names(`before=${inTenYears}`)).toHaveLength(1)
    expect(await names(`before=${inAWeek}`)).toEqual([])
    expect(await names('q=PROSE')).toHaveLength(1)
    expect(await names('q=contoso')).toEqual([])
    expect((await get('/v1/customers?privileges=revoked', 'ada')).body.data).toHaveLength(1)
    expect((await get('/v1/customers?before=tomorrow', 'ada')).body.code).toBe('validation-failed')
  })

  test('privileges that run out are found by privileges=expiring and before', async () => {
    await local.advance('P31D')
    const soon = (await get('/v1/customers?privileges=expiring&before=2100-01-01', 'uma')).body.data
    expect(soon.map((row: Json) => row.adminPrivileges.state)).toEqual(['expiring'])
    await local.advance('P30D')
    expect((await get('/v1/customers?privileges=expiring', 'uma')).body.data).toEqual([])
    expect((await get('/v1/customers?privileges=expired', 'uma')).body.data).toHaveLength(1)
  })
})
