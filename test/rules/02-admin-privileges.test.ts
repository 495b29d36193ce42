import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { adminRoles } from '../../shared/domain/admin-roles.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, get, draft, send, accept } = clientOf(() => local)

const idOf = (name: string) => adminRoles.find((role) => role.name === `${name} Administrator`)?.id ?? name
const [exchange, user, support, global] = ['Exchange', 'User', 'Service Support', 'Global'].map(idOf)

const own = `/v1/partners/${companies.fabrikam.tenantId}`
const theirs = `/v1/customers/${companies.contoso.tenantId}`
const outcome = ({ status, body }: Json) => [status, body.code]
const namesOf = (terms: Json) => terms.roles.map((role: Json) => role.name.replace(' Administrator', ''))
const daysUntil = (at: string, from: string) => Math.round((Date.parse(at) - Date.parse(from)) / 86_400_000)

const asked = { roles: [exchange, user, support], duration: 'P365D', autoExtend: 'P180D' }

/** Fabrikam's invitation to Contoso, sent, with its link. */
async function invited(adminPrivileges: unknown = asked) {
  const { id } = (await draft('ada', 'carla@contoso.example', { adminPrivileges })).body
  return (await send('ada', id)).body
}

const privileges = async () => (await get(theirs, 'ada')).body.adminPrivileges
const mayConfigureExchange = async () =>
  (await get(theirs, 'ada')).body.sections.services.actions['services.configure-exchange'].allowed

/** An edit on the version that is there now. */
async function edit(method: 'PUT' | 'DELETE', as: string, body?: unknown) {
  const { version } = (await get(own, 'carla')).body
  return call(method, `${own}/admin-privileges`, as, body, { 'if-match': `"${version}"` })
}

describe('2. Admin privileges: what may be asked', () => {
  const asks = async (as: string, email: string, adminPrivileges: unknown) =>
    outcome(await draft(as, email, { adminPrivileges }))
  const customer = 'ask@contoso.example'

  test('in a national cloud asking is mandatory, and who says nothing asks for the harmless template', async () => {
    expect(await asks('uma', 'pat@proseware.example', null)).toEqual([422, 'admin-privileges-mandatory'])
    const { body } = await draft('uma', 'pat@proseware.example')
    expect(namesOf(body.adminPrivileges)).toEqual(['Directory Readers', 'Service Support'])
  })

  test('in the public cloud who says nothing asks for nothing', async () => {
    expect((await draft('ada', customer)).body.adminPrivileges).toBeNull()
  })

  test('a SalesAgent asks with the templates meant for him, an AdminAgent for any roles', async () => {
    expect(await asks('sam', customer, { template: 'licensing' })).toEqual([201, undefined])
    expect(await asks('sam', customer, { template: 'managed-service' })).toEqual([403, 'role-not-allowed'])
    expect(await asks('sam', customer, { roles: [support], duration: 'P1D' })).toEqual([403, 'role-not-allowed'])
    expect(await asks('ada', customer, { template: 'managed-service' })).toEqual([201, undefined])
  })

  test('a critical role never extends by itself and lasts 90 days at most', async () => {
    const ask = (more: object) => asks('ada', customer, { roles: [global], duration: 'P90D', ...more })
    expect(await ask({ autoExtend: 'P180D' })).toEqual([422, 'auto-extend-not-allowed'])
    expect(await ask({ duration: 'P91D' })).toEqual([400, 'validation-failed'])
    expect(await ask({})).toEqual([201, undefined])
  })
})

describe('2. Admin privileges: partial approval', () => {
  let invitation: Json

  beforeAll(async () => {
    invitation = await invited()
  })

  test.each([
    ['another role', { roles: [global] }],
    ['a longer time', { duration: 'P366D' }],
  ])('the customer cannot grant %s than was asked', async (_what, adminPrivileges) => {
    expect(outcome(await accept('carla', invitation.link, { adminPrivileges }))).toEqual([422, 'not-asked'])
  })

  test('the customer grants fewer roles, for a shorter time, that do not extend', async () => {
    const granted = { roles: [user, support], duration: 'P60D', autoExtend: 'PT0S' }
    const { status, body } = await accept('carla', invitation.link, { adminPrivileges: granted })
    expect(status).toBe(200)
    expect(namesOf(body.adminPrivileges)).toEqual(['Service Support', 'User'])
    expect(body.adminPrivileges).toMatchObject({ state: 'active', autoExtend: 'PT0S', enforcement: 'recorded' })
    expect(daysUntil(body.adminPrivileges.endsAt, body.since)).toBe(60)
  })

  test('the partner sees what it asked against what was granted', async () => {
    const { adminPrivileges, granted } = (await get(`/v1/invitations/${invitation.id}`, 'ada')).body
    expect(namesOf(adminPrivileges)).toEqual(['Exchange', 'Service Support', 'User'])
    expect(namesOf(granted)).toEqual(['Service Support', 'User'])
    const held = await privileges()
    expect(namesOf(held)).toEqual(['Service Support', 'User'])
    expect(namesOf(held.asked)).toEqual(['Exchange', 'Service Support', 'User'])
    expect(held.asked).toMatchObject({ duration: 'P365D', autoExtend: 'P180D' })
    expect(await mayConfigureExchange()).toBe(false)
  })

  test('a customer who grants nothing at all has the relationship all the same', async () => {
    const { id } = (await draft('ivy', 'carla@contoso.example', { adminPrivileges: { template: 'licensing' } })).body
    const { link } = (await send('ivy', id)).body
    const { body } = await accept('carla', link, { adminPrivileges: null })
    expect([body.status, body.adminPrivileges]).toEqual(['active', null])
    expect((await get(`/v1/invitations/${id}`, 'ivy')).body.granted).toBeNull()
  })
})

