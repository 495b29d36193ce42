import './environment.ts'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isProblem } from '../../shared/domain/errors.ts'
import { addSeconds } from '../../shared/domain/time.ts'
import { takeInvitation, takeMail } from '../../shared/store/limits.ts'
import { always, awsError, withFaults } from './calls.ts'
import { partition } from './tables.ts'

const noon = new Date('2026-03-01T12:00:00.000Z')
const limited = (code: string, retryAfterSeconds: number) =>
  expect.objectContaining({ code, status: 429, details: expect.objectContaining({ retryAfterSeconds }) })

describe("a partner's invitations", () => {
  test('are as many a day as its limit says; the next waits for midnight', async () => {
    const partner = randomUUID()
    for (let n = 0; n < 5; n++) await takeInvitation(partner, 5, 100, noon)
    await expect(takeInvitation(partner, 5, 100, noon)).rejects.toEqual(limited('partner-rate-limit', 43_200))
    await takeInvitation(partner, 5, 100, addSeconds(noon, 43_200))
  })

  test('are as many in a quarter of an hour as its limit says; the next waits for its end', async () => {
    const partner = randomUUID()
    const at = addSeconds(noon, 60)
    for (let n = 0; n < 3; n++) await takeInvitation(partner, 500, 3, at)
    await expect(takeInvitation(partner, 500, 3, at)).rejects.toEqual(limited('partner-rate-limit', 840))
    await takeInvitation(partner, 500, 3, addSeconds(at, 840))
  })

  test('100 in a row pass with the default limits', async () => {
    const partner = randomUUID()
    for (let n = 0; n < 100; n++) await takeInvitation(partner, 500, 100, noon)
    await expect(takeInvitation(partner, 500, 100, noon)).rejects.toEqual(limited('partner-rate-limit', 900))
  })

  test('never exceed the limit in a burst of 200, and none of it is wasted', async () => {
    const partner = randomUUID()
    const burst = await Promise.allSettled(Array.from({ length: 200 }, () => takeInvitation(partner, 500, 40, noon)))
    expect(burst.filter((r) => r.status === 'fulfilled')).toHaveLength(40)
    const refusals = burst.flatMap((r) => (r.status === 'rejected' ? [r.reason] : []))
    expect(refusals.every((reason) => isProblem(reason, 'partner-rate-limit'))).toBe(true)
    expect(await partition('invitations', `L#${partner}`)).toEqual([
      expect.objectContaining({ sk: '2026-03-01', n: 40, w48: 40 }),
    ])
  })

  test('of one partner do not count for another', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    await takeInvitation(one, 1, 1, noon)
    await takeInvitation(other, 1, 1, noon)
  })

  test('cannot be counted while the table is throttled: busy, not refused', async () => {
    const plan = always('UpdateItem', { before: awsError('ThrottlingException') })
    await expect(withFaults(plan, () => takeInvitation(randomUUID(), 5, 5, noon))).rejects.toEqual(
      expect.objectContaining({ code: 'dependency-throttled' }),
    )
  })
})

describe('mails to one recipient', () => {
  test('are as many a day as the limit says', async () => {
    const recipient = randomUUID()
    for (let n = 0; n < 3; n++) await takeMail(recipient, 3, 0, 'send', noon)
    await expect(takeMail(recipient, 3, 0, 'resend', noon)).rejects.toEqual(limited('recipient-rate-limit', 43_200))
  })

  test('keep their distance', async () => {
    const recipient = randomUUID()
    await takeMail(recipient, 3, 300, 'send', noon)
    const soon = addSeconds(noon, 100)
    await expect(takeMail(recipient, 3, 300, 'resend', soon)).rejects.toEqual(limited('resend-cooldown', 200))
    await expect(takeMail(recipient, 3, 300, 'send', soon)).rejects.toEqual(limited('recipient-rate-limit', 200))
    await takeMail(recipient, 3, 300, 'resend', addSeconds(noon, 300))
  })

  test('keep their distance over midnight, too', async () => {
    const [recipient, midnight] = [randomUUID(), addSeconds(noon, 43_200)]
    await takeMail(recipient, 3, 300, 'send', addSeconds(midnight, -10))
    await expect(takeMail(recipient, 3, 300, 'resend', midnight)).rejects.toEqual(limited('resend-cooldown', 290))
    await expect(takeMail(recipient, 3, 300, 'resend', addSeconds(midnight, 289))).rejects.toThrow()
    await takeMail(recipient, 3, 300, 'resend', addSeconds(midnight, 290))
  })

  test('a refused one does not begin the distance anew', async () => {
    const recipient = randomUUID()
    await takeMail(recipient, 3, 300, 'send', noon)
    await expect(takeMail(recipient, 3, 300, 'resend', addSeconds(noon, 299))).rejects.toThrow()
    await takeMail(recipient, 3, 300, 'resend', addSeconds(noon, 300))
  })

  test('20 at once: one goes', async () => {
    const recipient = randomUUID()
    const burst = await Promise.allSettled(Array.from({ length: 20 }, () => takeMail(recipient, 3, 300, 'send', noon)))
    expect(burst.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  })
})
