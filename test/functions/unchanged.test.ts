import '../store/environment.ts'
import { beforeAll, expect, test } from 'vitest'
import { contentsOf } from '../store/tables.ts'
import { type Answer, customerApi, partnerApi } from './call.ts'
import { accept, acceptance, drafted, sent } from './journey.ts'
import { aCustomer, aPartner, type TestPartner } from './people.ts'

const customer = aCustomer()
let partner: TestPartner

beforeAll(async () => {
  partner = await aPartner()
  const { secret } = await sent(partner, customer, { adminPrivileges: { template: 'support-only' } })
  expect((await accept(customer.carla, await acceptance(secret))).status).toBe(200)
})

const etagOf = ({ headers }: Answer) => ({ 'if-match': String(headers.etag) })
const asPartner = async (path: string, body: (before: Answer['body']) => object, target = '') => {
  const before = await partnerApi('GET', path, { as: partner.ada })
  const put = { as: partner.ada, headers: etagOf(before), body: body(before.body) }
  return partnerApi('PUT', path + target, put)
}
const here = () => `/v1/customers/${customer.id}`

const saves: Record<string, () => Promise<Answer>> = {
  'the support contact': () =>
    asPartner(here(), () => ({ name: 'Hal', email: 'hal@fabrikam.example' }), '/support-contact'),
  'the name of a customer': () => asPartner(here(), () => ({ name: 'Contoso Trading' }), '/name'),
  'the profile': () => asPartner('/v1/partner', ({ contact }) => ({ contact })),
  'admin privileges': async () => {
    const path = `/v1/partners/${partner.id}`
    const before = await customerApi('GET', path, { as: customer.carla })
    const { roles, endsAt, autoExtend } = before.body.adminPrivileges
    const body = { roles: roles.map(({ id }: { id: string }) => id), endsAt, autoExtend }
    return customerApi('PUT', `${path}/admin-privileges`, { as: customer.carla, headers: etagOf(before), body })
  },
  'the day on which support ends': () =>
    partnerApi('POST', `${here()}/support-renegotiation`, {
      as: partner.ada,
      body: { endsAt: '2099-01-01T00:00:00Z' },
    }),
}

test.each(Object.keys(saves))('saving %s without changes writes nothing: no version, no event', async (name) => {
  const save = saves[name] ?? (() => Promise.reject(new Error(name)))
  const first = await save()
  expect(first.status, first.text).toBe(200)
  const before = await contentsOf(partner.id, customer.id)
  const second = await save()
  expect([second.status, second.headers.etag, second.body]).toEqual([200, first.headers.etag, first.body])
  expect(await contentsOf(partner.id, customer.id)).toEqual(before)
})

test('saving the message of a draft without changes writes nothing', async () => {
  const { id } = await drafted(partner, aCustomer())
  const path = `/v1/invitations/${id}`
  const message = ({ message: { subject, text } }: Answer['body']) => ({ subject, text })
  const before = await contentsOf(partner.id)
  const saved = await asPartner(path, message, '/message')
  expect([saved.status, saved.headers.etag]).toEqual([200, '"1"'])
  expect(await contentsOf(partner.id)).toEqual(before)
})
