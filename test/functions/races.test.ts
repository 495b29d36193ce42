import '../store/environment.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../shared/domain/time.ts'
import { expireInvitation } from '../../shared/use-cases/expire-invitation.ts'
import { partnerRows } from '../store/tables.ts'
import { type Answer, partnerApi } from './call.ts'
import { accept, acceptance, decline, drafted, eventNames, read, revoke, send, sent, supportOnly } from './journey.ts'
import { aCustomer, aPartner, type TestPartner } from './people.ts'

let partner: TestPartner

beforeAll(async () => {
  partner = await aPartner({ limits: { invitationsPer15Minutes: 1000 } })
})

const terminal = ['accepted', 'declined', 'revoked', 'closed', 'expired'].map((end) => `invitation.${end}`)
const endings = async (id: string) => (await eventNames(partner, id)).filter((name) => terminal.includes(name))

describe('one invitation', () => {
  test('accepted 50 times at once by the same person: every answer is the same yes, and it happened once', async () => {
    const customer = aCustomer()
    const pending = await sent(partner, customer, { adminPrivileges: supportOnly })
    const body = await acceptance(pending.secret)
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(customer.carla, body)))
    expect(answers.map((a) => a.status)).toEqual(Array.from({ length: 50 }, () => 200))
    expect(new Set(answers.map((a) => a.text)).size).toBe(1)
    expect(answers[0]?.body.version).toBe(1)
    expect(await endings(pending.id)).toEqual(['invitation.accepted'])
    expect((await read(partner, pending.id)).version).toBe(pending.version + 1)
  })

  test('accepted by two people at once: one is taken at his word, the others hear that it is decided', async () => {
    const customer = aCustomer()
    const pending = await sent(partner, customer)
    const body = await acceptance(pending.secret)
    const people = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? customer.carla : customer.can))
    const answers = await Promise.all(people.map((as) => accept(as, body)))
    const winners = new Set(people.filter((_, n) => answers[n]?.status === 200))
    expect(winners.size).toBe(1)
    const [winner] = winners
    for (const [n, answer] of answers.entries())
      expect(answer.status === 200 ? 200 : answer.body.code).toBe(
        people[n] === winner ? 200 : 'invitation-already-decided',
      )
    expect(await endings(pending.id)).toEqual(['invitation.accepted'])
  })

  test('accepted, declined, revoked and overdue at once, 30 times over: one thing happens, and all answers agree', async () => {
    const seen = new Set<string>()
    for (let round = 0; round < 30; round++) {
      const customer = aCustomer()
      const pending = await sent(partner, customer, { expiresIn: 'P1D' })
      const body = await acceptance(pending.secret)
      const moves: [string, () => Promise<boolean>][] = [
        ['accepted', async () => succeeded(await accept(customer.carla, body))],
        ['declined', async () => succeeded(await decline(customer.can, pending.secret))],
        ['revoked', async () => succeeded(await revoke(partner, pending.id))],
        ['expired', () => expireInvitation(partner.id, pending.id.slice(4), addDays(new Date(), 2))],
      ]
      const outcomes = await Promise.all(
        moves.map(async ([name, move], n) => {
          // each round another one has the head start of some milliseconds
          await delay((n * 5 + round * 3) % 11)
          return { name, won: await move() }
        }),
      )
      const winners = outcomes.filter((o) => o.won).map((o) => o.name)
      const { status } = await read(partner, pending.id)
      expect(winners).toEqual([status])
      expect(await endings(pending.id)).toEqual([`invitation.${status}`])
      const rows = await partnerRows(partner.id)
      expect(rows.filter((row) => String(row.sk).startsWith('D#') && row.invitation === pending.id.slice(4))).toEqual(
        [],
      )
      const related = await partnerApi('GET', `/v1/customers/${customer.id}`, { as: partner.ada })
      expect(related.status).toBe(status === 'accepted' ? 200 : 404)
      seen.add(status)
    }
    expect(seen.size).toBeGreaterThan(1)
  })

  test('sent anew while the customer accepts: either the old link was in time or it is superseded', async () => {
    for (let round = 0; round < 10; round++) {
      const customer = aCustomer()
      const pending = await sent(partner, customer)
      const body = await acceptance(pending.secret)
      const [yes, again] = await Promise.all([
        accept(customer.carla, body),
        send(partner, pending.id, 'clipboard', 'resend'),
      ])
      const outcome = [yes?.body.code ?? yes?.status, again?.body.code ?? again?.status]
      expect([
        [200, 'invitation-already-decided'],
        [200, 'relationship-exists'],
        ['link-superseded', 200],
      ]).toContainEqual(outcome)
    }
  })
})

