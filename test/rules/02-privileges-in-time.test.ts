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
const { call, post, get, draft, send, accept } = clientOf(() => local)

const exchange = adminRoles.find((role) => role.code === 'EX')?.id ?? ''

const own = `/v1/partners/${companies.fabrikam.tenantId}`
const theirs = `/v1/customers/${companies.contoso.tenantId}`
const outcome = ({ status, body }: Json) => [status, body.code]
const daysUntil = (at: string, from: string) => Math.round((Date.parse(at) - Date.parse(from)) / 86_400_000)

/** Contoso grants Fabrikam what it asks for. */
async function granted(more: Record<string, unknown>) {
  const { id } = (await draft('ada', 'carla@contoso.example', { adminPrivileges: { roles: [exchange], ...more } })).body
  return (await accept('carla', (await send('ada', id)).body.link)).body.adminPrivileges
}

const privileges = async () => (await get(theirs, 'ada')).body.adminPrivileges
const mayConfigureExchange = async () =>
  (await get(theirs, 'ada')).body.sections.services.actions['services.configure-exchange'].allowed

/** An edit on the version that is there now. */
async function change(body: unknown) {
  const { version } = (await get(own, 'carla')).body
  return call('PUT', `${own}/admin-privileges`, 'carla', body, { 'if-match': `"${version}"` })
}

async function publishedNow() {
  await local.settle()
  const events = await local.control<Json[]>('events.json')
  return events.filter((event) => event['detail-type'].startsWith('admin-privileges.'))
}

const lastTold = async () => {
  const last = (await publishedNow()).sort((a, b) => a.detail.at.localeCompare(b.detail.at)).at(-1)
  return { name: last['detail-type'].split('.')[1], ...last.detail.data }
}

describe('2. Admin privileges in time', () => {
  test('both sides are warned 30, 7 and 1 days before the end, then they expire; the relationship stays', async () => {
    expect((await granted({ duration: 'P90D' })).state).toBe('active')
    for (const [advance, daysLeft] of [
      ['P60D', 30],
      ['P23D', 7],
      ['P6D', 1],
    ] as const) {
      await local.advance(advance)
      expect(await lastTold()).toMatchObject({ name: 'expiring', daysLeft })
      expect((await privileges()).state).toBe('expiring')
      expect(await mayConfigureExchange()).toBe(true)
    }
    await local.advance('P1D')
    expect(await lastTold()).toMatchObject({ name: 'expired' })
    expect((await privileges()).state).toBe('expired')
    expect(await mayConfigureExchange()).toBe(false)
    expect((await get(theirs, 'ada')).body).toMatchObject({ status: 'active', responsibleForSupport: true })
    expect(outcome(await change({ roles: [exchange] }))).toEqual([409, 'privileges-not-active'])
    const warnings = (await publishedNow()).filter((e) => e['detail-type'] === 'admin-privileges.expiring')
    expect(warnings.map((e) => e.detail.data.daysLeft)).toEqual([30, 7, 1])
    // beside the news of the yes and the receipt for it
    for (const [to, audience] of [
      ['ada@fabrikam.example', 'partner'],
      ['carla@contoso.example', 'customer'],
    ] as const)
      expect((await local.inbox(to)).filter(({ tags }) => tags.audience === audience)).toHaveLength(1 + 4)
  })

  test('what may extend itself goes on for 180 days, until the customer says no', async () => {
    const first = await granted({ duration: 'P10D', autoExtend: 'P180D' })
    await local.advance('P10D')
    const told = await lastTold()
    expect([told.name, daysUntil(told.endsAt, first.endsAt)]).toEqual(['extended', 180])
    expect(await privileges()).toMatchObject({ state: 'active', endsAt: told.endsAt })
    expect(await mayConfigureExchange()).toBe(true)
    const { body } = await change({ roles: [exchange], autoExtend: 'PT0S' })
    expect(body.adminPrivileges).toMatchObject({ endsAt: told.endsAt, autoExtend: 'PT0S' })
    await local.advance('P181D')
    expect((await privileges()).state).toBe('expired')
  })
})

describe('2. Admin privileges: the partner gives them up', () => {
  test('an AdminAgent relinquishes; the customer cannot give back what is not wanted', async () => {
    await granted({ duration: 'P30D' })
    const relinquish = (as: string) => post(`${theirs}/admin-privileges/relinquish`, as)
    expect(outcome(await relinquish('sam'))).toEqual([403, 'role-not-allowed'])
    expect(outcome(await relinquish('ivy'))).toEqual([404, 'not-found'])
    const { status, body } = await relinquish('ada')
    expect([status, body.status, body.adminPrivileges.state]).toEqual([200, 'active', 'relinquished'])
    expect(await mayConfigureExchange()).toBe(false)
    expect(outcome(await change({ roles: [exchange] }))).toEqual([409, 'privileges-not-active'])
    expect((await relinquish('ada')).status).toBe(200)
  })
})
