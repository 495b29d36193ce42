import '../store/environment.ts'
import '../store/own-tables.ts'
import { randomUUID } from 'node:crypto'
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import type { Context } from 'aws-lambda'
import { beforeEach, describe, expect, test } from 'vitest'
import { handler } from '../../functions/expire/handler.ts'
import { verifyChain } from '../../shared/domain/chain.ts'
import { type Invitation, invitationChainId } from '../../shared/domain/invitation.ts'
import { addDays, utcDay } from '../../shared/domain/time.ts'
import { dynamo, invitationsTable } from '../../shared/store/client.ts'
import { commit } from '../../shared/store/commit.ts'
import { encodeInvitation } from '../../shared/store/invitation-item.ts'
import {
  deleteGuard,
  putGuard,
  queryInvitationEvents,
  readInvitation,
  updateInvitation,
} from '../../shared/store/invitations.ts'
import { dueDayOf, guardKey, sweepKey } from '../../shared/store/keys.ts'
import { readItem } from '../../shared/store/read.ts'
import { decide, issue, storedDraft, storedIssued } from '../store/builders.ts'
import { awsError, first, withFaults } from '../store/calls.ts'
import { putItem, wholeDueIndex } from '../store/tables.ts'
import { lambdaContext } from './call.ts'

const expire = (context: Context = lambdaContext()) => handler({}, context)
const daysAgo = (days: number) => addDays(new Date(), -days)
/** Issued so that it was due that many days ago. */
const overdue = (days: number, fields = {}) => storedIssued({ expiresIn: 'P5D', ...fields }, daysAgo(5 + days))

// each test puts what was due days ago, which a schedule that has run since would not look for any more
beforeEach(() => putItem(invitationsTable, { ...sweepKey('state'), day: utcDay(daysAgo(10)) }).then(() => {}))

const eventsOf = async (i: Invitation) => (await queryInvitationEvents(i.partnerId, i.id, { limit: 50 })).events
const guardOf = (i: Invitation) => readItem(invitationsTable, guardKey(i.partnerId, i.recipientHash))
const stateOf = (i: Invitation) => readInvitation(i.partnerId, i.id)

describe('what nobody answered in time', () => {
  test('expires by the schedule, with its event, and makes room for another invitation', async () => {
    const pending = await overdue(1)
    expect(await expire()).toEqual({ done: 1, left: 0, finished: true })
    const now = await stateOf(pending)
    expect(now).toMatchObject({ status: 'expired', version: pending.version + 1, expiresAt: pending.expiresAt })
    const events = await eventsOf(pending)
    expect(events.map((e) => e.name)).toEqual(['invitation.created', 'invitation.sent', 'invitation.expired'])
    expect(events.at(-1)?.actor).toEqual({ kind: 'schedule' })
    expect(now && verifyChain(invitationChainId(now), events, now.head)).toEqual({ ok: true })
    expect(await guardOf(pending)).toBeUndefined()
    expect(await expire()).toMatchObject({ done: 0, left: 0 })
    expect(await eventsOf(pending)).toHaveLength(3)
  })

  test('expires a moment after its time, not on the next day', async () => {
    const pending = await storedIssued({ expiresIn: 'P1D' }, new Date(Date.now() - 86_400_000 - 50))
    await expire()
    expect(await stateOf(pending)).toMatchObject({ status: 'expired' })
  })

  test('is caught up with after the schedule stood still for 40 days', async () => {
    const late = await Promise.all([40, 25, 7, 1].map((days) => overdue(days)))
    await putItem(invitationsTable, { ...sweepKey('state'), day: utcDay(daysAgo(41)) })
    expect(await expire()).toEqual({ done: 4, left: 0, finished: true })
    for (const invitation of late) expect(await stateOf(invitation)).toMatchObject({ status: 'expired' })
    expect(await readItem(invitationsTable, sweepKey('state'))).toMatchObject({ day: utcDay(new Date()) })
  })

  test('leaves a guard that another invitation has taken over', async () => {
    const old = await overdue(1)
    const { partnerId, recipientHash } = old
    const draft = await storedDraft({ partnerId, recipientHash })
    const { invitation } = issue(draft)
    await commit([putGuard(invitation, recipientHash, new Date()), updateInvitation(draft, invitation)])
    expect(await expire()).toMatchObject({ done: 1, left: 0 })
    expect(await stateOf(old)).toMatchObject({ status: 'expired' })
    expect(await guardOf(old)).toMatchObject({ invitation: invitation.id })
    expect(await stateOf(invitation)).toMatchObject({ status: 'issued' })
  })
})