// a refusal has to name a state that is the end; anything else would be a wrong answer
function succeeded(answer: Answer): boolean {
  if (answer.status === 200) return true
  expect(['invitation-already-decided', 'invitation-revoked', 'invitation-expired']).toContain(answer.body.code)
  return false
}

test('two invitations of one pair accepted together, 20 times over: one relationship, and the slower customer reads again', async () => {
  for (let round = 0; round < 20; round++) {
    const customer = aCustomer()
    const [first, second] = [
      await sent(partner, customer, { adminPrivileges: supportOnly }),
      await sent(partner, customer, { recipient: { email: customer.can.signInName }, adminPrivileges: supportOnly }),
    ]
    const bodies = [await acceptance(first.secret), await acceptance(second.secret)]
    const answers = await Promise.all([accept(customer.carla, bodies[0] ?? {}), accept(customer.can, bodies[1] ?? {})])
    // the slower one was shown a new relationship and now renews one, so it has to read again
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'content-changed'])
    const [slower, who] = answers[0]?.status === 200 ? [second, customer.can] : [first, customer.carla]
    expect((await accept(who, await acceptance(slower.secret, who))).body.version).toBe(2)
    const { body } = await partnerApi('GET', `/v1/customers/${customer.id}`, { as: partner.ada })
    expect(body.version).toBe(2)
  }
})

test('two invitations that ask for nothing accepted together: one relationship, and the other invitation is closed', async () => {
  for (let round = 0; round < 10; round++) {
    const customer = aCustomer()
    const pending = [
      await sent(partner, customer),
      await sent(partner, customer, { recipient: { email: customer.can.signInName } }),
    ]
    const bodies = await Promise.all(pending.map(({ secret }) => acceptance(secret)))
    const answers = await Promise.all([accept(customer.carla, bodies[0] ?? {}), accept(customer.can, bodies[1] ?? {})])
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'relationship-exists'])
    const ends = await Promise.all(pending.map(({ id }) => endings(id)))
    expect(ends.flat().sort()).toEqual(['invitation.accepted', 'invitation.closed'])
    const { body } = await partnerApi('GET', `/v1/customers/${customer.id}`, { as: partner.ada })
    expect(body.version).toBe(1)
  }
})

test('two invitations sent to one recipient together: one is issued, the other hears which one is pending', async () => {
  for (let round = 0; round < 10; round++) {
    const customer = aCustomer()
    const drafts = [await drafted(partner, customer), await drafted(partner, customer)]
    const answers = await Promise.all(drafts.map(({ id }) => send(partner, id)))
    const winner = drafts[answers.findIndex((a) => a.status === 200)]
    const refusal = answers.find((a) => a.status !== 200)
    expect(refusal?.body).toMatchObject({ code: 'already-pending-for-customer', invitationId: winner?.id })
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1)
  }
})

test('an invitation edited and sent at once: what was sent is what one of them left', async () => {
  for (let round = 0; round < 10; round++) {
    const { id } = await drafted(partner, aCustomer())
    const message = { subject: 'New', text: 'New {link}' }
    const [edited, issued] = await Promise.all([
      partnerApi('PUT', `/v1/invitations/${id}/message`, {
        as: partner.ada,
        body: message,
        headers: { 'if-match': '"1"' },
      }),
      send(partner, id, 'ses'),
    ])
    expect(issued?.status, issued?.text).toBe(200)
    expect([200, 409, 412]).toContain(edited?.status)
    const now = await read(partner, id)
    expect(now).toMatchObject({ status: 'issued', generation: 1 })
    expect(now.message.subject === 'New').toBe(edited?.status === 200)
  }
})
