import '../store/environment.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyChain } from '../../shared/domain/chain.ts'
import type { Feedback } from '../../shared/domain/feedback.ts'
import { deliveryStates, type Invitation, invitationChainId } from '../../shared/domain/invitation.ts'
import type { Addressee } from '../../shared/domain/link.ts'
import { addSeconds } from '../../shared/domain/time.ts'
import { commit } from '../../shared/store/commit.ts'
import {
  putInvitationEvent,
  queryInvitationEvents,
  readInvitation,
  updateInvitation,
} from '../../shared/store/invitations.ts'
import { countMail, readMailGate } from '../../shared/store/mail-gate.ts'
import { recordFeedback } from '../../shared/use-cases/record-feedback.ts'
import { requireMayMail } from '../../shared/use-cases/require-may-mail.ts'
import { decide, issue, linkMail, storedIssued } from '../store/builders.ts'

const now = new Date()
const at = now.toISOString()

type State = 'delayed' | 'delivered' | 'bounced' | 'complained' | 'failed'
const report = (invitation: Invitation, state: State, reason?: string): Feedback => ({
  ...linkMail(invitation),
  delivery: { state, at, reason },
  ...((state === 'bounced' || state === 'complained') && { held: state }),
})

const read = async ({ partnerId, id }: Invitation) => (await readInvitation(partnerId, id)) as Invitation
async function history(invitation: Invitation) {
  const { events } = await queryInvitationEvents(invitation.partnerId, invitation.id, { limit: 100 })
  expect(verifyChain(invitationChainId(invitation), events, (await read(invitation)).head)).toEqual({ ok: true })
  return events.map(({ name }) => name.replace('invitation.', ''))
}

