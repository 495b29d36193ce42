import '../store/environment.ts'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../shared/domain/time.ts'
import { relationshipsTable } from '../../shared/store/client.ts'
import { purgeRelationship } from '../../shared/use-cases/purge-relationship.ts'
import { type Fault, first, withFaults } from '../store/calls.ts'
import { agreement } from '../store/environment.ts'
import { partition } from '../store/tables.ts'
import { type Answer, customerApi, partnerApi } from './call.ts'
import { accept, acceptance, sent } from './journey.ts'
import { aCustomer, aPartner, type TestCustomer, type TestPartner } from './people.ts'

const agreements = async ({ id }: TestCustomer) =>
  (await partition(relationshipsTable, `C#${id}`)).filter(({ sk }) => String(sk).startsWith('AGREEMENT#'))

async function accepted(partner: TestPartner, customer: TestCustomer) {
  const answer = await accept(customer.carla, await acceptance((await sent(partner, customer)).secret))
  expect(answer.status, answer.text).toBe(200)
}

async function removed(partner: TestPartner, customer: TestCustomer) {
  const path = `/v1/customers/${customer.id}`
  const { version } = (await partnerApi('GET', path, { as: partner.ada })).body
  const headers = { 'if-match': `"${version}"` }
  expect((await partnerApi('DELETE', path, { as: partner.ada, headers })).status).toBe(200)
}

const erase = (customer: TestCustomer) =>
  customerApi('POST', '/v1/erasure', { as: customer.carla, body: { confirm: customer.domain } })

/** Happens once, right before the first call that names this. */
function rightBefore(operation: string, named: string, meanwhile: () => Promise<unknown>) {
  const once = first(1, operation, { meanwhile })
  return (name: string, input: Record<string, unknown>): Fault | undefined =>
    JSON.stringify(input).includes(named) ? once(name, input) : undefined
}

describe('who accepted the agreement', () => {
  test.each<[string, (customer: TestCustomer, old: TestPartner) => Promise<unknown>]>([
    ['erasure', erase],
    ['purge', ({ id }, old) => purgeRelationship(old.id, id, addDays(new Date(), 1))],
  ])('stays where another partner’s request is accepted between the list and the delete: %s', async (_by, end) => {
    const [old, next, customer] = [await aPartner(), await aPartner(), aCustomer()]
    await accepted(old, customer)
    await removed(old, customer)
    const { secret } = await sent(next, customer)
    const yes = await acceptance(secret)
    let answer: Answer | undefined
    const meanwhile = async () => {
      answer = await accept(customer.carla, yes)
    }
    await withFaults(rightBefore('DeleteItem', 'AGREEMENT#', meanwhile), () => end(customer, old))
    expect(answer?.status, answer?.text).toBe(200)
    expect(await agreements(customer)).toMatchObject([{ uses: 2, firstName: 'Carla' }])
  })

  test('is asked for again where it is erased between the read and the write of an acceptance', async () => {
    const [old, next, customer] = [await aPartner(), await aPartner(), aCustomer()]
    await accepted(old, customer)
    await removed(old, customer)
    const { agreement: _, ...yes } = await acceptance((await sent(next, customer)).secret)
    const meanwhile = () => erase(customer)
    const answer = await withFaults(rightBefore('TransactWriteItems', customer.id, meanwhile), () =>
      accept(customer.carla, yes),
    )
    expect([answer.status, answer.body.code]).toEqual([403, 'agreement-required'])
    expect((await partnerApi('GET', `/v1/customers/${customer.id}`, { as: next.ada })).status).toBe(404)
  })

  test('goes with the last relationship, also where two are purged at once', async () => {
    const [one, other, customer] = [await aPartner(), await aPartner(), aCustomer()]
    for (const partner of [one, other]) await accepted(partner, customer)
    await removed(one, customer)
    const tomorrow = addDays(new Date(), 1)
    await purgeRelationship(one.id, customer.id, tomorrow)
    expect(await agreements(customer)).toMatchObject([{ uses: 2 }])
    await accepted(one, customer)
    for (const partner of [one, other]) await removed(partner, customer)
    await Promise.all([one, other].map(({ id }) => purgeRelationship(id, customer.id, tomorrow)))
    expect(await agreements(customer)).toEqual([])
  })

  test('is kept while a relationship is live, and the answer names its version', async () => {
    const [partner, customer] = [await aPartner(), aCustomer()]
    await accepted(partner, customer)
    expect((await erase(customer)).body.kept).toContainEqual({
      kind: 'agreement',
      version: agreement.version,
      reason: 'live',
    })
    expect(await agreements(customer)).toHaveLength(1)
  })
})
