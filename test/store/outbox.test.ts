import './environment.ts'
import { describe, expect, test } from 'vitest'
import { deliveryStates, type Invitation } from '../../shared/domain/invitation.ts'
import { addDays, addSeconds } from '../../shared/domain/time.ts'
import { commit } from '../../shared/store/commit.ts'
import { claimInvitationMail, maxAttempts, noteDelivery, releaseClaim } from '../../shared/store/delivery.ts'
import { readInvitation, updateInvitation } from '../../shared/store/invitations.ts'
import { closeMailRow, readMailRow } from '../../shared/store/outbox.ts'
import { decide, issue, linkMail, mailRowKey, storedDraft, storedIssued } from './builders.ts'
import { dueKeys } from './tables.ts'

const now = new Date()
const at = now.toISOString()
const deliveryOf = async (i: Invitation) => (await readInvitation(i.partnerId, i.id))?.delivery

describe('the claim of a mail', () => {
  test('gives the invitation to whoever asks first, and makes the second wait', async () => {
    const pending = await storedIssued({}, now)
    expect(await claimInvitationMail(linkMail(pending), now)).toEqual({ claimed: pending })
    expect(await claimInvitationMail(linkMail(pending), now)).toEqual({ refused: 'busy' })
  })

  test('goes to one of 20 who ask together', async () => {
    const pending = await storedIssued({}, now)
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimInvitationMail(linkMail(pending), now)))
    expect(claims.filter((c) => 'claimed' in c)).toHaveLength(1)
  })

  test('is free again when its minute is over', async () => {
    const pending = await storedIssued({}, now)
    await claimInvitationMail(linkMail(pending), now)
    expect(await claimInvitationMail(linkMail(pending), addSeconds(now, 59))).toEqual({ refused: 'busy' })
    expect(await claimInvitationMail(linkMail(pending), addSeconds(now, 60))).toHaveProperty('claimed')
  })

  test('is given five times and never a sixth', async () => {
    const pending = await storedIssued({}, now)
    const later = (n: number) => addSeconds(now, n * 61)
    for (let n = 0; n < maxAttempts; n++)
      expect(await claimInvitationMail(linkMail(pending), later(n))).toHaveProperty('claimed')
    expect(await claimInvitationMail(linkMail(pending), later(4))).toEqual({ refused: 'busy' })
    expect(await claimInvitationMail(linkMail(pending), later(9))).toEqual({ refused: 'exhausted' })
  })

  test('that was given back costs no try', async () => {
    const pending = await storedIssued({}, now)
    for (let n = 0; n < 2 * maxAttempts; n++) {
      expect(await claimInvitationMail(linkMail(pending), now)).toHaveProperty('claimed')
      await releaseClaim(linkMail(pending))
    }
  })

  const moved = async (to: (pending: Invitation) => { invitation: Invitation }) => {
    const pending = await storedIssued({ expiresIn: 'P1D' }, now)
    await commit([updateInvitation(pending, to(pending).invitation)])
    return pending
  }

  test.each<[string, () => Promise<Invitation>, Date]>([
    ['accepted', () => moved((p) => decide(p, 'accept')), now],
    ['declined', () => moved((p) => decide(p, 'decline')), now],
    ['sent anew', () => moved((p) => issue(p, now, 'ses', 'resend')), now],
    ['taken to the clipboard', () => moved((p) => issue(p, now, 'clipboard', 'resend')), now],
    ['overdue', () => storedIssued({ expiresIn: 'P1D' }, now), addDays(now, 1)],
    ['a draft', () => storedDraft({}, now), now],
    ['for the clipboard', () => storedIssued({}, now, 'clipboard'), now],
  ])('is refused for good when the invitation is %s', async (_state, make, when) => {
    expect(await claimInvitationMail(linkMail(await make()), when)).toEqual({ refused: 'obsolete' })
  })

  test('is refused for good when the mail has gone out, or the invitation is unknown', async () => {
    const pending = await storedIssued({}, now)
    await claimInvitationMail(linkMail(pending), now)
    await noteDelivery(linkMail(pending), { state: 'sent', at })
    expect(await claimInvitationMail(linkMail(pending), now)).toEqual({ refused: 'obsolete' })
    const unknown = { ...pending, id: pending.partnerId }
    expect(await claimInvitationMail(linkMail(unknown), now)).toEqual({ refused: 'obsolete' })
  })
})

describe('what is known of a mail', () => {
  test.each(deliveryStates.slice(1).flatMap((from) => deliveryStates.slice(1).map((to) => [from, to] as const)))(
    '%s, then %s: the higher rank stays',
    async (from, to) => {
      const pending = await storedIssued({}, now)
      await noteDelivery(linkMail(pending), { state: from, at })
      await noteDelivery(linkMail(pending), { state: to, at: addSeconds(now, 1).toISOString() })
      const rank = (state: (typeof deliveryStates)[number]) => deliveryStates.indexOf(state)
      expect((await deliveryOf(pending))?.state).toBe(rank(to) > rank(from) ? to : from)
    },
  )

  test('keeps the reason of a failure, and frees the claim', async () => {
    const pending = await storedIssued({}, now)
    await claimInvitationMail(linkMail(pending), now)
    await noteDelivery(linkMail(pending), { state: 'failed', at, reason: 'MessageRejected' })
    expect(await deliveryOf(pending)).toEqual({ state: 'failed', at, reason: 'MessageRejected' })
  })

  test('says nothing of a newer link', async () => {
    const pending = await storedIssued({}, now)
    const { invitation } = issue(pending, now, 'ses', 'resend')
    await commit([updateInvitation(pending, invitation)])
    await noteDelivery(linkMail(pending), { state: 'failed', at, reason: 'late' })
    await releaseClaim(linkMail(pending))
    expect(await deliveryOf(pending)).toEqual({ state: 'queued', at })
  })
})

describe('the row that asks for a mail', () => {
  test('names who waits, and stands in the due index from five minutes after the send', async () => {
    const pending = await storedIssued({}, now)
    const due = addSeconds(now, 300)
    const key = mailRowKey(pending)
    const subject = { partnerId: pending.partnerId, invitationId: pending.id }
    expect(await readMailRow(key)).toMatchObject({
      key,
      event: { name: 'invitation.sent' },
      subject,
      waiting: ['recipient'],
    })
    expect(await dueKeys(`mail#${due.toISOString().slice(0, 10)}`)).toContainEqual({
      ...key,
      dueDay: `mail#${due.toISOString().slice(0, 10)}`,
      dueAt: due.toISOString(),
    })
  })

  test('stays as an event when it is closed, and closing it twice is harmless', async () => {
    const pending = await storedIssued({}, now)
    const key = mailRowKey(pending)
    await closeMailRow({ key })
    await closeMailRow({ key })
    expect(await readMailRow(key)).toBeUndefined()
    const due = await dueKeys(`mail#${addSeconds(now, 300).toISOString().slice(0, 10)}`)
    expect(due.filter((row) => row.pk === key.pk)).toEqual([])
  })
})