/** Deterministic, so that a failure can be seen again. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const rest = [...items]
  const result: T[] = []
  let state = seed
  while (rest.length > 0) {
    state = (state * 48271) % 2147483647
    result.push(...rest.splice(state % rest.length, 1))
  }
  return result
}

describe('reports on a mail', () => {
  const states = ['delayed', 'delivered', 'bounced', 'complained'] as const

  test('in any order and three times over end in the same state, and tell of each step upwards once', async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const pending = await storedIssued({}, now)
      const sequence = shuffled([...states, ...states, ...states], seed)
      for (const state of sequence) await recordFeedback(report(pending, state), now)
      expect((await read(pending)).delivery?.state).toBe('complained')
      const rank = (name: string) => (deliveryStates as readonly string[]).indexOf(name)
      const told = (await history(pending)).slice(2).map(rank)
      expect(told).toEqual([...new Set(told)].sort((a, b) => a - b))
      expect((await read(pending)).version).toBe(pending.version)
    }
  })

  test('at the same time are told once, and the history holds', async () => {
    const pending = await storedIssued({}, now)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => recordFeedback(report(pending, 'delivered'), now)),
    )
    expect(outcomes.filter((o) => o.status === 'fulfilled' && o.value === 'news')).toHaveLength(1)
    expect(await history(pending)).toEqual(['created', 'sent', 'delivered'])
  })

  test('do not get in the way of a decision, nor it in theirs', async () => {
    const pending = await storedIssued({}, now)
    await recordFeedback(report(pending, 'delivered'), now)
    const present = await read(pending)
    const { invitation: accepted, event } = decide(present, 'accept', now)
    expect(await commit([updateInvitation(present, accepted), putInvitationEvent(accepted, event)])).toEqual({
      committed: true,
    })
    await recordFeedback(report(pending, 'complained'), now)
    expect(await read(pending)).toMatchObject({ status: 'accepted', delivery: { state: 'complained' } })
    expect(await history(pending)).toEqual(['created', 'sent', 'delivered', 'accepted', 'complained'])
  })

  test('of a bounce that is not permanent replace the reason of a delay, and change nothing after a delivery', async () => {
    const pending = await storedIssued({}, now)
    const delivery = async () => (await read(pending)).delivery
    const gaveUp = report(pending, 'delayed', 'transient-mailbox-full')
    expect(await recordFeedback(report(pending, 'delayed', 'general'), now)).toBe('news')
    expect(await recordFeedback(gaveUp, now)).toBe('news')
    expect(await recordFeedback(gaveUp, now)).toBe('known')
    expect(await recordFeedback(report(pending, 'delayed', 'general'), now)).toBe('known')
    expect(await delivery()).toMatchObject({ state: 'delayed', reason: 'transient-mailbox-full' })
    await recordFeedback(report(pending, 'delivered'), now)
    expect(await recordFeedback(gaveUp, now)).toBe('known')
    expect((await delivery())?.state).toBe('delivered')
    expect(await history(pending)).toEqual(['created', 'sent', 'delivered'])
  })

  test('on an older link say nothing of the newer one', async () => {
    const pending = await storedIssued({}, now)
    const { invitation: newer, event } = issue(pending, now, 'ses', 'resend')
    await commit([updateInvitation(pending, newer), putInvitationEvent(newer, event)])
    expect(await recordFeedback(report(pending, 'delivered'), now)).toBe('known')
    expect((await read(pending)).delivery?.state).toBe('queued')
  })

  test('on an invitation that is gone, or was never mailed, change nothing', async () => {
    const byHand = await storedIssued({}, now, 'clipboard')
    expect(await recordFeedback(report(byHand, 'delivered'), now)).toBe('known')
    expect(await recordFeedback({ ...report(byHand, 'bounced'), invitationId: randomUUID() }, now)).toBe('known')
    expect(await history(byHand)).toEqual(['created', 'sent'])
  })
})

describe('who may still send', () => {
  const fresh = () => ({ partnerId: randomUUID(), recipientHash: randomBytes(18).toString('base64url') })
  const to = (hash: string): Addressee => ({ hashes: [hash], domain: 'contoso.example' })
  const gate = ({ partnerId, recipientHash }: Invitation) => readMailGate(partnerId, to(recipientHash), now)

  test('a permanent bounce closes the address to all, a complaint to that partner', async () => {
    const [bounced, complained] = [await storedIssued(fresh(), now), await storedIssued(fresh(), now)]
    await recordFeedback(report(bounced, 'bounced'), now)
    await recordFeedback(report(complained, 'complained'), now)
    const other = randomUUID()
    expect((await gate(bounced)).suppressed).toBe(true)
    expect((await readMailGate(other, to(bounced.recipientHash), now)).suppressed).toBe(true)
    expect((await gate(complained)).suppressed).toBe(true)
    expect((await readMailGate(other, to(complained.recipientHash), now)).suppressed).toBe(false)
  })

  test('a mailbox that was only full stays open', async () => {
    const pending = await storedIssued(fresh(), now)
    await recordFeedback(report(pending, 'delayed', 'transient-mailbox-full'), now)
    expect(await gate(pending)).toEqual({ suppressed: false, paused: false })
  })

  test.each<[State, number, number]>([
    ['bounced', 4, 5],
    ['complained', 0, 1],
  ])(
    'of 100 mails in 24 hours %s: %i are borne, with %i sending pauses, and a day later goes on',
    async (state, borne, tooMany) => {
      const partnerId = randomUUID()
      for (let n = 0; n < 100; n++) await countMail(partnerId, 'sent', now)
      for (let n = 1; n <= tooMany; n++) {
        const pending = await storedIssued({ ...fresh(), partnerId }, now)
        // a report that comes twice counts once
        for (let twice = 0; twice < 2; twice++) await recordFeedback(report(pending, state), now)
        expect((await readMailGate(partnerId, to('nobody'), now)).paused).toBe(n > borne)
      }
      await expect(requireMayMail(partnerId, to('nobody'), now)).rejects.toMatchObject({ code: 'sending-paused' })
      await requireMayMail(partnerId, to('nobody'), addSeconds(now, 86_400))
      await requireMayMail(randomUUID(), to('nobody'), now)
    },
  )

  test('nobody is judged by fewer than 100 mails', async () => {
    const partnerId = randomUUID()
    for (let n = 0; n < 99; n++) await countMail(partnerId, 'sent', now)
    for (let n = 0; n < 20; n++) await countMail(partnerId, 'bounced', now)
    expect((await readMailGate(partnerId, to('nobody'), now)).paused).toBe(false)
  })
})
