import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { post, get, draft, send, accept } = clientOf(() => local)

const contoso = companies.contoso.tenantId
const register = `/v1/customers/${contoso}/subscriptions`
const create = (as: string, body: unknown, headers = {}) => post(register, as, body, headers)
const move = (as: string, id: string, to: 'suspend' | 'cancel', body?: unknown) =>
  post(`${register}/${id}/${to}`, as, body)
const outcome = ({ status, body }: Json) => [status, body.code]

describe('13. Subscription register', () => {
  beforeAll(async () => {
    const { id } = (await draft('ada', 'carla@contoso.example', { adminPrivileges: null })).body
    await accept('carla', (await send('ada', id)).body.link)
  })

  test('without admin privileges a partner provisions, and sees what it provisioned itself', async () => {
    const made = await create('ada', { name: 'Azure', kind: 'azure-plan', externalId: 'az-1' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ kind: 'azure-plan', status: 'active', provisionedBy: 'us', externalId: 'az-1' })
    expect(made.body.id).toMatch(/^sub_[0-9a-f-]{36}$/)
    expect((await create('sam', { name: 'Mail', kind: 'license-based', quantity: 25 })).status).toBe(201)
    const { data } = (await get(register, 'hal')).body
    expect(data.map((s: Json) => s.name)).toEqual(['Mail', 'Azure'])
  })

  test('another partner neither sees nor touches them', async () => {
    const [{ id }] = (await get(register, 'ada')).body.data
    expect(outcome(await get(register, 'ivy'))).toEqual([404, 'not-found'])
    expect(outcome(await create('ivy', { name: 'Azure', kind: 'azure-plan' }))).toEqual([404, 'not-found'])
    expect(outcome(await move('ivy', id, 'cancel'))).toEqual([404, 'not-found'])
  })

  test('those who only help may not provision', async () => {
    expect(outcome(await create('hal', { name: 'Azure', kind: 'azure-plan' }))).toEqual([403, 'role-not-allowed'])
  })

  test('a request that is sent twice makes one subscription; the same key for another request is refused', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const wish = { name: 'Once', kind: 'reservation' }
    const [first, again] = [await create('ada', wish, key), await create('ada', wish, key)]
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(outcome(await create('ada', { ...wish, name: 'Other' }, key))).toEqual([422, 'idempotency-key-reused'])
    const together = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => create('ada', { ...wish, name: 'Five' }, together)),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    const names = (await get(register, 'ada')).body.data.map((s: Json) => s.name)
    expect(names.filter((name: string) => name === 'Once' || name === 'Five').sort()).toEqual(['Five', 'Once'])
  })

  test('is suspended, then cancelled; what is impossible is refused and says why', async () => {
    const { id } = (await create('ada', { name: 'Short', kind: 'azure-plan' })).body
    expect((await move('ada', id, 'suspend')).body).toMatchObject({ status: 'suspended' })
    const again = await move('ada', id, 'suspend')
    expect([...outcome(again), again.body.currentState]).toEqual([409, 'subscription-state', 'suspended'])
    expect((await move('ada', id, 'cancel')).body).toMatchObject({ status: 'cancelled' })
    expect(outcome(await move('ada', id, 'cancel'))).toEqual([409, 'subscription-state'])
    expect(outcome(await move('ada', `sub_${contoso}`, 'cancel'))).toEqual([404, 'not-found'])
  })

  test('what is wrong in a request is named field by field and nothing is written', async () => {
    const before = await get(register, 'ada')
    const wrong = await create('ada', { name: '', kind: 'car', quantity: 0, colour: 'red' })
    expect(wrong.body.errors.map((e: Json) => e.pointer).sort()).toEqual(['/colour', '/kind', '/name', '/quantity'])
    expect(outcome(await create('ada', { name: 'A', kind: 'software', termEndsAt: '2100-01-01T00:00:00Z' }))).toEqual([
      400,
      'validation-failed',
    ])
    expect((await get(register, 'ada')).body).toEqual(before.body)
  })

  test('a list pages by its own cursor only', async () => {
    const first = (await get(`${register}?limit=2`, 'ada')).body
    const second = (await get(`${register}?limit=2&cursor=${first.nextCursor}`, 'ada')).body
    expect(new Set([...first.data, ...second.data].map((s: Json) => s.id)).size).toBe(4)
    const elsewhere = await get(`/v1/customers/${contoso}/service-requests?cursor=${first.nextCursor}`, 'ada')
    expect(outcome(elsewhere)).toEqual([400, 'bad-cursor'])
  })

  test('every step stands in the history, without names', async () => {
    const { data } = (await get(`/v1/customers/${contoso}/events`, 'ada')).body
    const steps = data.filter((e: Json) => e.name.startsWith('subscription.'))
    expect(new Set(steps.map((e: Json) => e.name))).toEqual(
      new Set(['subscription.created', 'subscription.suspended', 'subscription.cancelled']),
    )
    expect(JSON.stringify(steps)).not.toContain('Short')
  })

  test("licences are cancelled within seven days or after their term, software later with the vendor's reference", async () => {
    const made: Record<string, string> = {}
    const termEndsAt = new Date(Date.now() + 20 * 86_400_000).toISOString()
    for (const kind of ['azure-plan', 'license-based', 'reservation', 'software'])
      made[kind] = (await create('ada', { name: kind, kind, ...(kind === 'license-based' && { termEndsAt }) })).body.id
    await local.advance('P8D')
    const late = async (kind: string) => outcome(await move('ada', made[kind] ?? '', 'cancel'))
    expect(await late('license-based')).toEqual([409, 'cancel-window-closed'])
    expect(await late('software')).toEqual([409, 'cancel-window-closed'])
    expect(await late('azure-plan')).toEqual([200, undefined])
    expect(await late('reservation')).toEqual([200, undefined])
    await local.advance('P13D')
    expect(await late('license-based')).toEqual([200, undefined])
    expect(await late('software')).toEqual([409, 'cancel-window-closed'])
    const ended = await move('ada', made.software ?? '', 'cancel', { vendorReference: 'MS-4711' })
    expect(ended.body).toMatchObject({ status: 'cancelled', vendorReference: 'MS-4711' })
    const { data } = (await get(`/v1/customers/${contoso}/events?limit=100`, 'ada')).body
    expect(data.at(-1)).toMatchObject({ name: 'subscription.cancelled', data: { vendorReference: 'MS-4711' } })
  })

  test('nothing is provisioned for an organisation that the partner has not confirmed', async () => {
    const { id } = (await draft('ivy', 'someone@elsewhere.example')).body
    await accept('carla', (await send('ivy', id)).body.link)
    const [customer] = (await get('/v1/customers', 'ivy')).body.data
    expect(customer.status).toBe('unconfirmed')
    const refused = await create('ivy', { name: 'Azure', kind: 'azure-plan' })
    expect([...outcome(refused), refused.body.currentState]).toEqual([409, 'relationship-not-active', 'unconfirmed'])
  })
})

