import '../store/environment.ts'
import '../store/own-tables.ts'
import { randomUUID } from 'node:crypto'
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { handler } from '../../functions/send-email/handler.ts'
import type { EventFacts } from '../../shared/domain/events.ts'
import type { Invitation } from '../../shared/domain/invitation.ts'
import { addDays, addSeconds } from '../../shared/domain/time.ts'
import { putAgreement, readAgreement } from '../../shared/store/agreements.ts'
import { dynamo, invitationsTable, relationshipsTable } from '../../shared/store/client.ts'
import { commit } from '../../shared/store/commit.ts'
import { freshSalt } from '../../shared/store/fresh.ts'
import {
  chained,
  putInvitationEvent,
  queryInvitationEvents,
  readInvitation,
  updateInvitation,
} from '../../shared/store/invitations.ts'
import { agreementKey, type Key, relationshipEventKey } from '../../shared/store/keys.ts'
import { readMailRow } from '../../shared/store/outbox.ts'
import { readOutboxRow, waitingReceipt } from '../../shared/store/receipts.ts'
import { relationshipWrites } from '../../shared/store/relationships.ts'
import { remindInvitation } from '../../shared/use-cases/remind-invitation.ts'
import type { SweepReport } from '../../shared/use-cases/sweep.ts'
import { anAcceptedAgreement } from '../domain/builders.ts'
import { aRelationship, decide, mailRowKey, storedIssued } from '../store/builders.ts'
import { awsError } from '../store/calls.ts'
import { agreement } from '../store/environment.ts'
import { lambdaContext } from './call.ts'
import { aPartner, type TestPartner } from './people.ts'

const ses = mockClient(SESClient)
let partner: TestPartner
beforeAll(async () => {
  partner = await aPartner()
})
beforeEach(() => {
  ses.reset()
  ses.on(SendEmailCommand).resolves({ MessageId: 'm' })
})

// long enough ago that the schedule looks after it
const aWhileAgo = () => addSeconds(new Date(), -900)
const retry = () => handler({ sweep: 'mail' }, lambdaContext()) as Promise<SweepReport>
const mails = () => ses.commandCalls(SendEmailCommand).map((call) => call.args[0].input.Destination?.ToAddresses ?? [])
const customer = 'carla@contoso.example'
const toCustomer = { Destination: { ToAddresses: [customer] } }

async function deliver(table: string, key: Key) {
  const { Item = {} } = await dynamo.send(new GetCommand({ TableName: table, Key: key }))
  const record = { eventName: 'INSERT', dynamodb: { NewImage: marshall(Item), SequenceNumber: '1' } } as DynamoDBRecord
  return handler({ Records: [record] }, lambdaContext())
}

/** A relationship of which something is told to both sides; answers the row that asks for the mails. */
async function expired(): Promise<Key> {
  const relationship = aRelationship({ partnerId: partner.id, version: 1, head: { seq: 0, hash: '' } })
  const event: EventFacts = {
    name: 'admin-privileges.expired',
    at: aWhileAgo().toISOString(),
    actor: { kind: 'schedule' },
    data: { roles: ['SS'], endsAt: aWhileAgo().toISOString(), autoExtend: 'PT0S' },
  }
  const { writes } = relationshipWrites({ before: undefined, after: relationship, events: [event] }, freshSalt)
  await commit(writes)
  return relationshipEventKey(relationship.partnerId, relationship.customerId, 1)
}

