import '../store/environment.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { callsOf } from '../store/calls.ts'
import { type Answer, customerApi, key, partnerApi } from './call.ts'
import { accept, acceptance, decline, drafted, revoke, send, sent, supportOnly } from './journey.ts'
import { aCustomer, aPartner, type TestPartner } from './people.ts'

let partner: TestPartner

beforeAll(async () => {
  partner = await aPartner()
})

async function operationsOf(run: () => Promise<Answer>, status = 200): Promise<string[]> {
  const { result, calls } = await callsOf(run)
  expect(result.status, result.text).toBe(status)
  return calls.map((call) => call.operation)
}

const [batch, limit, transaction] = ['BatchGetItem', 'UpdateItem', 'TransactWriteItems'] as const

describe('calls to the tables, exactly:', () => {
  test('create: one read of all, one limit, one transaction', async () => {
    const body = {
      recipient: { email: 'carla@contoso.example' },
      customer: { tenantId: aCustomer().id, country: 'AE' },
    }
    const create = () => partnerApi('POST', '/v1/invitations', { as: partner.ada, headers: key(), body })
    expect(await operationsOf(create, 201)).toEqual([batch, limit, transaction])
  })

  test('create for a customer that its domain identifies: one more read, of the relationship', async () => {
    const customer = aCustomer()
    await accept(customer.carla, await acceptance((await sent(partner, customer)).secret))
    const body = { recipient: { email: customer.can.signInName }, adminPrivileges: supportOnly }
    const create = () => partnerApi('POST', '/v1/invitations', { as: partner.ada, headers: key(), body })
    expect(await operationsOf(create, 201)).toEqual([batch, batch, limit, transaction])
  })

  test('send by hand: one read of all, one transaction; by mail also one read of whether mail is wanted, and one limit', async () => {
    const asking = { adminPrivileges: supportOnly }
    const drafts = [await drafted(partner, aCustomer(), asking), await drafted(partner, aCustomer(), asking)]
    expect(await operationsOf(() => send(partner, drafts[0]?.id ?? '', 'ses'))).toEqual([
      batch,
      batch,
      limit,
      transaction,
    ])
    expect(await operationsOf(() => send(partner, drafts[1]?.id ?? ''))).toEqual([batch, transaction])
    expect(await operationsOf(() => send(partner, drafts[1]?.id ?? '', 'mail-app', 'resend'))).toEqual([
      batch,
      transaction,
    ])
  })

  test('send of what asks for nothing: one more read, of whether it is a customer already', async () => {
    const customer = aCustomer()
    for (const more of [{}, { customer: { tenantId: customer.id } }]) {
      const { id } = await drafted(partner, customer, more)
      expect(await operationsOf(() => send(partner, id))).toEqual([batch, batch, transaction])
      await revoke(partner, id)
    }
  })

  test('open: one read of all; the first look of somebody signed in writes once', async () => {
    const customer = aCustomer()
    const { secret } = await sent(partner, customer)
    const open = (as?: typeof customer.cem) => () =>
      customerApi('POST', '/v1/acceptance/open', { as, body: { secret } })
    expect(await operationsOf(open())).toEqual([batch])
    expect(await operationsOf(open(customer.cem))).toEqual([batch, 'UpdateItem'])
    expect(await operationsOf(open(customer.cem))).toEqual([batch])
  })

  test('accept: one read of all, one transaction; its repeat one read', async () => {
    const customer = aCustomer()
    const body = await acceptance((await sent(partner, customer)).secret)
    expect(await operationsOf(() => accept(customer.carla, body))).toEqual([batch, transaction])
    expect(await operationsOf(() => accept(customer.carla, body))).toEqual([batch])
  })

  test('decline and revoke: one read of all, one transaction; a repeated decline also reads what was declined', async () => {
    const customer = aCustomer()
    const { secret } = await sent(partner, customer)
    expect(await operationsOf(() => decline(customer.carla, secret))).toEqual([batch, transaction])
    expect(await operationsOf(() => decline(customer.carla, secret))).toEqual([batch, 'Query'])
    const { id } = await sent(partner, customer)
    expect(await operationsOf(() => revoke(partner, id))).toEqual([batch, transaction])
  })

  test('read, list, history, customers: one; a filtered page at most four', async () => {
    const { id } = await sent(partner, aCustomer())
    const get = (path: string, query?: Record<string, string>) => () =>
      partnerApi('GET', path, { as: partner.ada, query })
    expect(await operationsOf(get(`/v1/invitations/${id}`))).toEqual([batch])
    expect(await operationsOf(get('/v1/invitations', { limit: '25' }))).toEqual(['Query'])
    expect(await operationsOf(get(`/v1/invitations/${id}/events`))).toEqual(['Query'])
    expect(await operationsOf(get('/v1/customers'))).toEqual(['Query'])
    const filtered = await operationsOf(get('/v1/invitations', { limit: '1', status: 'declined' }))
    expect(filtered.length).toBeLessThanOrEqual(4)
    const later = { limit: '25', createdAfter: '2026-01-01' }
    expect(await operationsOf(get('/v1/invitations', later))).toEqual(['Query'])
    const found = await operationsOf(get('/v1/invitations', { limit: '1', recipient: 'no@contoso.example' }))
    expect(found.length).toBeLessThanOrEqual(4)
  })

  test('a forged link and an unsigned request: none', async () => {
    const customer = aCustomer()
    const secret = 'A'.repeat(92)
    const attempts = [
      () => customerApi('POST', '/v1/acceptance/open', { body: { secret } }),
      () => accept(customer.carla, { secret, digest: 'x' }),
      () => decline(customer.carla, secret),
    ]
    for (const attempt of attempts) expect(await operationsOf(attempt, 404)).toEqual([])
    expect(await operationsOf(() => partnerApi('GET', '/v1/invitations', {}), 401)).toEqual([])
    expect(await operationsOf(() => decline(customer.cem, secret), 404)).toEqual([])
  })
})