describe('2. Admin privileges: the customer changes them at any time', () => {
  test('only on the version that was read', async () => {
    expect(outcome(await call('PUT', `${own}/admin-privileges`, 'carla', { roles: [user] }))).toEqual([
      428,
      'precondition-required',
    ])
    const stale = await call('PUT', `${own}/admin-privileges`, 'carla', { roles: [user] }, { 'if-match': '"99"' })
    expect(outcome(stale)).toEqual([412, 'etag-mismatch'])
  })

  test.each([
    ['an ordinary user of the customer', 'cem', 'not-an-accepting-role'],
    ['a guest with the role', 'gus', 'guest-or-delegated-account'],
    ['the partner', 'ada', 'not-an-accepting-role'],
  ])('%s may neither change nor remove them', async (_who, as, code) => {
    expect(outcome(await edit('PUT', as, { roles: [exchange] }))).toEqual([403, code])
    expect(outcome(await edit('DELETE', as))).toEqual([403, code])
  })

  test('to another customer there is nothing to change, exactly as for an unknown partner', async () => {
    const at = (partner: string) =>
      call('DELETE', `/v1/partners/${partner}/admin-privileges`, 'nora', undefined, { 'if-match': '"1"' })
    const [foreign, unknown] = await Promise.all([at(companies.fabrikam.tenantId), at(companies.wingtip.tenantId)])
    const { requestId: _a, instance: _b, ...one } = foreign.body
    const { requestId: _c, instance: _d, ...other } = unknown.body
    expect([foreign.status, one]).toEqual([404, other])
  })

  test('a role that was asked and struck comes back, and is usable at once', async () => {
    const { status, body } = await edit('PUT', 'carla', { roles: [exchange, support] })
    expect(status).toBe(200)
    expect(namesOf(body.adminPrivileges)).toEqual(['Exchange', 'Service Support'])
    expect(daysUntil(body.adminPrivileges.endsAt, body.since)).toBe(60)
    expect(await mayConfigureExchange()).toBe(true)
  })

  test('the end moves within the time that was asked, and never beyond it', async () => {
    const { since } = (await get(own, 'carla')).body
    const to = (days: number) => new Date(Date.parse(since) + days * 86_400_000).toISOString()
    expect(outcome(await edit('PUT', 'carla', { roles: [support], endsAt: to(366) }))).toEqual([422, 'not-asked'])
    expect(outcome(await edit('PUT', 'carla', { roles: [support], endsAt: to(-1) }))).toEqual([
      400,
      'validation-failed',
    ])
    expect(outcome(await edit('PUT', 'carla', { roles: [global] }))).toEqual([422, 'not-asked'])
    expect(outcome(await edit('PUT', 'carla', { roles: [] }))).toEqual([400, 'validation-failed'])
    const { body } = await edit('PUT', 'carla', { roles: [exchange], endsAt: to(90) })
    expect(daysUntil(body.adminPrivileges.endsAt, since)).toBe(90)
  })

  test('whoever enforces the consent reports what became of it; the next change starts anew', async () => {
    const { version } = (await get(theirs, 'ada')).body
    const report = (as: string, at = version, enforcement = 'failed') =>
      call(
        'POST',
        `${theirs}/admin-privileges/report`,
        as,
        { enforcement, reason: 'The security group is gone.' },
        { 'if-match': `"${at}"` },
      )
    expect(outcome(await report('hal'))).toEqual([403, 'role-not-allowed'])
    expect(outcome(await report('tom'))).toEqual([404, 'not-found'])
    expect(outcome(await report('ada', version - 1))).toEqual([412, 'etag-mismatch'])
    expect((await report('ada')).body.adminPrivileges.enforcement).toBe('failed')
    expect((await get(own, 'carla')).body.adminPrivileges.enforcement).toBe('failed')
    expect((await edit('PUT', 'carla', { roles: [support] })).body.adminPrivileges.enforcement).toBe('recorded')
  })

  test('removing them leaves the relationship and the responsibility for support', async () => {
    const { status, body } = await edit('DELETE', 'carla')
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'active', responsibleForSupport: true, adminPrivileges: { state: 'revoked' } })
    expect(await mayConfigureExchange()).toBe(false)
    expect(outcome(await edit('DELETE', 'carla'))).toEqual([409, 'privileges-not-active'])
  })

  test('what was removed the customer may give back while the asked time lasts', async () => {
    const { body } = await edit('PUT', 'carla', { roles: [exchange, user, support] })
    expect(body.adminPrivileges.state).toBe('active')
    expect(await mayConfigureExchange()).toBe(true)
  })
})
