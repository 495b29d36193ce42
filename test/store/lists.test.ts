import './environment.ts'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { relationshipsTable } from '../../shared/store/client.ts'
import { commit } from '../../shared/store/commit.ts'
import {
  putInvitation,
  queryInvitationEvents,
  queryInvitations,
  updateInvitation,
} from '../../shared/store/invitations.ts'
import { pointerKey } from '../../shared/store/keys.ts'
import { queryCustomers, queryPartners } from '../../shared/store/relationships.ts'
import { listInvitations } from '../../shared/use-cases/list-invitations.ts'
import { aDraft, aRelationship, decide, issue, putRelationship, storedIssued } from './builders.ts'
import { callsOf } from './calls.ts'
import { partition, wholeDueIndex } from './tables.ts'

const at = (n: number) => new Date(Date.parse('2026-03-01T10:00:00.000Z') + n * 1000)

/** Drafts that were made a second apart, oldest first. */
async function drafts(partnerId: string, count: number) {
  const made = Array.from({ length: count }, (_, n) => aDraft({ partnerId }, at(n)).invitation)
  for (let i = 0; i < count; i += 25) await commit(made.slice(i, i + 25).map(putInvitation))
  return made
}

/** Follows a list page by page; `between` happens after each page. */
async function walk<T>(
  ask: (after: string | undefined) => Promise<{ items: T[]; after: string | undefined }>,
  between: (page: number) => Promise<unknown> = async () => {},
) {
  const seen: T[] = []
  let after: string | undefined
  for (let page = 0; page < 50; page++) {
    const answer = await ask(after)
    seen.push(...answer.items)
    after = answer.after
    if (after === undefined) return seen
    await between(page)
  }
  throw new Error('the list does not end')
}

const ids = (invitations: { id: string }[]) => invitations.map((i) => i.id)

describe("a partner's invitations", () => {
  test('are listed newest first', async () => {
    const partnerId = randomUUID()
    const made = await drafts(partnerId, 30)
    const { invitations, after } = await queryInvitations(partnerId, { limit: 10 })
    expect(ids(invitations)).toEqual(ids(made).reverse().slice(0, 10))
    expect(after).toBe(made[20]?.id)
  })

  test('a walk over pages meets each one that lived throughout exactly once, whatever is written meanwhile', async () => {
    const partnerId = randomUUID()
    const made = await drafts(partnerId, 60)
    const ask = async (after: string | undefined) => {
      const page = await queryInvitations(partnerId, { limit: 7, after })
      return { items: page.invitations, after: page.after }
    }
    const seen = await walk(ask, async (page) => {
      const fresh = Array.from({ length: 5 }, () => aDraft({ partnerId }, at(1000 + page)).invitation)
      const [touched, next] = [made[59 - page], made[page]]
      await commit([
        ...fresh.map(putInvitation),
        ...[touched, next].flatMap((i) => (i ? [updateInvitation(i, { ...i, version: i.version + 1 })] : [])),
      ])
    })
    expect(ids(seen).filter((id) => made.some((i) => i.id === id))).toEqual(ids(made).reverse())
    expect(new Set(ids(seen)).size).toBe(seen.length)
  })

  test('a filtered walk finds each match once, with at most four queries a page', async () => {
    const partnerId = randomUUID()
    const made = await drafts(partnerId, 60)
    const sent = made.filter((_, n) => n % 10 === 0)
    for (const draft of sent) await commit([updateInvitation(draft, issue(draft).invitation)])
    const seen = await walk(async (after) => {
      const { result, calls } = await callsOf(() =>
        listInvitations(partnerId, { status: 'issued', limit: 4, after }, new Date()),
      )
      expect(calls.length).toBeLessThanOrEqual(4)
      return result
    })
    expect(ids(seen)).toEqual(ids(sent).reverse())
  })

  test('created after a time are a range of keys: one query, and none that is older or of that very moment', async () => {
    const partnerId = randomUUID()
    const made = await drafts(partnerId, 30)
    const list = (limit: number, after?: string) =>
      listInvitations(partnerId, { createdAfter: at(9).toISOString(), limit, after }, at(99))
    const { result: first, calls } = await callsOf(() => list(15))
    expect(calls).toHaveLength(1)
    const rest = await list(15, first.after)
    expect(ids([...first.items, ...rest.items])).toEqual(ids(made).slice(10).reverse())
    expect(rest.after).toBeUndefined()
  })

  test('to one address are found by at most four queries a page, together with a state and a time', async () => {
    const partnerId = randomUUID()
    const made = await drafts(partnerId, 420)
    const email = 'wanted@contoso.example'
    const wanted = [3, 200, 410].map((n) => aDraft({ partnerId, recipient: { email, locale: 'en' } }, at(n)).invitation)
    await commit(wanted.map(putInvitation))
    const seen = await walk(async (after) => {
      const { result, calls } = await callsOf(() =>
        listInvitations(partnerId, { recipient: email, status: 'draft', limit: 25, after }, at(999)),
      )
      expect(calls.length).toBeLessThanOrEqual(4)
      return result
    })
    expect(made).toHaveLength(420)
    expect(ids(seen)).toEqual(ids(wanted).reverse())
    const later = { recipient: email, createdAfter: at(200).toISOString(), limit: 25 }
    expect(ids((await listInvitations(partnerId, later, at(999))).items)).toEqual([wanted[2]?.id])
    const issued = { recipient: email, status: 'issued', limit: 25 } as const
    expect((await listInvitations(partnerId, issued, at(999))).items).toEqual([])
  })

  test('what is overdue is listed as expired, before and after the schedule has said so', async () => {
    const partnerId = randomUUID()
    const pending = await storedIssued({ partnerId })
    const overdue = await storedIssued({ partnerId, expiresIn: 'P1D' }, new Date(Date.now() - 2 * 86_400_000))
    const list = async (status: 'issued' | 'expired') =>
      ids((await listInvitations(partnerId, { status, limit: 25 }, new Date())).items)
    expect(await list('issued')).toEqual([pending.id])
    expect(await list('expired')).toEqual([overdue.id])
  })

  test("never hold another partner's", async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()]
    await drafts(mine, 3)
    await drafts(theirs, 3)
    const { invitations } = await queryInvitations(mine, { limit: 25 })
    expect(invitations.every((i) => i.partnerId === mine)).toBe(true)
  })
})

