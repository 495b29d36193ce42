import '../store/environment.ts'
import { expect, test } from 'vitest'
import { Problem } from '../../shared/domain/errors.ts'
import type { Member } from '../../shared/domain/people.ts'
import { type BulkRow, inviteInBulk } from '../../shared/use-cases/invite-in-bulk.ts'
import { aPartnerUser } from '../domain/builders.ts'
import { aPartner } from '../functions/people.ts'
import { always, withFaults } from '../store/calls.ts'

const now = new Date('2026-11-24T12:00:00Z')
const row = (email: string): BulkRow => ({
  request: { recipient: { email }, expiresIn: 'P30D' },
  via: 'none',
})
const wrong: BulkRow = { problem: new Problem('validation-failed', 'In the body: /x is not a known field.') }
const statuses = (outcomes: { status: string }[]) => outcomes.map(({ status }) => status)

async function anAgent(): Promise<Member> {
  const { id } = await aPartner()
  return aPartnerUser({ tenantId: id, appRoles: ['AdminAgent'] })
}

test('rows after the time budget are not reached, and the same request does them later', async () => {
  const caller = await anAgent()
  const rows = [row('a@contoso.example'), wrong]
  const repeatable = { key: 'k1', hash: 'h' }
  const late = await inviteInBulk(caller, rows, { dryRun: false, budgetMilliseconds: 0 }, repeatable, now)
  expect(statuses(late)).toEqual(['not-reached', 'refused'])
  expect(late[0]?.problem?.details.retryAfterSeconds).toBe(1)
  expect(statuses(await inviteInBulk(caller, rows, { dryRun: false }, repeatable, now))).toEqual(['created', 'refused'])
  expect(statuses(await inviteInBulk(caller, rows, { dryRun: false }, repeatable, now))).toEqual([
    'replayed',
    'refused',
  ])
})

test('an unexpected failure keeps what was done, and its row and those after it are not reached', async () => {
  const caller = await anAgent()
  const rows = ['a', 'b', 'c'].map((name) => row(`${name}@contoso.example`))
  let transactions = 0
  const outcomes = await withFaults(
    (operation) => {
      if (operation !== 'TransactWriteItems') return undefined
      transactions += 1
      return transactions > 1 ? { before: new TypeError('broken') } : undefined
    },
    () => inviteInBulk(caller, rows, { dryRun: false }, { key: 'k2', hash: 'h' }, now),
  )
  expect(statuses(outcomes)).toEqual(['created', 'not-reached', 'not-reached'])
  expect(JSON.stringify(outcomes)).not.toContain('broken')
  const repeat = await inviteInBulk(caller, rows, { dryRun: false }, { key: 'k2', hash: 'h' }, now)
  expect(statuses(repeat)).toEqual(['replayed', 'created', 'created'])
})

test('a dry run answers not-reached, too, when the time is over', async () => {
  const caller = await anAgent()
  const outcomes = await withFaults(always('TransactWriteItems', { before: new Error('no write') }), () =>
    inviteInBulk(
      caller,
      [row('a@contoso.example')],
      { dryRun: true, budgetMilliseconds: 0 },
      { key: 'k3', hash: 'h' },
      now,
    ),
  )
  expect(statuses(outcomes)).toEqual(['not-reached'])
})
