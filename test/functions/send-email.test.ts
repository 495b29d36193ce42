import '../store/environment.ts'
import '../store/own-tables.ts'
import { randomUUID } from 'node:crypto'
import { SESClient, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-ses'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { handler } from '../../functions/send-email/handler.ts'
import type { Invitation, IssuedInvitation } from '../../shared/domain/invitation.ts'
import { addressHashes, mintLink, parseKeyRing } from '../../shared/domain/link.ts'
import { addDays, addSeconds, utcDay } from '../../shared/domain/time.ts'
import { logger } from '../../shared/log.ts'
import { dynamo, invitationsTable } from '../../shared/store/client.ts'
import { commit } from '../../shared/store/commit.ts'
import { putInvitationEvent, readInvitation, updateInvitation } from '../../shared/store/invitations.ts'
import { invitationKey, limitKey, messageKey } from '../../shared/store/keys.ts'
import { readMailRow } from '../../shared/store/outbox.ts'
import type { SweepReport } from '../../shared/use-cases/sweep.ts'
import { decide, issue, mailRowKey, storedIssued } from '../store/builders.ts'
import { awsError, withFaults } from '../store/calls.ts'
import { keyRingText } from '../store/environment.ts'
import { putItem } from '../store/tables.ts'
import { lambdaContext } from './call.ts'
import { aPartner, type TestPartner, writePartner } from './people.ts'

const ses = mockClient(SESClient)
let partner: TestPartner

beforeAll(async () => {
  partner = await aPartner()
})
beforeEach(() => {
  ses.reset()
  ses.on(SendEmailCommand).resolves({ MessageId: 'm' })
})

/** Issued a quarter of an hour ago, so that the schedule already looks after its mail. */
const waiting = (fields = {}) =>
  storedIssued({ partnerId: partner.id, recipient: somebody(), ...fields }, addSeconds(new Date(), -900))
// everyone of his own: an address gets only so many mails a day
const somebody = () => ({ email: `${randomUUID()}@contoso.example`, locale: 'en' as const })

async function recordOf(invitation: Invitation, sequenceNumber = '1'): Promise<DynamoDBRecord> {
  const key = { TableName: invitationsTable, Key: mailRowKey(invitation) }
  const { Item = {} } = await dynamo.send(new GetCommand(key))
  return {
    eventName: 'INSERT',
    dynamodb: { NewImage: marshall(Item), SequenceNumber: sequenceNumber },
  } as DynamoDBRecord
}

const deliver = (Records: DynamoDBRecord[]) =>
  handler({ Records } satisfies DynamoDBStreamEvent, lambdaContext()) as Promise<DynamoDBBatchResponse>
const retry = (milliseconds?: number) => handler({ sweep: 'mail' }, lambdaContext(milliseconds)) as Promise<SweepReport>

const mails = () => ses.commandCalls(SendEmailCommand).map((call) => call.args[0].input)
const to = (mail: SendEmailCommandInput) => mail.Destination?.ToAddresses?.[0]
const deliveryOf = async (i: Invitation) => (await readInvitation(i.partnerId, i.id))?.delivery
const isClosed = async (i: Invitation) => (await readMailRow(mailRowKey(i))) === undefined
const leaseRunsOut = (i: Invitation) =>
  dynamo.send(
    new UpdateCommand({
      TableName: invitationsTable,
      Key: invitationKey(i.partnerId, i.id),
      UpdateExpression: 'SET lease = :past',
      ExpressionAttributeValues: { ':past': Date.now() - 1 },
    }),
  )

const mailsTodayTo = async ({ recipient }: Invitation) => {
  const [hash] = addressHashes(parseKeyRing(keyRingText), recipient.email)
  const key = { TableName: invitationsTable, Key: limitKey(hash, utcDay(new Date())) }
  return (await dynamo.send(new GetCommand(key))).Item?.n
}

const nothingFailed = { batchItemFailures: [] }
/** A refusal as SES answers it: with a status, so it sent nothing. */
const refusal = (name: string, message = name) =>
  awsError(name, { message, $fault: 'client', $metadata: { httpStatusCode: 400 } })

describe('a mail without a fault', () => {
  test('goes out exactly once, with the personal link, and is noted as sent', async () => {
    const pending = await waiting()
    const record = await recordOf(pending)
    expect(await deliver([record])).toEqual(nothingFailed)
    expect(await deliver([record])).toEqual(nothingFailed)
    await retry()
    const [mail, ...more] = mails()
    expect(more).toEqual([])
    const { partnerId, id: invitationId, generation } = pending
    const secret = mintLink(parseKeyRing(keyRingText), { partnerId, invitationId, generation })
    expect(mail && to(mail)).toBe(pending.recipient.email)
    expect(mail?.Message?.Body?.Text?.Data).toContain(secret)
    expect(mail?.Tags).toContainEqual({ Name: 'invitation', Value: invitationId })
    expect(await deliveryOf(pending)).toMatchObject({ state: 'sent' })
    expect(await isClosed(pending)).toBe(true)
  })

  test('goes out once, however often and however much at once its record arrives', async () => {
    const pending = await waiting()
    const record = await recordOf(pending)
    await Promise.all([deliver([record, record, record]), deliver([record]), retry(), deliver([record])])
    expect(mails()).toHaveLength(1)
    expect(await isClosed(pending)).toBe(true)
  })

  test('whose stream record was lost goes out by the schedule', async () => {
    const pending = await waiting()
    expect(await retry()).toMatchObject({ done: 1, left: 0, finished: true })
    expect(mails().map(to)).toEqual([pending.recipient.email])
    expect(await retry()).toMatchObject({ done: 0, left: 0 })
  })

  test('is left to the stream for its first five minutes', async () => {
    const fresh = await storedIssued({ partnerId: partner.id, recipient: somebody() })
    await retry()
    expect(mails()).toEqual([])
    await deliver([await recordOf(fresh)])
    expect(mails()).toHaveLength(1)
  })
})

describe('a mail that the mail service does not take', () => {
  test.each([
    ['Throttling', 'Maximum sending rate exceeded.'],
    ['Throttling', 'Daily message quota exceeded.'],
    ['MessageRejected', 'Email address is not verified. The following identities failed the check: a@b.example'],
    ['MessageRejected', 'Sending paused for this account.'],
    ['AccountSendingPausedException', 'Sending is disabled.'],
    ['ConfigurationSetDoesNotExistException', 'Configuration set <x> does not exist.'],
    ['MailFromDomainNotVerifiedException', 'Could not read the MX record.'],
    ['AccessDenied', 'Not authorized to perform ses:SendEmail.'],
    ['SignatureDoesNotMatch', 'The request signature does not match.'],
  ])(
    'for a cause of the account (%s, %s) is not lost: the schedule sends it, and the tries cost nothing',
    async (name, message) => {
      const pending = await waiting()
      ses.on(SendEmailCommand).rejects(refusal(name, message))
      expect(await deliver([await recordOf(pending)])).toEqual(nothingFailed)
      for (let n = 0; n < 12; n++) expect(await retry()).toMatchObject({ done: 0, left: 1 })
      expect(await deliveryOf(pending)).toMatchObject({ state: 'queued' })
      ses.on(SendEmailCommand).resolves({ MessageId: 'm' })
      expect(await retry()).toMatchObject({ done: 1, left: 0 })
      expect(await deliveryOf(pending)).toMatchObject({ state: 'sent' })
      expect(await mailsTodayTo(pending)).toBe(1)
    },
  )

  test('is logged as one ERROR per cause and run, with neither an address nor a line per mail', async () => {
    const three = [await waiting(), await waiting(), await waiting()]
    const records = await Promise.all(three.map((invitation) => recordOf(invitation)))
    const quota = refusal('Throttling', 'Daily message quota exceeded.')
    const unverified = refusal('MessageRejected', `Email address is not verified: ${three[0]?.recipient.email}`)
    ses.on(SendEmailCommand).rejectsOnce(unverified).rejectsOnce(quota).rejectsOnce(quota)
    const logged = vi.spyOn(logger, 'error')
    await deliver(records)
    const causes = () => logged.mock.calls.map(([, extra]) => extra)
    expect(causes()).toEqual([
      { cause: 'MessageRejected: not verified', mails: 1 },
      { cause: 'Throttling: daily quota', mails: 2 },
    ])
    logged.mockClear()
    ses.on(SendEmailCommand).rejects(quota)
    await retry()
    expect(causes()).toEqual([{ cause: 'Throttling: daily quota', mails: 3 }])
    logged.mockClear()
    ses.on(SendEmailCommand).resolves({ MessageId: 'm' })
    await retry()
    expect(logged).not.toHaveBeenCalled()
    logged.mockRestore()
  })

  test('for its content is noted as failed, with the reason, not tried again, and is no error of ours', async () => {
    const pending = await waiting()
    ses.on(SendEmailCommand).rejects(refusal('MessageRejected', 'The message contained a virus.'))
    const logged = vi.spyOn(logger, 'error')
    expect(await deliver([await recordOf(pending)])).toEqual(nothingFailed)
    expect(await deliveryOf(pending)).toMatchObject({ state: 'failed', reason: 'MessageRejected' })
    await retry()
    expect(mails()).toHaveLength(1)
    expect(await isClosed(pending)).toBe(true)
    expect(logged).not.toHaveBeenCalled()
    logged.mockRestore()
  })

  test('since its partner is suspended is noted as failed, and nothing is sent', async () => {
    const fallen = await aPartner()
    const pending = await waiting({ partnerId: fallen.id })
    await writePartner({ ...fallen.profile, status: 'suspended' })
    await deliver([await recordOf(pending)])
    expect(mails()).toEqual([])
    expect(await deliveryOf(pending)).toMatchObject({ state: 'failed', reason: 'partner-not-active' })
  })

  test('since the provider of its partner is suspended is noted as failed, and nothing is sent', async () => {
    const provider = await aPartner({ type: 'indirect-provider' })
    const reseller = await aPartner({ type: 'indirect-reseller', providerId: provider.id })
    const pending = await waiting({ partnerId: reseller.id })
    await writePartner({ ...provider.profile, status: 'suspended' })
    await deliver([await recordOf(pending)])
    expect(mails()).toEqual([])
    expect(await deliveryOf(pending)).toMatchObject({ state: 'failed', reason: 'partner-not-active' })
  })
})

describe('a mail of which nobody knows whether it went out', () => {
  test('is not sent again while its claim holds; k lost answers make at most 1 + k mails', async () => {
    const pending = await waiting()
    ses.on(SendEmailCommand).rejects(awsError('TimeoutError'))
    const record = await recordOf(pending)
    await deliver([record])
    await Promise.all([deliver([record]), retry()])
    expect(mails()).toHaveLength(1)
    await leaseRunsOut(pending)
    await retry()
    ses.on(SendEmailCommand).resolves({ MessageId: 'm' })
    await leaseRunsOut(pending)
    await Promise.all([deliver([record]), retry()])
    expect(mails()).toHaveLength(3)
    expect(await deliveryOf(pending)).toMatchObject({ state: 'sent' })
  })

  test('is given up, visibly, after five tries', async () => {
    const pending = await waiting()
    ses.on(SendEmailCommand).rejects(awsError('TimeoutError'))
    for (let n = 0; n < 8; n++) {
      await retry()
      if (!(await isClosed(pending))) await leaseRunsOut(pending)
    }
    expect(mails()).toHaveLength(5)
    expect(await deliveryOf(pending)).toMatchObject({ state: 'failed', reason: 'no-answer-from-the-mail-service' })
    expect(await isClosed(pending)).toBe(true)
  })

  test('since we crashed before noting it goes out a second time, once its claim ran out, and not a third', async () => {
    const pending = await waiting()
    const record = await recordOf(pending, '7')
    const crash = (operation: string, input: Record<string, unknown>) =>
      operation === 'UpdateItem' && String(input.UpdateExpression).includes('deliveryAt')
        ? { before: awsError('Crash') }
        : undefined
    expect(await withFaults(crash, () => deliver([record]))).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] })
    expect(await deliver([record])).toEqual(nothingFailed)
    expect(mails()).toHaveLength(1)
    await leaseRunsOut(pending)
    await retry()
    await retry()
    expect(mails()).toHaveLength(2)
  })

  test('but could not be recorded at first is recorded by another try, and does not go out again', async () => {
    const pending = await waiting()
    let failures = 3
    const fail = (operation: string, input: Record<string, unknown>) =>
      operation === 'UpdateItem' && String(input.UpdateExpression).includes('deliveryAt') && failures-- > 0
        ? { before: awsError('TransactionConflictException') }
        : undefined
    expect(await withFaults(fail, async () => deliver([await recordOf(pending)]))).toEqual(nothingFailed)
    expect(failures).toBe(-1)
    await retry()
    expect(mails()).toHaveLength(1)
    expect(await deliveryOf(pending)).toMatchObject({ state: 'sent' })
  })

  test('but was noted before we crashed does not go out again', async () => {
    const pending = await waiting()
    const crash = (operation: string, input: Record<string, unknown>) =>
      operation === 'UpdateItem' && String(input.UpdateExpression).startsWith('REMOVE mails')
        ? { before: awsError('Crash') }
        : undefined
    await withFaults(crash, async () => deliver([await recordOf(pending)]))
    expect(await isClosed(pending)).toBe(false)
    expect(await retry()).toMatchObject({ done: 1, left: 0 })
    expect(mails()).toHaveLength(1)
    expect(await isClosed(pending)).toBe(true)
  })

  test('since the answer to our claim was lost waits for its claim to run out, and goes out once', async () => {
    const pending = await waiting()
    let lost = 1
    const plan = (operation: string) =>
      operation === 'UpdateItem' && lost-- > 0 ? { after: awsError('TimeoutError') } : undefined
    await withFaults(plan, async () => deliver([await recordOf(pending)]))
    expect(mails()).toEqual([])
    await leaseRunsOut(pending)
    await retry()
    expect(mails()).toHaveLength(1)
  })
})

