import { describe, expect, test } from 'vitest'
import { accessTo } from '../../shared/domain/access.ts'
import { actorOf } from '../../shared/domain/people.ts'
import {
  createSubscription,
  moveSubscription,
  type NewSubscription,
  needsReference,
  type Subscription,
} from '../../shared/domain/subscription.ts'
import { aPartner, aPartnerUser, aRelationship, day, frozen, later, now, refusalOf } from './builders.ts'
import { gridCells } from './grid.ts'

const ada = actorOf('partner', aPartnerUser())
const at = now.toISOString()
const wanted = (over: Partial<NewSubscription> = {}): NewSubscription => ({
  id: '01950000-0000-7000-8000-0000000000ab',
  name: 'Azure plan',
  kind: 'azure-plan',
  ...over,
})
const aSubscription = (over: Partial<Subscription> = {}): Subscription => ({
  ...wanted(),
  status: 'active',
  createdAt: at,
  ...over,
})

describe('a subscription', () => {
  const life = gridCells(`
             active     suspended  cancelled
    suspend  suspended  !          !
    cancel   cancelled  cancelled  !
  `)

  test.each(life)('$row of one that is $column: $cell', ({ row, column, cell }) => {
    const before = frozen(aSubscription({ status: column as Subscription['status'] }))
    const relationship = frozen(aRelationship({ openSubscriptions: { 'azure-plan': 2, software: 1 } }))
    const move = () => moveSubscription(relationship, before, row as 'suspend' | 'cancel', ada, now)
    if (cell === '!') return expect(refusalOf(move)).toBe('subscription-state')
    const { subscription, change } = move()
    const closed = cell === 'cancelled'
    expect(subscription).toEqual({ ...before, status: cell, [`${cell}At`]: at })
    expect(change.after.openSubscriptions).toEqual({ 'azure-plan': closed ? 1 : 2, software: 1 })
    expect(change.after.version).toBe(relationship.version + 1)
    expect(change.events).toMatchObject([{ name: `subscription.${cell}`, at, actor: ada }])
  })

  test('that is new is active and counted; the last one that is cancelled leaves no zero', () => {
    const { subscription, change } = createSubscription(frozen(aRelationship()), wanted({ quantity: 3 }), ada, now)
    expect(subscription).toMatchObject({ status: 'active', createdAt: at, quantity: 3 })
    expect(change.after.openSubscriptions).toEqual({ 'azure-plan': 1 })
    expect(change.events[0]?.data).toEqual({
      subscription: 'sub_01950000-0000-7000-8000-0000000000ab',
      kind: 'azure-plan',
      quantity: 3,
    })
    const cancelled = moveSubscription(change.after, subscription, 'cancel', ada, now)
    expect(cancelled.change.after.openSubscriptions).toEqual({})
  })

  test('by licences has a term, of a year unless told; nothing else has one', () => {
    const term = (over: Partial<NewSubscription>) =>
      createSubscription(aRelationship(), wanted(over), ada, now).subscription.termEndsAt
    const ahead = later(30 * day).toISOString()
    expect(term({ kind: 'license-based' })).toBe(later(365 * day).toISOString())
    expect(term({ kind: 'license-based', termEndsAt: ahead })).toBe(ahead)
    expect(term({ kind: 'software' })).toBeUndefined()
    for (const over of [
      { kind: 'license-based', termEndsAt: at },
      { kind: 'azure-plan', termEndsAt: ahead },
    ] as const)
      expect(refusalOf(() => term(over))).toBe('validation-failed')
  })

  const yearly = { kind: 'license-based', termEndsAt: later(365 * day).toISOString() } as const
  test.each([
    ['an Azure plan at any time', { kind: 'azure-plan' }, 500 * day, 'none'],
    ['a reservation at any time', { kind: 'reservation' }, 500 * day, 'none'],
    ['software within seven days', { kind: 'software' }, 7 * day - 1, 'none'],
    ['software after seven days', { kind: 'software' }, 7 * day, 'cancel-window-closed'],
    ['licences within seven days', yearly, 7 * day - 1, 'none'],
    ['licences after seven days', yearly, 7 * day, 'cancel-window-closed'],
    ['licences just before their term ends', yearly, 365 * day - 1, 'cancel-window-closed'],
    ['licences when their term is over', yearly, 365 * day, 'none'],
  ] as const)('is cancelled: %s: %j', (_, over, ms, code) => {
    const relationship = aRelationship({ openSubscriptions: { [over.kind]: 1 } })
    expect(refusalOf(() => moveSubscription(relationship, aSubscription(over), 'cancel', ada, later(ms)))).toBe(code)
  })

  test("of software needs the vendor's reference after seven days; the reference is kept and told", () => {
    const relationship = frozen(aRelationship({ openSubscriptions: { software: 1 } }))
    const software = frozen(aSubscription({ kind: 'software' }))
    const cancel = (subscription: Subscription, reference?: string) =>
      moveSubscription(relationship, subscription, 'cancel', ada, later(8 * day), reference)
    expect(needsReference(software, later(7 * day - 1))).toBe(false)
    expect(needsReference(software, later(7 * day))).toBe(true)
    const { subscription, change } = cancel(software, 'MS-4711')
    expect(subscription).toMatchObject({ status: 'cancelled', vendorReference: 'MS-4711' })
    expect(change.after.openSubscriptions).toEqual({})
    expect(change.events[0]?.data).toMatchObject({ kind: 'software', vendorReference: 'MS-4711' })
    expect(needsReference(aSubscription(yearly), later(8 * day))).toBe(false)
    expect(refusalOf(() => cancel(aSubscription(yearly), 'MS-4711'))).toBe('cancel-window-closed')
  })

  test('that is cancelled is history: seen, and no more', () => {
    const cancelled = aSubscription({ status: 'cancelled' })
    const access = (action: 'services.view' | 'services.provision', subscription: Subscription) =>
      accessTo(
        action,
        { relationship: aRelationship(), partner: aPartner(), agreementIsCurrent: false, subscription },
        aPartnerUser(),
        now,
      )
    expect(access('services.provision', aSubscription()).allowed).toBe(true)
    expect(access('services.provision', cancelled)).toEqual({ allowed: false, reason: 'subscription-cancelled' })
    expect(access('services.view', cancelled).allowed).toBe(true)
  })
})
