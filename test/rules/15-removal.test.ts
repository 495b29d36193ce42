import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { messagesOf } from '../../shared/messages/messages.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, post, get, draft, send, accept } = clientOf(() => local)

const customer = `/v1/customers/${companies.contoso.tenantId}`
const partner = `/v1/partners/${companies.fabrikam.tenantId}`
const outcome = ({ status, body }: Json) => [status, body.code]
const etag = async (path: string, as: string) => ({ 'if-match': (await get(path, as)).headers.get('etag') })
const remove = async (as: string) => call('DELETE', customer, as, undefined, await etag(customer, as))

async function becomeCustomerOf(as: string, more: Record<string, unknown> = {}) {
  const { id } = (await draft(as, 'carla@contoso.example', more)).body
  const accepted = await accept('carla', (await send(as, id)).body.link)
  expect(accepted.status).toBe(200)
  return accepted.body
}

describe('15. Removal', () => {
  beforeAll(() => becomeCustomerOf('ada', { adminPrivileges: { template: 'support-only' } }))

  test('the customer asks for the end, once, and the partner sees it', async () => {
    const ask = (as: string, reason?: string) => post(`${partner}/end-request`, as, reason ? { reason } : undefined)
    expect(outcome(await ask('cem'))).toEqual([403, 'not-an-accepting-role'])
    expect(outcome(await ask('gus'))).toEqual([403, 'guest-or-delegated-account'])
    expect(outcome(await ask('pat'))).toEqual([404, 'not-found'])
    const first = await ask('carla', 'We change our supplier.')
    expect(first.body.endRequestedAt).toBeTruthy()
    expect((await ask('carla', 'Again!')).body).toEqual(first.body)
    expect((await get(customer, 'ada')).body).toMatchObject({
      status: 'active',
      endRequestedAt: first.body.endRequestedAt,
    })
  })

  test('the customer withdraws the request, the partner is mailed, and a repeat answers the same', async () => {
    const withdraw = (as: string) => call('DELETE', `${partner}/end-request`, as)
    expect(outcome(await withdraw('cem'))).toEqual([403, 'not-an-accepting-role'])
    const first = await withdraw('carla')
    expect([first.status, first.body.endRequestedAt]).toEqual([200, null])
    expect((await withdraw('carla')).body).toEqual(first.body)
    expect((await get(customer, 'ada')).body).toMatchObject({ status: 'active', endRequestedAt: null })
    await local.settle()
    const subject = messagesOf('tr').notices['end-request-withdrawn'].subject({ customer: 'contoso.example' })
    const mails = await local.inbox('ada@fabrikam.example')
    expect(mails.filter((mail) => mail.subject === subject)).toHaveLength(1)
  })

  test('accepting a new request withdraws it, too', async () => {
    await post(`${partner}/end-request`, 'carla')
    await becomeCustomerOf('ada', { adminPrivileges: { template: 'support-only' } })
    expect((await get(partner, 'carla')).body.endRequestedAt).toBeNull()
    await post(`${partner}/end-request`, 'carla')
  })

  test('a dry run names every blocker and the four consequences, and changes nothing', async () => {
    for (const kind of ['azure-plan', 'azure-plan', 'reservation', 'software'])
      expect((await post(`${customer}/subscriptions`, 'ada', { name: kind, kind })).status).toBe(201)
    const before = await get(customer, 'ada')
    const { body, headers } = await get(`${customer}/removal`, 'hal')
    expect(body.removable).toBe(false)
    expect(body.blockers.map((b: Json) => [b.code, b.count])).toEqual([
      ['open-subscriptions', 2],
      ['open-reservations', 1],
      ['software-purchases', 1],
    ])
    expect(body.consequences.map((c: Json) => c.code)).toEqual([
      'access-ends',
      'privileges-end',
      'support-ends',
      'management-ends',
    ])
    expect(headers.get('etag')).toBe(before.headers.get('etag'))
    expect((await get(customer, 'ada')).body).toEqual(before.body)
  })

  test('what is blocked is not removed, and every blocker is named', async () => {
    const refused = await remove('ada')
    expect(outcome(refused)).toEqual([409, 'removal-blocked'])
    expect(refused.body.errors.map((e: Json) => e.code)).toEqual([
      'open-subscriptions',
      'open-reservations',
      'software-purchases',
    ])
    expect((await get(customer, 'ada')).body.status).toBe('active')
  })

  test('a suspended subscription still blocks, a cancelled one no more, nor software that the vendor has ended later', async () => {
    const path = `${customer}/subscriptions`
    const { data } = (await get(path, 'ada')).body
    for (const { id } of data) expect((await post(`${path}/${id}/suspend`, 'ada')).status).toBe(200)
    expect(outcome(await remove('ada'))).toEqual([409, 'removal-blocked'])
    await local.advance('P8D')
    const late = data.find(({ kind }: Json) => kind === 'software')
    expect(outcome(await post(`${path}/${late.id}/cancel`, 'ada'))).toEqual([409, 'cancel-window-closed'])
    for (const { id, kind } of data) {
      const body = kind === 'software' ? { vendorReference: 'MS-4711' } : undefined
      expect((await post(`${path}/${id}/cancel`, 'ada', body)).status).toBe(200)
    }
    expect((await get(`${customer}/removal`, 'ada')).body).toMatchObject({ removable: true, blockers: [] })
  })

  test('only an admin agent removes, and only what he has read', async () => {
    expect(outcome(await call('DELETE', customer, 'sam', undefined, await etag(customer, 'sam')))).toEqual([
      403,
      'role-not-allowed',
    ])
    expect(outcome(await call('DELETE', customer, 'ada'))).toEqual([428, 'precondition-required'])
    expect(outcome(await call('DELETE', customer, 'ada', undefined, { 'if-match': '"1"' }))).toEqual([
      412,
      'etag-mismatch',
    ])
    expect(outcome(await call('DELETE', customer, 'ivy', undefined, { 'if-match': '"1"' }))).toEqual([404, 'not-found'])
  })

  test('after the removal nothing is allowed any more, and both lists show it only when asked', async () => {
    const removed = await remove('ada')
    expect(removed.body).toMatchObject({ status: 'removed', responsibleForSupport: false })
    expect(removed.body.adminPrivileges.state).toBe('relinquished')
    const { sections } = (await get(customer, 'ada')).body
    const actions = Object.values<Json>(sections).flatMap((section) => Object.values<Json>(section.actions))
    expect(new Set(actions.map((a) => `${a.allowed} ${a.reason}`))).toEqual(new Set(['false relationship-not-active']))
    expect((await get(`${customer}/access?action=account.view`, 'ada')).body.allowed).toBe(false)
    for (const [list, as] of [
      ['/v1/customers', 'ada'],
      ['/v1/partners', 'carla'],
    ] as const) {
      expect((await get(list, as)).body.data).toEqual([])
      expect((await get(`${list}?status=removed`, as)).body.data).toHaveLength(1)
    }
  })

  test('nothing is provisioned, supported or removed again', async () => {
    const request = { title: 'A', text: 'B', severity: 'minimal', channel: 'phone' }
    const ended = [409, 'relationship-not-active']
    expect(outcome(await post(`${customer}/subscriptions`, 'ada', { name: 'A', kind: 'azure-plan' }))).toEqual(ended)
    expect(outcome(await post(`${customer}/service-requests`, 'ada', request))).toEqual(ended)
    expect(outcome(await post(`${partner}/end-request`, 'carla'))).toEqual(ended)
    expect(outcome(await get(`${customer}/removal`, 'ada'))).toEqual(ended)
    expect(outcome(await remove('ada'))).toEqual([404, 'not-found'])
  })

  test('the history tells it: first the privileges end, then the relationship', async () => {
    const names = (await get(`${customer}/events?limit=100`, 'ada')).body.data.map((e: Json) => e.name)
    expect(names.slice(-2)).toEqual(['admin-privileges.relinquished', 'relationship.removed'])
    const count = (wanted: string) => names.filter((name: string) => name === wanted).length
    expect([count('relationship.end-requested'), count('relationship.end-request-withdrawn')]).toEqual([3, 1])
  })

  test('a new invitation begins it again, without the old privileges and wishes', async () => {
    const again = await becomeCustomerOf('ada')
    expect(again).toMatchObject({ status: 'active', adminPrivileges: null, endRequestedAt: null })
    expect((await get('/v1/customers', 'ada')).body.data).toHaveLength(1)
  })

  test('an indirect reseller may not remove; its provider may, and both relationships go at once', async () => {
    await becomeCustomerOf('tom')
    const { blockers } = (await get(`${customer}/removal`, 'tom')).body
    expect(blockers.map((b: Json) => b.code)).toEqual(['indirect-reseller'])
    expect(outcome(await remove('tom'))).toEqual([403, 'indirect-reseller-may-not-remove'])

    const { id } = (await post(`${customer}/subscriptions`, 'tom', { name: 'Azure', kind: 'azure-plan' })).body
    const preview = (await get(`${customer}/removal`, 'ivy')).body
    expect(preview.alsoRemoves).toEqual([{ partnerId: companies.tailspin.tenantId, name: 'Tailspin' }])
    const tailspin = { id: companies.tailspin.tenantId, name: 'Tailspin' }
    const message = 'Tailspin must cancel its active and suspended subscriptions first.'
    expect(preview.blockers).toEqual([{ code: 'open-subscriptions', message, count: 1, partner: tailspin }])
    const refused = await remove('ivy')
    expect(outcome(refused)).toEqual([409, 'removal-blocked'])
    expect(refused.body.detail).toContain(message)
    await post(`${customer}/subscriptions/${id}/cancel`, 'tom')

    expect((await remove('ivy')).body.status).toBe('removed')
    expect((await get(customer, 'tom')).body.status).toBe('removed')
    const ended = (await get(`${customer}/events?limit=100`, 'tom')).body.data.at(-1)
    expect(ended).toMatchObject({ name: 'relationship.removed', actor: { kind: 'partner' } })
    expect(ended.data.provider).toMatchObject({ name: 'Litware', domain: 'litware.example' })
  })

  test('the reseller is mailed that its provider ended the relationship; a partner that removes is not', async () => {
    await local.settle()
    const subject = messagesOf('tr').notices['ended-by-provider'].subject({
      customer: 'contoso.example',
      provider: 'Litware',
    })
    const told = async (to: string) => (await local.inbox(to)).filter((mail) => mail.subject === subject)
    expect(await told('tom@tailspin.example')).toHaveLength(1)
    expect(await told('ivy@litware.example')).toEqual([])
    const ofFabrikam = (await local.inbox('ada@fabrikam.example')).map((mail) => mail.subject)
    expect(ofFabrikam.filter((one) => one.includes('sona erdirdi'))).toEqual([])
  })

  test('a subscription that is made while the customer is removed keeps the relationship, or comes too late', async () => {
    const headers = await etag(customer, 'ada')
    const [removed, made] = await Promise.all([
      call('DELETE', customer, 'ada', undefined, headers),
      post(`${customer}/subscriptions`, 'ada', { name: 'Race', kind: 'azure-plan' }),
    ])
    const both = [removed.status, made.status]
    expect([
      [200, 409],
      [409, 201],
      [412, 201],
    ]).toContainEqual(both)
  })
})