const item = async (table: string, key: Key) =>
  (await dynamo.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item ?? {}
const leaseRunsOut = (table: string, key: Key) =>
  dynamo.send(
    new UpdateCommand({
      TableName: table,
      Key: key,
      UpdateExpression: 'SET lease = :past',
      ExpressionAttributeValues: { ':past': 0 },
    }),
  )

describe('an agreement that waits for the customer', () => {
  const texts = () => ses.commandCalls(SendEmailCommand).map((call) => call.args[0].input)
  const sentence = (to: string) =>
    texts()
      .filter(({ Destination }) => Destination?.ToAddresses?.includes(to))
      .map(
        ({ Message }) =>
          /Version (\S+) of the customer agreement is in force/.exec(Message?.Body?.Text?.Data ?? '')?.[1],
      )

  test('is mentioned in the next notice to the customer, and no longer once it is accepted', async () => {
    const first = await expired()
    await deliver(relationshipsTable, first)
    expect(sentence(customer)).toEqual([agreement.version])
    expect(sentence(partner.profile.contact.email)).toEqual([undefined])
    ses.resetHistory()
    const second = await expired()
    const customerId = second.pk.split('#C#')[1] ?? ''
    await commit([putAgreement(customerId, anAcceptedAgreement({ version: agreement.version }), 1)])
    await deliver(relationshipsTable, second)
    expect(sentence(customer)).toEqual([undefined])
  })

  test('sends one receipt once it is accepted on its own, also where the stream lost it', async () => {
    const accepted = anAcceptedAgreement({ email: 'nora@northwind.example' })
    const [streamed, lost] = [randomUUID(), randomUUID()]
    for (const id of [streamed, lost])
      await commit([putAgreement(id, accepted, 0, waitingReceipt('public', aWhileAgo()))])
    const key = agreementKey(streamed, accepted.version)
    for (const _ of [1, 2]) await deliver(relationshipsTable, key)
    expect(mails()).toEqual([[accepted.email]])
    expect((await retry()).done).toBeGreaterThan(0)
    expect(mails()).toEqual([[accepted.email], [accepted.email]])
    expect(texts()[0]?.Message?.Body?.Text?.Data).toContain(streamed)
    for (const id of [streamed, lost]) expect(await readOutboxRow(agreementKey(id, accepted.version))).toBeUndefined()
    expect(await readAgreement(lost, accepted.version)).toEqual(accepted)
  })
})

describe('a notice to both sides', () => {
  test('goes out once to each, and the row stays as an event', async () => {
    const key = await expired()
    await deliver(relationshipsTable, key)
    await deliver(relationshipsTable, key)
    await retry()
    expect(mails().filter(([to]) => to === customer)).toHaveLength(1)
    expect(mails()).toHaveLength(2)
    expect(await readMailRow(key)).toBeUndefined()
    expect(await item(relationshipsTable, key)).toMatchObject({ name: 'admin-privileges.expired' })
  })

  test('whose stream record was lost goes out by the schedule', async () => {
    const key = await expired()
    expect(await retry()).toMatchObject({ done: 1, left: 0 })
    expect(mails()).toHaveLength(2)
    expect(await readMailRow(key)).toBeUndefined()
  })

  test('that only one side got for now is sent to the other side alone', async () => {
    const key = await expired()
    ses.on(SendEmailCommand, toCustomer).rejects(awsError('Throttling'))
    await deliver(relationshipsTable, key)
    expect((await readMailRow(key))?.waiting).toEqual(['customer'])
    ses.on(SendEmailCommand, toCustomer).resolves({ MessageId: 'm' })
    await retry()
    expect(mails().filter(([to]) => to !== customer)).toHaveLength(1)
    expect(mails().filter(([to]) => to === customer)).toHaveLength(2)
    expect(await readMailRow(key)).toBeUndefined()
  })

  test('that the mail service refuses for good stands in the history as undelivered', async () => {
    const key = await expired()
    ses
      .on(SendEmailCommand, toCustomer)
      .rejects(awsError('MessageRejected', { message: 'The message contained a virus.' }))
    await deliver(relationshipsTable, key)
    await retry()
    expect(mails()).toHaveLength(2)
    expect(await item(relationshipsTable, key)).toMatchObject({ undelivered: new Set(['customer']) })
  })

  test('of which nobody knows whether it went out is tried five times, then visibly given up', async () => {
    const key = await expired()
    ses.on(SendEmailCommand, toCustomer).rejects(awsError('TimeoutError'))
    for (let n = 0; n < 8; n++) {
      await retry()
      if (await readMailRow(key)) await leaseRunsOut(relationshipsTable, key)
    }
    expect(mails().filter(([to]) => to === customer)).toHaveLength(5)
    expect(mails().filter(([to]) => to !== customer)).toHaveLength(1)
    expect(await item(relationshipsTable, key)).toMatchObject({ undelivered: new Set(['customer']) })
    expect(await retry()).toMatchObject({ done: 0, left: 0 })
  })

  test('goes out once, however much at once asks for it', async () => {
    const key = await expired()
    await Promise.all([deliver(relationshipsTable, key), deliver(relationshipsTable, key), retry(), retry()])
    await retry()
    expect(mails()).toHaveLength(2)
  })
})

describe('a reminder', () => {
  /** Two days before its end, reminded but not yet written to; answers the row that asks for the mail. */
  async function reminded(): Promise<{ invitation: Invitation; key: Key }> {
    const issuedAt = addDays(new Date(), -8)
    const { partnerId, id } = await storedIssued({ partnerId: partner.id, expiresIn: 'P10D' }, issuedAt)
    expect(await remindInvitation(partnerId, id, aWhileAgo())).toBe(true)
    const invitation = (await readInvitation(partnerId, id)) as Invitation
    return { invitation, key: mailRowKey(invitation) }
  }

  test('is asked for once, and does not change the version', async () => {
    const { invitation } = await reminded()
    expect(await remindInvitation(invitation.partnerId, invitation.id, new Date())).toBe(false)
    const { events } = await queryInvitationEvents(invitation.partnerId, invitation.id, { limit: 9 })
    expect(events.map(({ name }) => name)).toEqual(['invitation.created', 'invitation.sent', 'invitation.reminded'])
    expect(invitation.version).toBe(2)
  })

  test('goes out once', async () => {
    const { key } = await reminded()
    await deliver(invitationsTable, key)
    await deliver(invitationsTable, key)
    expect(mails()).toEqual([[customer]])
  })

  test('is not sent after a decision that came first', async () => {
    const { invitation, key } = await reminded()
    const { invitation: accepted, event } = decide(invitation, 'accept')
    await commit([updateInvitation(invitation, accepted), putInvitationEvent(accepted, event)])
    await deliver(invitationsTable, key)
    expect(mails().flat()).not.toContain(customer)
    expect(await readMailRow(key)).toBeUndefined()
  })
})

test('what a stranger wrote into an event row is never an address', async () => {
  const pending = await storedIssued({ partnerId: partner.id }, aWhileAgo())
  const { generation } = pending
  const fact: EventFacts = {
    name: 'invitation.forwarded',
    at: aWhileAgo().toISOString(),
    actor: { kind: 'customer' },
    data: { email: 'a@b.example, c@d.example', generation },
  }
  const { invitation, event } = chained({ invitation: pending, event: fact }, freshSalt)
  await commit([updateInvitation(pending, invitation), putInvitationEvent(invitation, event)])
  await deliver(invitationsTable, mailRowKey(invitation))
  expect(mails()).toEqual([])
  expect(await item(invitationsTable, mailRowKey(invitation))).toMatchObject({ undelivered: new Set(['colleague']) })
})