describe('a mail that is not wanted any more', () => {
  const moved = async (to: (pending: IssuedInvitation) => { invitation: Invitation }, fields = {}) => {
    const pending = await waiting(fields)
    await commit([updateInvitation(pending, to(pending).invitation)])
    return pending
  }
  test.each<[string, () => Promise<Invitation>]>([
    ['accepted', () => moved((p) => decide(p, 'accept'))],
    ['declined', () => moved((p) => decide(p, 'decline'))],
    ['handed over again by hand', () => moved((p) => issue(p, new Date(), 'clipboard', 'resend'))],
    ['overdue', () => storedIssued({ partnerId: partner.id, expiresIn: 'P1D' }, addDays(new Date(), -2))],
  ])('since the invitation is %s is not sent, and nobody waits for it', async (_state, make) => {
    const pending = await make()
    expect(await deliver([await recordOf(pending)])).toEqual(nothingFailed)
    expect(await isClosed(pending)).toBe(true)
    await retry()
    expect(mails()).toEqual([])
  })

  test('since a newer link was sent gives way to the mail of that one', async () => {
    const old = await waiting()
    const { invitation: newer, event } = issue(old, new Date(), 'ses', 'resend')
    await commit([updateInvitation(old, newer), putInvitationEvent(newer, event)])
    await deliver([await recordOf(old), await recordOf(newer)])
    expect(mails()).toHaveLength(1)
    expect(mails()[0]?.Tags).toContainEqual({ Name: 'generation', Value: '2' })
    expect([await isClosed(old), await isClosed(newer)]).toEqual([true, true])
  })
})

