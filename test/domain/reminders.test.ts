import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueReminder, nextLook, remindersOf, reminderTimes } from '../../shared/domain/reminders.ts'
import { anInvitation, day, invitationIn, later, now } from './builders.ts'
import { holds } from './property.ts'

/** Issued now, open for some days. */
const open = (days: number, over: Parameters<typeof anInvitation>[0] = {}) =>
  anInvitation({ issuedAt: now.toISOString(), expiresAt: later(days * day).toISOString(), ...over })

describe('a reminder is promised', () => {
  test('exactly where one is sent: by our mail, and not for a request of a day or less', () => {
    for (const days of [1, 2, 5, 8, 30]) {
      const promised = reminderTimes(now, later(days * day))
      expect(remindersOf(open(days))).toEqual(promised)
      expect(promised.map((at) => dueReminder(open(days), at)?.event.at)).toEqual(
        promised.map((at) => at.toISOString()),
      )
      for (const via of ['mail-app', 'clipboard'] as const) expect(remindersOf(open(days, { via }))).toEqual([])
    }
    expect([1, 2, 5, 8].map((days) => reminderTimes(now, later(days * day)).length)).toEqual([0, 1, 1, 2])
  })
})

describe('the recipient is reminded', () => {
  test('seven days and one day before the end, at the very millisecond', () => {
    const at = (ms: number, reminders?: number) => dueReminder(open(30, { reminders }), later(ms))?.reminders
    expect([at(23 * day - 1), at(23 * day)]).toEqual([undefined, 1])
    expect([at(29 * day - 1, 1), at(29 * day, 1)]).toEqual([undefined, 2])
    expect(at(29 * day, 2)).toBeUndefined()
  })

  test('with an event of the schedule', () => {
    expect(dueReminder(open(30), later(23 * day))?.event).toEqual({
      name: 'invitation.reminded',
      at: later(23 * day).toISOString(),
      actor: { kind: 'schedule' },
      data: { generation: 1, expiresAt: later(30 * day).toISOString(), daysLeft: 7 },
    })
  })

  test('once for reminders that were missed', () => {
    expect(dueReminder(open(30), later(29.5 * day))?.reminders).toBe(2)
  })

  test.each([
    [30, 2],
    [8, 2],
    [7, 1],
    [2, 1],
    [1, 0],
  ])('with %d days to answer: %d times, never within a day of the first mail', (days, times) => {
    expect(dueReminder(open(days), later(days * day - 1))?.reminders ?? 0).toBe(times)
  })

  test('not when the time is over, when it is decided, or when the partner sent it himself', () => {
    expect(dueReminder(open(30), later(30 * day))).toBeUndefined()
    for (const state of ['draft', 'accepted', 'declined', 'revoked', 'expired'] as const)
      expect(dueReminder(invitationIn(state), later(29 * day - 1))).toBeUndefined()
    for (const via of ['mail-app', 'clipboard'] as const)
      expect(dueReminder(open(30, { via }), later(29 * day))).toBeUndefined()
  })
})

describe('the schedule', () => {
  test('looks for the reminders, then for the end', () => {
    expect([0, 1, 2].map((reminders) => nextLook(open(30, { reminders })))).toEqual([
      later(23 * day),
      later(29 * day),
      later(30 * day),
    ])
    expect(nextLook(open(30, { via: 'clipboard' }))).toEqual(later(30 * day))
    for (const state of ['draft', 'accepted', 'declined', 'revoked', 'expired'] as const)
      expect(nextLook(invitationIn(state))).toBeUndefined()
  })

  test('finds something due whenever it looks at the time that it was told, until the end', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 90 }), (days) => {
        let reminders = 0
        for (let looks = 0; looks < 3; looks += 1) {
          const at = nextLook(open(days, { reminders }))
          if (!at || at >= later(days * day)) return
          const due = dueReminder(open(days, { reminders }), at)
          expect(due?.reminders).toBe(reminders + 1)
          reminders += 1
        }
        expect(reminders).toBeLessThanOrEqual(2)
      }),
    )
  })
})
