import './environment.ts'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../shared/domain/time.ts'
import { commit } from '../../shared/store/commit.ts'
import { claimInvitationMail, noteDelivery } from '../../shared/store/delivery.ts'
import {
  deleteGuard,
  putGuard,
  putInvitationEvent,
  readInvitation,
  recordView,
  requireNoGuard,
  updateInvitation,
} from '../../shared/store/invitations.ts'
import { aDraft, decide, issue, linkMail, storedDraft, storedIssued } from './builders.ts'
import { partnerRows } from './tables.ts'

const at = '2026-03-01T10:00:00.000Z'

describe('a transition', () => {
  test('keeps what was learnt of the mail and the viewing while it was being decided', async () => {
    const read = await storedIssued()
    const seen = new Date()
    await noteDelivery(linkMail(read), { state: 'sent', at })
    await recordView(read, seen)
    const { invitation, event } = decide(read, 'accept')
    expect(await commit([updateInvitation(read, invitation), putInvitationEvent(invitation, event)])).toEqual({
      committed: true,
    })
    expect(await readInvitation(read.partnerId, read.id)).toEqual({
      ...invitation,
      delivery: { state: 'sent', at },
      viewedAt: seen.toISOString(),
    })
  })

  test('writes only what differs', async () => {
    const read = await storedIssued()
    const { invitation } = decide(read, 'decline')
    const { Update } = updateInvitation(read, invitation)
    const named = Object.values(Update?.ExpressionAttributeNames ?? {}).sort()
    expect(named).toEqual(['decidedAt', 'decidedBy', 'dueAt', 'dueDay', 'hash', 'seq', 'status', 'version'].sort())
  })

  test('to a new link starts its mail afresh, whatever became of the old one in between', async () => {
    const read = await storedIssued({}, new Date(Date.now() - 60_000))
    await claimInvitationMail(linkMail(read), new Date())
    await noteDelivery(linkMail(read), { state: 'failed', at, reason: 'MessageRejected' })
    const { invitation } = issue(read, new Date(), 'ses', 'resend')
    await commit([updateInvitation(read, invitation)])
    const now = await readInvitation(read.partnerId, read.id)
    expect(now).toEqual({ ...invitation, delivery: { state: 'queued', at: invitation.issuedAt } })
    expect(await claimInvitationMail(linkMail(invitation), new Date())).toHaveProperty('claimed')
  })

  test('to a link for the clipboard leaves no mail behind', async () => {
    const read = await storedIssued()
    await noteDelivery(linkMail(read), { state: 'failed', at, reason: 'MessageRejected' })
    const { invitation } = issue(read, new Date(), 'clipboard', 'resend')
    await commit([updateInvitation(read, invitation)])
    expect(await readInvitation(read.partnerId, read.id)).toEqual(invitation)
  })

  test('of two that read the same version only one happens', async () => {
    const read = await storedIssued()
    const rivals = [decide(read, 'accept'), decide(read, 'decline')]
    const outcomes = await Promise.all(
      rivals.map(({ invitation, event }) =>
        commit([updateInvitation(read, invitation), putInvitationEvent(invitation, event)]),
      ),
    )
    const winners = rivals.filter((_, i) => outcomes[i]?.committed)
    expect(winners).toHaveLength(1)
    expect(await readInvitation(read.partnerId, read.id)).toEqual(winners[0]?.invitation)
    const events = (await partnerRows(read.partnerId)).filter((row) => String(row.sk).startsWith('E#'))
    expect(events.map((row) => row.name)).toEqual(['invitation.created', 'invitation.sent', winners[0]?.event.name])
  })

  test('by the customer does not happen once the invitation is overdue', async () => {
    const issued = new Date()
    const read = await storedIssued({ expiresIn: 'P1D' }, issued)
    const { invitation } = decide(read, 'accept')
    const atExpiry = await commit([updateInvitation(read, invitation, addDays(issued, 1))])
    expect(atExpiry.committed).toBe(false)
    const before = await commit([updateInvitation(read, invitation, new Date(addDays(issued, 1).getTime() - 1))])
    expect(before.committed).toBe(true)
  })
})

describe('the pending guard', () => {
  const now = new Date()
  const pair = () => ({ partnerId: randomUUID(), recipientHash: 'r'.repeat(24) })
  const guardRow = async (partnerId: string) =>
    (await partnerRows(partnerId)).find((row) => String(row.sk).startsWith('D#'))

  test('refuses a second invitation to the same recipient and names the first', async () => {
    const to = pair()
    const pending = await storedIssued(to, now)
    const { invitation } = issue(aDraft(to).invitation, now)
    const outcome = await commit([putGuard(invitation, to.recipientHash, now)])
    expect(outcome).toEqual({
      committed: false,
      failed: [expect.objectContaining({ invitation: pending.id, expiresAt: Date.parse(pending.expiresAt) })],
    })
  })

  test('is taken over once the first is overdue', async () => {
    const to = pair()
    await storedIssued({ ...to, expiresIn: 'P1D' }, addDays(now, -1))
    const { invitation } = issue(aDraft(to).invitation, now)
    expect((await commit([putGuard(invitation, to.recipientHash, now)])).committed).toBe(true)
    expect(await guardRow(to.partnerId)).toMatchObject({ invitation: invitation.id })
  })

  test('may be set again by its own invitation', async () => {
    const pending = await storedIssued(pair(), now)
    expect((await commit([putGuard(pending, pending.recipientHash, now)])).committed).toBe(true)
  })

  test('is deleted only by its own invitation', async () => {
    const to = pair()
    const pending = await storedIssued(to, now)
    const other = aDraft(to).invitation
    expect((await commit([deleteGuard(other)])).committed).toBe(false)
    expect(await guardRow(to.partnerId)).toMatchObject({ invitation: pending.id })
    expect((await commit([deleteGuard(pending)])).committed).toBe(true)
    expect((await commit([deleteGuard(other)])).committed).toBe(true)
    expect(await guardRow(to.partnerId)).toBeUndefined()
  })

  test('counts under the older keys of the ring, too', async () => {
    const to = pair()
    const pending = await storedIssued(to, now)
    const other = await storedDraft(to)
    expect((await commit([requireNoGuard(other, to.recipientHash, now)])).committed).toBe(false)
    expect((await commit([requireNoGuard(pending, to.recipientHash, now)])).committed).toBe(true)
    expect((await commit([requireNoGuard(other, to.recipientHash, addDays(now, 31))])).committed).toBe(true)
  })

  test('does not stand between partners', async () => {
    const first = await storedIssued(pair(), now)
    const second = await storedIssued({ ...pair(), recipientHash: first.recipientHash }, now)
    expect(second.partnerId).not.toBe(first.partnerId)
    expect(await guardRow(second.partnerId)).toMatchObject({ invitation: second.id })
  })
})
