import '../store/environment.ts'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isProblem } from '../../shared/domain/errors.ts'
import type { Partner } from '../../shared/domain/partner.ts'
import { agreementSchema } from '../../shared/environment.ts'
import { putAgreement } from '../../shared/store/agreements.ts'
import { commit } from '../../shared/store/commit.ts'
import { subscriptions } from '../../shared/store/relationship-parts.ts'
import { readRelationship } from '../../shared/store/relationships.ts'
import { createSubscription } from '../../shared/use-cases/create-subscription.ts'
import { moveSubscription } from '../../shared/use-cases/move-subscription.ts'
import { anAcceptedAgreement, aPartner, aPartnerUser } from '../domain/builders.ts'
import { writePartner } from '../functions/people.ts'
import { aRelationship, putRelationship } from '../store/builders.ts'

const { version } = agreementSchema.parse(JSON.parse(process.env.AGREEMENT ?? ''))

/** A partner and its customer, who accepted some version of the agreement. */
async function aPair(accepted = version, profile: Partial<Partner> = {}) {
  const partner = aPartner({ id: randomUUID(), ...profile })
  const relationship = aRelationship({ partnerId: partner.id })
  await writePartner(partner)
  const agreed = anAcceptedAgreement({ version: accepted })
  await commit([...putRelationship(relationship, 0), putAgreement(relationship.customerId, agreed, 1)])
  return { caller: aPartnerUser({ tenantId: partner.id, appRoles: ['AdminAgent'] }), ...relationship }
}

type Pair = Awaited<ReturnType<typeof aPair>>

const once = () => ({ key: randomUUID(), hash: 'h' })
const create = ({ caller, customerId }: Pair, repeatable = once()) =>
  createSubscription(caller, customerId, { name: 'Azure', kind: 'azure-plan' }, repeatable, new Date())
const refusal = (code: 'agreement-required' | 'partner-not-active') => (error: unknown) => isProblem(error, code)

describe('a subscription is created', () => {
  test('only for a customer who accepted the version of the agreement that is in force', async () => {
    const outdated = await aPair('2001-01')
    await expect(create(outdated)).rejects.toSatisfy(refusal('agreement-required'))
    await commit([putAgreement(outdated.customerId, anAcceptedAgreement({ version }), 1)])
    expect((await create(outdated)).made.status).toBe('active')
  })

  test('not by a partner who is suspended or not admitted in his cloud, and nothing is written', async () => {
    for (const profile of [{ status: 'suspended' }, { cloud: 'us-government' }] as const) {
      const pair = await aPair(version, profile)
      await expect(create(pair)).rejects.toSatisfy(refusal('partner-not-active'))
      expect((await subscriptions.query(pair, { limit: 5 })).items).toEqual([])
    }
  })

  test('each once and counted exactly, when 16 requests with 8 keys come together', async () => {
    const pair = await aPair()
    const keys = Array.from({ length: 8 }, once)
    const made = await Promise.all([...keys, ...keys].map((key) => create(pair, key)))
    const ids = made.map((one) => one.made.id)
    expect(new Set(ids).size).toBe(keys.length)
    const counted = async () => (await readRelationship(pair.partnerId, pair.customerId))?.openSubscriptions
    expect(await counted()).toEqual({ 'azure-plan': keys.length })

    const cancel = (id: string) => moveSubscription(pair.caller, pair.customerId, id, 'cancel', new Date())
    const [first = ''] = ids
    const outcomes = await Promise.allSettled([cancel(first), cancel(first), cancel(first)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await counted()).toEqual({ 'azure-plan': keys.length - 1 })
  })
})