test('the history of an invitation is told oldest first, page by page', async () => {
  const pending = await storedIssued()
  const first = await queryInvitationEvents(pending.partnerId, pending.id, { limit: 1 })
  expect(first.events.map((e) => e.name)).toEqual(['invitation.created'])
  const rest = await queryInvitationEvents(pending.partnerId, pending.id, { limit: 5, afterSeq: first.afterSeq })
  expect(rest).toEqual({ events: [expect.objectContaining({ name: 'invitation.sent', seq: 2 })], afterSeq: undefined })
})

describe('relationships', () => {
  test("are found from the partner's and from the customer's side, each once", async () => {
    const [partnerId, customerId] = [randomUUID(), randomUUID()]
    const customers = Array.from({ length: 12 }, (_, n) => aRelationship({ partnerId, provenDomain: `c${n}.example` }))
    const partners = Array.from({ length: 12 }, () => aRelationship({ customerId }))
    await commit([...customers, ...partners].flatMap((r) => putRelationship(r, 0)))
    const ofPartner = await walk(async (after) => {
      const page = await queryCustomers(partnerId, { limit: 5, after })
      return { items: page.relationships, after: page.after }
    })
    const ofCustomer = await walk(async (after) => {
      const page = await queryPartners(customerId, { limit: 5, after })
      return { items: page.relationships, after: page.after }
    })
    expect(ofPartner.map((r) => r.customerId)).toEqual(customers.map((r) => r.customerId).sort())
    expect(ofCustomer.map((r) => r.partnerId)).toEqual(partners.map((r) => r.partnerId).sort())
  })

  test('a relationship is listed for the customer as soon as it is written, and still once it is removed', async () => {
    const first = aRelationship({ version: 1 })
    const { customerId, partnerId } = first
    const listed = async () => (await queryPartners(customerId, { limit: 5 })).relationships.map(({ status }) => status)
    await commit(putRelationship(first, 0))
    expect(await listed()).toEqual(['active'])
    expect(await partition(relationshipsTable, `C#${customerId}`)).toEqual([pointerKey(customerId, partnerId)])
    await commit(putRelationship({ ...first, version: 2, status: 'removed', removedAt: first.since }, 1))
    expect(await listed()).toEqual(['removed'])
  })

  test('are written only on the version that was read', async () => {
    const relationship = aRelationship()
    expect((await commit(putRelationship(relationship, 0))).committed).toBe(true)
    expect((await commit(putRelationship(relationship, 0))).committed).toBe(false)
    expect((await commit(putRelationship({ ...relationship, version: 2 }, 1))).committed).toBe(true)
    expect((await commit(putRelationship({ ...relationship, version: 2 }, 1))).committed).toBe(false)
  })

  test('an empty list is an empty list', async () => {
    expect(await queryPartners(randomUUID(), { limit: 5 })).toEqual({ relationships: [], after: undefined })
    expect(await queryCustomers(randomUUID(), { limit: 5 })).toEqual({ relationships: [], after: undefined })
  })
})

test('a decided invitation waits in the due index for the end of its retention, from the day of the decision on', async () => {
  const pending = await storedIssued()
  const mine = async () => (await wholeDueIndex()).filter((row) => row.sk === `I#${pending.id}`)
  expect((await mine())[0]?.dueDay).not.toContain('purge')
  const { invitation } = decide(pending, 'decline')
  await commit([updateInvitation(pending, invitation)])
  const day = invitation.decidedAt.slice(0, 10)
  expect(await mine()).toMatchObject([{ dueDay: `purge#${day}`, dueAt: day }])
})
