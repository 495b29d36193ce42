import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import type { Locale } from '../../shared/domain/locale.ts'
import { formatDate } from '../../shared/messages/formats.ts'
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
const requests = `${customer}/service-requests`
const outcome = ({ status, body }: Json) => [status, body.code]
const etag = async (path: string, as: string) => ({ 'if-match': (await get(path, as)).headers.get('etag') })
const wish = (more = {}) => ({ title: 'Mail is slow', text: 'Since this morning.', severity: 'moderate', ...more })
const proposalsTo = async (email: string) => {
  await local.settle()
  const mails = (await local.inbox(email)).filter(({ subject }) => /proposes that|bitmesini öneriyor/.test(subject))
  return mails.map(({ subject, text }) => `${subject} ${text.replace(/\s+/g, ' ')}`)
}
const proposals = async () => [await proposalsTo('ada@fabrikam.example'), await proposalsTo('carla@contoso.example')]
const dated = (locale: Locale, time: string) => formatDate(locale, new Date(time))
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString()

describe('14. Support', () => {
  beforeAll(async () => {
    const asked = { adminPrivileges: { template: 'support-only' } }
    const { id } = (await draft('ada', 'carla@contoso.example', asked)).body
    await accept('carla', (await send('ada', id)).body.link)
  })

  test("the customer turns to the partner's own contact until somebody is assigned", async () => {
    expect((await get(partner, 'carla')).body.supportContact.email).toMatch(/@fabrikam\.example$/)
    const hal = { name: 'Hal Kaya', email: 'hal@fabrikam.example', phone: '+90 212 000 00 00' }
    const put = async (as: string, headers = {}) => call('PUT', `${customer}/support-contact`, as, hal, headers)
    expect(outcome(await put('ada'))).toEqual([428, 'precondition-required'])
    expect(outcome(await put('ada', { 'if-match': '"99"' }))).toEqual([412, 'etag-mismatch'])
    expect(outcome(await put('sam', await etag(customer, 'ada')))).toEqual([403, 'role-not-allowed'])
    expect((await put('ada', await etag(customer, 'ada'))).body.supportContact).toEqual(hal)
    expect((await get(partner, 'carla')).body.supportContact).toEqual(hal)
  })

  test('nobody whom the customer turns to poses as the vendor', async () => {
    const posing = { name: 'Microsoft Support', email: 'hal@fabrikam.example' }
    const put = await call('PUT', `${customer}/support-contact`, 'ada', posing, await etag(customer, 'ada'))
    expect(outcome(put)).toEqual([400, 'validation-failed'])
    expect(put.body.errors[0].pointer).toBe('/name')
    expect((await get(partner, 'carla')).body.supportContact.name).toBe('Hal Kaya')
  })

  test('while privileges allow, a service request goes through the portal', async () => {
    const opened = await post(requests, 'hal', wish({ channel: 'portal' }))
    expect(opened.status).toBe(201)
    expect(opened.body).toMatchObject({ status: 'open', channel: 'portal', phone: null })
    expect(opened.body.id).toMatch(/^req_/)
    expect(opened.body.portalUrl).toContain(companies.contoso.tenantId)
    const closed = await post(`${requests}/${opened.body.id}/close`, 'ada', { resolution: 'Restarted.' })
    expect(closed.body).toMatchObject({ status: 'closed', resolution: 'Restarted.' })
    const again = await post(`${requests}/${opened.body.id}/close`, 'ada', { resolution: 'Never mind.' })
    expect([again.status, again.body]).toEqual([200, closed.body])
    const other = await post(`${requests}/${opened.body.id}/close`, 'ada', { vendorReference: 'V-2' })
    expect(outcome(other)).toEqual([409, 'service-request-closed'])
  })

  test('a seller opens none, and another partner sees none', async () => {
    expect(outcome(await post(requests, 'sam', wish({ channel: 'phone' })))).toEqual([403, 'role-not-allowed'])
    expect(outcome(await get(requests, 'ivy'))).toEqual([404, 'not-found'])
  })

  test("when the privileges are gone, the request goes by phone, with the vendor's number and reference", async () => {
    await call('DELETE', `${partner}/admin-privileges`, 'carla', undefined, await etag(partner, 'carla'))
    expect(outcome(await post(requests, 'ada', wish({ channel: 'portal' })))).toEqual([403, 'admin-role-needed'])
    const { status, body } = await post(requests, 'ada', wish({ channel: 'phone' }))
    expect([status, body.portalUrl, body.phone]).toEqual([201, null, expect.stringMatching(/^\+\d/)])
    const without = await post(`${requests}/${body.id}/close`, 'ada')
    expect([...outcome(without), without.body.errors[0].pointer]).toEqual([
      400,
      'validation-failed',
      '/vendorReference',
    ])
    const closed = await post(`${requests}/${body.id}/close`, 'ada', { vendorReference: 'MS-2026-17' })
    expect(closed.body).toMatchObject({ status: 'closed', vendorReference: 'MS-2026-17' })
  })

  test('a request that is sent twice is opened once', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const send = () => post(requests, 'ada', wish({ channel: 'phone', title: 'Once' }), key)
    const [first, again] = [await send(), await send()]
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(again.body).toEqual(first.body)
    const { data } = (await get(requests, 'sam')).body
    expect(data.map((r: Json) => r.title)).toEqual(['Once', 'Mail is slow', 'Mail is slow'])
  })

  test('losing the privileges does not end the responsibility for support', async () => {
    expect((await get(customer, 'ada')).body).toMatchObject({
      responsibleForSupport: true,
      responsibilityEndedBy: null,
    })
  })

  test('one side alone ends nothing, however early a day it names', async () => {
    const offer = (endsAt: string) => post(`${customer}/support-renegotiation`, 'ada', { endsAt })
    expect(outcome(await offer('yesterday'))).toEqual([400, 'validation-failed'])
    expect(outcome(await offer('2020-01-01T00:00:00Z'))).toEqual([400, 'validation-failed'])
    expect(outcome(await post(`${customer}/support-renegotiation`, 'hal', { endsAt: days(5) }))).toEqual([
      403,
      'role-not-allowed',
    ])
    const day = days(5)
    for (const _ of ['proposed', 'repeated'])
      expect((await offer(day)).body.responsibilityEndedBy).toMatchObject({ customer: null, endsAt: null })
    const [toPartner, toCustomer] = await proposals()
    expect(toPartner).toEqual([])
    expect(toCustomer).toEqual([expect.stringContaining(dated('en', day))])
    expect(toCustomer?.[0]).toContain('Nothing changes until your organisation proposes a date, too.')
    await local.advance('P6D')
    expect((await get(customer, 'ada')).body.responsibleForSupport).toBe(true)
  })

  test('only an accepting role agrees for the customer; then it ends on the later day', async () => {
    const agree = (as: string) => post(`${partner}/support-renegotiation`, as, { endsAt: days(30) })
    expect(outcome(await agree('cem'))).toEqual([403, 'not-an-accepting-role'])
    expect(outcome(await agree('gus'))).toEqual([403, 'guest-or-delegated-account'])
    const day = days(30)
    for (const _ of ['agreed', 'repeated'])
      expect((await post(`${partner}/support-renegotiation`, 'carla', { endsAt: day })).body).toMatchObject({
        responsibleForSupport: true,
      })
    const [toPartner, toCustomer] = await proposals()
    expect(toCustomer).toHaveLength(1)
    expect(toPartner).toHaveLength(1)
    expect(toPartner?.[0]).toContain(
      messagesOf('tr').notices['support-end-proposed'].agreed({ date: dated('tr', day) }),
    )
    await local.advance('P20D')
    expect((await get(customer, 'ada')).body.responsibleForSupport).toBe(true)
    await local.advance('P11D')
    expect((await get(customer, 'ada')).body.responsibleForSupport).toBe(false)
    expect((await get(partner, 'carla')).body).toMatchObject({ status: 'active', responsibleForSupport: false })
    expect(outcome(await agree('carla'))).toEqual([409, 'support-already-ended'])
  })

  test('a stranger learns nothing of a relationship by asking to change it', async () => {
    const endsAt = '2100-01-01T00:00:00Z'
    expect(outcome(await post(`${partner}/support-renegotiation`, 'pat', { endsAt }))).toEqual([404, 'not-found'])
    expect(outcome(await post(`${customer}/support-renegotiation`, 'uma', { endsAt }))).toEqual([404, 'not-found'])
  })
})