describe('13. Writes to one relationship at the same time', () => {
  let parallel: Local
  const client = clientOf(() => parallel)
  const partner = `/v1/partners/${companies.fabrikam.tenantId}`
  const order = (name: string) => client.post(register, 'ada', { name, kind: 'azure-plan' })
  const versionOf = async () => (await client.get(`/v1/customers/${contoso}`, 'ada')).body.version

  beforeAll(async () => {
    // as many requests at once as there are
    parallel = await startLocal({ strict: false })
    const asked = { adminPrivileges: { template: 'support-only' } }
    const { id } = (await client.draft('ada', 'carla@contoso.example', asked)).body
    await client.accept('carla', (await client.send('ada', id)).body.link)
  })
  afterAll(() => parallel?.stop())

  test('six different subscriptions are all created', async () => {
    const before = await versionOf()
    const made = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(order))
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201])
    expect(await versionOf()).toBe(before + 6)
  })

  test('twelve writes of both sides all succeed, and the history has each of them', async () => {
    const { id } = (await order('first')).body
    const before = await versionOf()
    const ask = (title: string) =>
      client.post(`/v1/customers/${contoso}/service-requests`, 'hal', {
        title,
        text: 'Since this morning.',
        severity: 'moderate',
        channel: 'portal',
      })
    const answers = await Promise.all([
      ...['g', 'h', 'i', 'j', 'k'].map(order),
      ...['l', 'm', 'n', 'o'].map(ask),
      client.post(`${register}/${id}/suspend`, 'sam'),
      client.post(`${partner}/support-renegotiation`, 'carla', { endsAt: '2100-01-01T00:00:00Z' }),
      client.post(`${partner}/end-request`, 'carla', { reason: 'We leave.' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 9 }, () => 201), 200, 200, 200])
    expect(await versionOf()).toBe(before + 12)
    const { body } = await client.get(`/v1/customers/${contoso}/events?verify=true`, 'ada')
    expect(body.chain.ok).toBe(true)
  })
})
