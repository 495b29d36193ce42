import './environment.ts'
import { randomUUID } from 'node:crypto'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../shared/domain/time.ts'
import { invitationsTable, relationshipsTable } from '../../shared/store/client.ts'
import { commit, settle } from '../../shared/store/commit.ts'
import { decodeRecord, putIdempotencyRecord } from '../../shared/store/idempotency.ts'
import { putInvitation, readInvitation } from '../../shared/store/invitations.ts'
import { idempotencyKey, profileKey } from '../../shared/store/keys.ts'
import { readItem, readTogether } from '../../shared/store/read.ts'
import { aDraft } from './builders.ts'
import { always, awsError, callsOf, first, withFaults } from './calls.ts'
import { putItem } from './tables.ts'

const canceled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'canceled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  })

const busy = expect.objectContaining({ code: 'dependency-throttled', status: 503 })

describe('a commit', () => {
  test('writes all or nothing, and says which item stood in the way', async () => {
    const [there, fresh] = [aDraft().invitation, aDraft().invitation]
    await commit([putInvitation(there)])
    const outcome = await commit([putInvitation(fresh), putInvitation(there)])
    expect(outcome).toEqual({ committed: false, failed: [undefined, {}] })
    expect(await readInvitation(fresh.partnerId, fresh.id)).toBeUndefined()
  })

  test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'that meets %s twice goes through at the third try',
    async (code) => {
      const { invitation } = aDraft()
      const plan = first(2, 'TransactWriteItems', { before: canceled('None', code) })
      const outcome = await withFaults(plan, () => commit([putInvitation(invitation)]))
      expect(outcome).toEqual({ committed: true })
      expect(await readInvitation(invitation.partnerId, invitation.id)).toEqual(invitation)
    },
  )

  test('that meets nothing but conflicts ends as busy, with nothing written', async () => {
    const { invitation } = aDraft()
    const plan = always('TransactWriteItems', { before: canceled('TransactionConflict') })
    const { calls } = await callsOf(async () => {
      await expect(withFaults(plan, () => commit([putInvitation(invitation)]))).rejects.toEqual(busy)
    })
    expect(calls).toHaveLength(3)
    expect(await readInvitation(invitation.partnerId, invitation.id)).toBeUndefined()
  })

  test('does not take a failed condition beside a conflict for a conflict', async () => {
    const plan = always('TransactWriteItems', { before: canceled('TransactionConflict', 'ConditionalCheckFailed') })
    const { result, calls } = await callsOf(() => withFaults(plan, () => commit([putInvitation(aDraft().invitation)])))
    expect(result).toEqual({ committed: false, failed: [undefined, {}] })
    expect(calls).toHaveLength(1)
  })

  test.each(['ThrottlingException', 'InternalServerError', 'TimeoutError'])(
    'answers lasting %s as busy',
    async (name) => {
      const plan = always('TransactWriteItems', { before: awsError(name) })
      await expect(withFaults(plan, () => commit([putInvitation(aDraft().invitation)]))).rejects.toEqual(busy)
    },
  )

  test('whose answer was lost is not done twice: the second try is the same transaction', async () => {
    const { invitation } = aDraft()
    const plan = first(1, 'TransactWriteItems', { after: awsError('TimeoutError') })
    expect(await withFaults(plan, () => commit([putInvitation(invitation)]))).toEqual({ committed: true })
  })

  test('lets an error that is none of these through', async () => {
    const plan = always('TransactWriteItems', { before: canceled('ValidationError') })
    await expect(withFaults(plan, () => commit([putInvitation(aDraft().invitation)]))).rejects.toThrow('canceled')
  })
})

test('who is always beaten to it hears that the service is busy, after three readings', async () => {
  let readings = 0
  const beaten = settle(async () => {
    readings += 1
    return undefined
  })
  await expect(beaten).rejects.toEqual(busy)
  expect(readings).toBe(3)
})

describe('reading several items together', () => {
  const partnerId = randomUUID()
  const keys = {
    invitations: [idempotencyKey(partnerId, 'a')],
    relationships: [profileKey(partnerId), profileKey(randomUUID())],
  }
  const items = [
    { pk: `P#${partnerId}`, sk: 'K#a', n: 1 },
    { pk: `P#${partnerId}`, sk: 'PROFILE', n: 2 },
  ]
  const wanted = { invitations: [items[0]], relationships: [items[1], undefined] }

  test('takes one call for both tables and keeps the order of the keys', async () => {
    await putItem(invitationsTable, items[0] ?? {})
    await putItem(relationshipsTable, items[1] ?? {})
    const { result, calls } = await callsOf(() => readTogether(keys))
    expect(result).toEqual(wanted)
    expect(calls.map((c) => c.operation)).toEqual(['BatchGetItem'])
  })

  test('asks again for what was left unprocessed', async () => {
    const partial = {
      Responses: { [invitationsTable]: [items[0]] },
      UnprocessedKeys: { [relationshipsTable]: { Keys: keys.relationships } },
    }
    const { result, calls } = await callsOf(() =>
      withFaults(first(1, 'BatchGetItem', { instead: partial }), () => readTogether(keys)),
    )
    expect(result).toEqual(wanted)
    expect(calls).toHaveLength(2)
    expect(calls[1]?.input.RequestItems).toEqual({ [relationshipsTable]: { Keys: keys.relationships } })
  })

  test('never takes an unprocessed key for a missing item', async () => {
    const none = { Responses: {}, UnprocessedKeys: { [invitationsTable]: { Keys: keys.invitations } } }
    const plan = always('BatchGetItem', { instead: none })
    await expect(withFaults(plan, () => readTogether(keys))).rejects.toEqual(busy)
  })

  test('is a busy service, not a failure, when the table is throttled', async () => {
    const plan = always('BatchGetItem', { before: awsError('ThrottlingException') })
    await expect(withFaults(plan, () => readTogether(keys))).rejects.toEqual(busy)
  })
})

describe('the record of a request', () => {
  const record = { key: 'k', hash: 'h', status: 201, resourceId: randomUUID() }
  const read = async (partnerId: string, now: Date) =>
    decodeRecord(await readItem(invitationsTable, idempotencyKey(partnerId, record.key)), now)

  test.each([
    ['a second later', 1, false],
    ['a second before the 24 hours are over', 86_399, false],
    ['after 24 hours', 86_401, true],
    ['in the very second in which the 24 hours end', 86_400.5, true],
  ])('%s: usable again = %s', async (_when, seconds, usable) => {
    const partnerId = randomUUID()
    const now = new Date('2026-03-01T10:00:00.000Z')
    await commit([putIdempotencyRecord(partnerId, record, now)])
    const later = addSeconds(now, seconds)
    expect((await read(partnerId, later)) === undefined).toBe(usable)
    const again = { ...record, hash: 'other' }
    expect((await commit([putIdempotencyRecord(partnerId, again, later)])).committed).toBe(usable)
    expect((await read(partnerId, now))?.hash).toBe(usable ? 'other' : 'h')
  })
})
