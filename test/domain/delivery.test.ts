import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliveryEvent, isNews, lowerStates, waitingReasons } from '../../shared/domain/delivery.ts'
import { type Delivery, deliveryStates } from '../../shared/domain/invitation.ts'
import { now } from './builders.ts'
import { holds } from './property.ts'

const report = (state: Delivery['state'], reason?: string): Delivery => ({ state, reason, at: now.toISOString() })
const ladder = ['queued', 'sent', 'delayed', 'delivered', 'bounced', 'complained', 'failed'] as const

describe('what is known of a mail', () => {
  test('rises and never falls', () => {
    expect(deliveryStates).toEqual(ladder)
    for (const [i, known] of ladder.entries())
      for (const [j, said] of ladder.entries())
        expect(isNews(report(known), report(said)), `${known}, ${said}`).toBe(j > i)
  })

  test('is the same in whatever order and however often its reports come', () => {
    holds(
      fc.property(fc.array(fc.constantFrom(...ladder), { minLength: 1, maxLength: 12 }), fc.nat(), (said, turn) => {
        const last = (states: Delivery['state'][]) =>
          states.reduce((known, state) => (isNews(known, report(state)) ? report(state) : known), report('queued'))
            .state
        const k = turn % said.length
        const shuffled = [...said.slice(k), ...said.slice(0, k), ...said].reverse()
        expect(last(shuffled)).toBe(last(said))
        expect(last(said)).toBe(ladder[Math.max(...said.map((state) => ladder.indexOf(state)))])
      }),
    )
  })

  test('of a mail that went another way is nothing, whatever is reported', () => {
    expect(isNews(undefined, report('delivered'))).toBe(false)
  })

  test.each(waitingReasons)('while it waits for us (%s) is no more than queued: that it was sent is news', (reason) => {
    expect(isNews(report('delayed', reason), report('sent'))).toBe(true)
    expect(isNews(report('delayed', 'mailbox full'), report('sent'))).toBe(false)
    expect(isNews(report('sent'), report('delayed', reason))).toBe(false)
  })

  test.each(['transient-mailbox-full', 'undetermined-undetermined'])(
    'after a bounce that is not permanent (%s) is delayed for good: news after a delay, not after a delivery',
    (reason) => {
      for (const known of [report('queued'), report('sent'), report('delayed', 'general')])
        expect(isNews(known, report('delayed', reason))).toBe(true)
      for (const known of [report('delayed', reason), report('delivered'), report('bounced'), report('complained')])
        expect(isNews(known, report('delayed', reason))).toBe(false)
      expect(isNews(report('delayed', reason), report('delayed', 'general'))).toBe(false)
      expect(isNews(report('delayed', reason), report('delivered'))).toBe(true)
      expect(deliveryEvent(report('delayed', reason), 1, now)).toBeUndefined()
    },
  )

  test('may follow every lower state', () => {
    expect(lowerStates('queued')).toEqual([])
    expect(lowerStates('delivered')).toEqual(['queued', 'sent', 'delayed'])
  })

  test('is told once it is final, without the address', () => {
    expect(['queued', 'sent', 'delayed'].map((state) => deliveryEvent(report(state as 'sent'), 1, now))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(deliveryEvent(report('bounced', 'permanent'), 2, now)).toEqual({
      name: 'invitation.bounced',
      at: now.toISOString(),
      actor: { kind: 'schedule' },
      data: { generation: 2, reason: 'permanent' },
    })
    for (const state of ['delivered', 'complained', 'failed'] as const)
      expect(deliveryEvent(report(state), 1, now)?.name).toBe(`invitation.${state}`)
  })
})
