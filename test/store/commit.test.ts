import './environment.ts'
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../shared/domain/time.ts'
import { dynamo, invitationsTable, relationshipsTable } from '../../shared/store/client.ts'
import { commit, settle } from '../../shared/store/commit.ts'
import { conditionally } from '../../shared/store/conditionally.ts'
import { decodeRecord, putIdempotencyRecord } from '../../shared/store/idempotency.ts'
import { putInvitation, readInvitation } from '../../shared/store/invitations.ts'
import { idempotencyKey, profileKey } from '../../shared/store/keys.ts'
import { patiently, readItem, readTogether } from '../../shared/store/read.ts'
import { backOffMilliseconds } from '../../shared/store/transient.ts'
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
    'that meets %s five times goes through at the sixth try',
    async (code) => {
      const { invitation } = aDraft()
      const plan = first(5, 'TransactWriteItems', { before: canceled('None', code) })
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
    expect(calls).toHaveLength(6)
    expect(await readInvitation(invitation.partnerId, invitation.id)).toBeUndefined()
  })

  test('does not take a failed condition beside a conflict for a conflict', async () => {
    const plan = always('TransactWriteItems', { before: canceled('TransactionConflict', 'ConditionalCheckFailed') })
    const { result, calls } = await callsOf(() => withFaults(plan, () => commit([putInvitation(aDraft().invitation)])))
    expect(result).toEqual({ committed: false, failed: [undefined, {}] })
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['ThrottlingException', 'dependency-throttled'],
    ['InternalServerError', 'dependency-throttled'],
    ['TimeoutError', 'timed-out'],
  ])('answers lasting %s with 503 %s', async (name, code) => {
    const plan = always('TransactWriteItems', { before: awsError(name) })
    await expect(withFaults(plan, () => commit([putInvitation(aDraft().invitation)]))).rejects.toMatchObject({
      code,
      status: 503,
    })
  })

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

test('a step that others always overtake is repeated twelve times, then it is refused as busy', async () => {
  let readings = 0
  const overtaken = settle(async () => {
    readings += 1
    return undefined
  })
  await expect(overtaken).rejects.toEqual(busy)
  expect(readings).toBe(12)
})

describe('a single write', () => {
  const put = (item: object) =>
    patiently(() => dynamo.send(new PutCommand({ TableName: invitationsTable, Item: item })))
  const conflict = () => ({ before: awsError('TransactionConflictException') })

  test('that meets a transaction five times goes through at the sixth try', async () => {
    const item = { pk: `P#${randomUUID()}`, sk: 'S' }
    const { calls } = await callsOf(() => withFaults(first(5, 'PutItem', conflict()), () => put(item)))
    expect(calls).toHaveLength(6)
    expect(await readItem(invitationsTable, item)).toEqual(item)
  })

  test('with a condition is tried again in the same way', async () => {
    const key = { pk: `P#${randomUUID()}`, sk: 'S' }
    const update = new UpdateCommand({
      TableName: invitationsTable,
      Key: key,
      UpdateExpression: 'SET n = :one',
      ConditionExpression: 'attribute_not_exists(n)',
      ExpressionAttributeValues: { ':one': 1 },
    })
    const run = () => withFaults(first(2, 'UpdateItem', conflict()), () => conditionally(() => dynamo.send(update)))
    expect(await run()).toHaveProperty('done')
    expect(await run()).toEqual({ stood: {} })
  })

  test('that meets nothing but transactions is refused as busy', async () => {
    const { calls } = await callsOf(async () => {
      await expect(withFaults(always('PutItem', conflict()), () => put({ pk: 'p', sk: 's' }))).rejects.toEqual(busy)
    })
    expect(calls).toHaveLength(6)
  })
})

test('the wait before the next try is random up to a bound that doubles and then stays', () => {
  const bounds = [1, 2, 3, 4, 5, 6, 7, 12].map((attempt) => backOffMilliseconds(attempt, () => 1))
  expect(bounds).toEqual([20, 40, 80, 160, 320, 400, 400, 400])
  expect(backOffMilliseconds(6, () => 0)).toBe(0)
})

test('every call to DynamoDB goes through what tries again after a conflict', () => {
  const calls = globSync('shared/**/*.ts').flatMap((path) => {
    const code = readFileSync(path, 'utf8')
    return [...code.matchAll(/dynamo\s*\.send\(new (\w+)|dynamo\.send\(/g)].map((match) => ({
      path,
      // what stands before it, up to the start of the expression
      within: /(patiently|conditionally)\(\s*(async )?\(\)\s*=>\s*\(?(await )?$/.test(code.slice(0, match.index)),
    }))
  })
  expect(calls.filter(({ within }) => !within).map(({ path }) => path)).toEqual(['shared/store/commit.ts'])
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
