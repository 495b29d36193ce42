import './environment.ts'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isProblem } from '../../shared/domain/errors.ts'
import type { ServiceRequest } from '../../shared/domain/service-request.ts'
import type { Subscription } from '../../shared/domain/subscription.ts'
import { relationshipsTable } from '../../shared/store/client.ts'
import { commit } from '../../shared/store/commit.ts'
import { freshId } from '../../shared/store/fresh.ts'
import { subscriptionKey } from '../../shared/store/keys.ts'
import { serviceRequests, subscriptions } from '../../shared/store/relationship-parts.ts'
import { putItem } from './tables.ts'

const aPair = () => ({ partnerId: randomUUID(), customerId: randomUUID() })
const at = (n: number) => new Date(Date.parse('2026-03-01T10:00:00.000Z') + n * 1000)

const aSubscription = (n = 0): Subscription => ({
  id: freshId(at(n)),
  name: `Subscription ${n}`,
  kind: 'license-based',
  quantity: 5,
  status: 'active',
  termEndsAt: '2027-03-01T10:00:00.000Z',
  createdAt: at(n).toISOString(),
})

const aRequest = (n = 0): ServiceRequest => ({
  id: freshId(at(n)),
  title: 'Mail is slow',
  text: 'Since this morning.\nFor everybody.',
  severity: 'moderate',
  channel: 'phone',
  status: 'open',
  openedAt: at(n).toISOString(),
})

describe('what stands under a relationship', () => {
  test('comes back as it was', async () => {
    const pair = aPair()
    const [subscription, request] = [aSubscription(), aRequest()]
    await commit([subscriptions.put(pair, subscription), serviceRequests.put(pair, request)])
    expect(await subscriptions.read(pair, subscription.id)).toEqual(subscription)
    expect(await serviceRequests.read(pair, request.id)).toEqual(request)
  })

  test('is of its own kind and relationship only', async () => {
    const [pair, other] = [aPair(), aPair()]
    const subscription = aSubscription()
    await commit([subscriptions.put(pair, subscription)])
    const unknown = (error: unknown) => isProblem(error, 'not-found')
    await expect(serviceRequests.read(pair, subscription.id)).rejects.toSatisfy(unknown)
    await expect(subscriptions.read(other, subscription.id)).rejects.toSatisfy(unknown)
    expect(await serviceRequests.query(pair, { limit: 5 })).toEqual({ items: [], after: undefined })
    expect((await subscriptions.query(other, { limit: 5 })).items).toEqual([])
  })

  test('is listed newest first, page by page, whole', async () => {
    const pair = aPair()
    const made = Array.from({ length: 7 }, (_, n) => aSubscription(n))
    await commit(made.map((subscription) => subscriptions.put(pair, subscription)))
    const seen: Subscription[] = []
    let after: string | undefined
    do {
      const page = await subscriptions.query(pair, { limit: 3, after })
      seen.push(...page.items)
      after = page.after
    } while (after !== undefined)
    expect(seen).toEqual(made.reverse())
  })

  test('is our failure when it is corrupt, never taken for the truth', async () => {
    const pair = aPair()
    const id = freshId(at(0))
    await putItem(relationshipsTable, { ...subscriptionKey(pair.partnerId, pair.customerId, id), name: 'Half' })
    await expect(subscriptions.read(pair, id)).rejects.not.toSatisfy((error: unknown) => isProblem(error))
  })
})