describe('a batch of 100 records', () => {
  const poison = (n: number): DynamoDBRecord => {
    const kinds: DynamoDBRecord[] = [
      { dynamodb: { SequenceNumber: `p${n}` } },
      { dynamodb: { SequenceNumber: `p${n}`, NewImage: { pk: { S: 'P#x' } } } },
      {
        dynamodb: {
          SequenceNumber: `p${n}`,
          NewImage: { pk: { S: 'P#x' }, sk: { S: 'E#x#1' }, data: { M: { generation: { S: 'a' } } } },
        },
      },
      { dynamodb: { SequenceNumber: `p${n}`, NewImage: { pk: { N: '1' }, sk: { S: 'I#x' } } } },
    ]
    return kinds[n % kinds.length] ?? {}
  }

  test.each([1, 5, 100])('with %i that cannot be read: these are named, all others sent', async (count) => {
    const good = await Promise.all(Array.from({ length: 100 - count }, () => waiting()))
    const records = await Promise.all(good.map((invitation, n) => recordOf(invitation, `g${n}`)))
    const bad = Array.from({ length: count }, (_, n) => poison(n))
    // spread evenly among the good ones
    for (const [n, record] of bad.entries()) records.splice(Math.floor((n * 100) / count), 0, record)
    const { batchItemFailures } = await deliver(records)
    const named = batchItemFailures.map((f) => f.itemIdentifier).sort()
    expect(named).toEqual(bad.map((_, n) => `p${n}`).sort())
    expect(mails().map(to).sort()).toEqual(good.map((i) => i.recipient.email).sort())
  })
})

describe('the schedule', () => {
  test('is not held up by a row that cannot be handled, and comes back to it', async () => {
    const broken = await waiting()
    const key = messageKey(broken.partnerId, broken.id)
    await putItem(invitationsTable, { ...key, subject: 7 })
    const good = await waiting()
    expect(await retry()).toEqual({ done: 1, left: 1, finished: true })
    expect(await isClosed(good)).toBe(true)
    const sender = { userId: partner.ada.userId, name: 'Ada', email: partner.ada.signInName }
    await putItem(invitationsTable, { ...key, subject: 'Hello', text: '{link}', sender })
    await leaseRunsOut(broken)
    expect(await retry()).toEqual({ done: 1, left: 0, finished: true })
  })

  test('stops before its time is up and goes on the next time', async () => {
    const pending = await waiting()
    expect(await retry(5_000)).toEqual({ done: 0, left: 0, finished: false })
    expect(mails()).toEqual([])
    expect(await retry()).toEqual({ done: 1, left: 0, finished: true })
    expect(await isClosed(pending)).toBe(true)
  })
})