test('everything else is left alone: what is open waits to expire, what is not for the end of its retention', async () => {
  const draft = await storedDraft({}, daysAgo(60))
  const pending = await storedIssued({ expiresIn: 'P1D' }, new Date(Date.now() - 86_300_000))
  const answered = await overdue(1)
  const { invitation: declined } = decide(answered, 'decline', daysAgo(3))
  await commit([updateInvitation(answered, declined), deleteGuard(answered)])
  const before = await Promise.all([draft, pending, answered].map(stateOf))
  expect(await expire()).toEqual({ done: 0, left: 0, finished: true })
  expect(await Promise.all([draft, pending, answered].map(stateOf))).toEqual(before)
  const mine = [draft, pending, answered].map((i) => `I#${i.id}`)
  const due = (await wholeDueIndex()).filter((row) => mine.includes(String(row.sk)))
  const placeOf = (id: string) => due.find((row) => row.sk === `I#${id}`)?.dueDay
  expect(placeOf(pending.id)).toMatch(/^\d{4}-/)
  expect([placeOf(draft.id), placeOf(answered.id)]).toEqual([
    expect.stringMatching(/^purge#/),
    expect.stringMatching(/^purge#/),
  ])
})

describe('the schedule', () => {
  test('stops before its time is up, loses nothing, and goes on the next time', async () => {
    const late = await Promise.all(Array.from({ length: 30 }, (_, n) => overdue(1 + (n % 3))))
    let looks = 0
    const short = { getRemainingTimeInMillis: () => (looks++ < 2 ? 60_000 : 9_000) } as Context
    const stopped = await expire(short)
    expect(stopped.finished).toBe(false)
    expect(stopped.done).toBeGreaterThan(0)
    expect(stopped.done).toBeLessThan(30)
    expect(await expire()).toEqual({ done: 30 - stopped.done, left: 0, finished: true })
    for (const invitation of late) expect(await eventsOf(invitation)).toHaveLength(3)
  })

  test('run twice at once expires each once', async () => {
    const late = await Promise.all(Array.from({ length: 10 }, () => overdue(1)))
    await Promise.all([expire(), expire()])
    for (const invitation of late) expect(await eventsOf(invitation)).toHaveLength(3)
  })

  test('goes through more than a page of a day', async () => {
    const due = daysAgo(1)
    await Promise.all(
      Array.from({ length: 130 }, () => storedIssued({ expiresIn: 'P5D' }, addDays(due, -5), 'clipboard')),
    )
    expect(await expire()).toEqual({ done: 130, left: 0, finished: true })
  })

  test('is not held up by an item that cannot be handled, and keeps coming back to it', async () => {
    const at = daysAgo(2)
    const key = { pk: `P#${randomUUID()}`, sk: `I#${randomUUID()}` }
    await putItem(invitationsTable, {
      ...key,
      status: 'broken',
      dueDay: dueDayOf('state', at),
      dueAt: at.toISOString(),
    })
    const good = [await overdue(3), await overdue(1)]
    expect(await expire()).toEqual({ done: 2, left: 1, finished: true })
    for (const invitation of good) expect(await stateOf(invitation)).toMatchObject({ status: 'expired' })
    expect(await expire()).toEqual({ done: 0, left: 1, finished: true })
    await dynamo.send(new DeleteCommand({ TableName: invitationsTable, Key: key }))
    expect(await expire()).toEqual({ done: 0, left: 0, finished: true })
  })

  test('comes back to what the table was too busy for', async () => {
    const pending = await overdue(1)
    const throttled = first(3, 'GetItem', { before: awsError('InternalServerError') })
    // the first reading is that of the day to begin with
    await expect(withFaults(throttled, () => expire())).rejects.toMatchObject({ code: 'dependency-throttled' })
    expect(await stateOf(pending)).toMatchObject({ status: 'issued' })
    expect(await expire()).toMatchObject({ done: 1, left: 0 })
  })

  test('finds nothing twice in what the index has not caught up with', async () => {
    const pending = await overdue(1)
    await expire()
    const stale = {
      ...encodeInvitation(pending),
      ...(await readItem(invitationsTable, { pk: `P#${pending.partnerId}`, sk: `I#${pending.id}` })),
    }
    await putItem(invitationsTable, {
      ...stale,
      dueDay: dueDayOf('state', daysAgo(1)),
      dueAt: daysAgo(1).toISOString(),
    })
    await expire()
    expect(await eventsOf(pending)).toHaveLength(3)
  })
})
