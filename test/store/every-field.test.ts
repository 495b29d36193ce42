import './environment.ts'
import { randomUUID } from 'node:crypto'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { purgedInvitation } from '../../shared/domain/purge.ts'
import { decodeAgreement, putAgreement } from '../../shared/store/agreements.ts'
import { blockWrites, queryBlocks } from '../../shared/store/blocks.ts'
import { invitationsTable } from '../../shared/store/client.ts'
import { commit, type Write } from '../../shared/store/commit.ts'
import { putTrace, queryTraces } from '../../shared/store/customers.ts'
import { decodeRecord, putIdempotencyRecord } from '../../shared/store/idempotency.ts'
import { decodeInvitation, encodeInvitation } from '../../shared/store/invitation-item.ts'
import { decodeGuard, decodeMessage, putGuard, putMessage } from '../../shared/store/invitations.ts'
import { putProfile } from '../../shared/store/partners.ts'
import { purgeWrites, readPurgedHead } from '../../shared/store/purge.ts'
import type { Item } from '../../shared/store/read.ts'
import { decodeRelationship, encodeRelationship } from '../../shared/store/relationship-item.ts'
import { serviceRequests, subscriptions } from '../../shared/store/relationship-parts.ts'
import { decodePartner } from '../../shared/store/relationships.ts'
import { holds } from '../domain/property.ts'
import * as arbitrary from './arbitraries.ts'
import { aDraft, aMember, decide, issue } from './builders.ts'
import { putItem } from './tables.ts'

/** An item as DynamoDB gives it back. */
const stored = (item: Item | undefined): Item => unmarshall(marshall(item ?? {}, { removeUndefinedValues: true }))
const itemOf = ({ Put }: Write): Item => stored(Put?.Item)

const returns = <T>(values: fc.Arbitrary<T>, roundTrip: (value: T) => unknown) =>
  holds(
    fc.property(values, (value) => {
      expect(roundTrip(value)).toEqual(value)
    }),
  )

const some = <T>(values: fc.Arbitrary<T>): T[] => fc.sample(values, 20)
const byId = <T extends { id: string }>(values: T[]) => values.toSorted((a, b) => (a.id < b.id ? -1 : 1))

describe.each([
  ['with every optional field', arbitrary.filled],
  ['with any optional field missing', arbitrary.perhaps],
])('%s, what is stored is read as it was written', (_which, optional) => {
  test.each(Object.entries(arbitrary.invitations(optional)))('invitation: %s', (_state, invitations) => {
    returns(invitations, (invitation) => decodeInvitation(stored(encodeInvitation(invitation))))
  })

  test.each(['unconfirmed', 'active', 'removed'] as const)('relationship: %s', (status) => {
    returns(arbitrary.relationship(status, optional), (relationship) =>
      decodeRelationship(stored(encodeRelationship(relationship))),
    )
  })

  test('message', () => {
    const { invitation } = aDraft()
    returns(arbitrary.message(optional), (message) => decodeMessage(itemOf(putMessage(invitation, message))))
  })

  test('partner', () => {
    returns(arbitrary.partner(optional), (partner) => decodePartner(itemOf(putProfile(partner, 0))))
  })

  test('subscription', async () => {
    const pair = { partnerId: randomUUID(), customerId: randomUUID() }
    const made = some(arbitrary.subscription(optional))
    await commit(made.map((subscription) => subscriptions.put(pair, subscription)))
    expect(byId((await subscriptions.query(pair, { limit: 100 })).items)).toEqual(byId(made))
  })

  test('service request', async () => {
    const pair = { partnerId: randomUUID(), customerId: randomUUID() }
    const made = some(arbitrary.serviceRequest(optional))
    await commit(made.map((request) => serviceRequests.put(pair, request)))
    expect(byId((await serviceRequests.query(pair, { limit: 100 })).items)).toEqual(byId(made))
  })
})

describe('what has no optional fields is read as it was written', () => {
  const now = new Date()

  test('accepted agreement', () => {
    returns(arbitrary.agreement, (accepted) => decodeAgreement(itemOf(putAgreement(randomUUID(), accepted, 1))))
  })

  test('idempotency record', () => {
    returns(arbitrary.idempotencyRecord, (record) => {
      const { resource, ttl, ...rest } =
        decodeRecord(itemOf(putIdempotencyRecord(randomUUID(), record, now)), now) ?? {}
      expect(ttl).toBe(Math.floor(now.getTime() / 1000) + 86_400)
      return { ...rest, resourceId: resource, key: record.key }
    })
  })

  test('guard of a pending invitation', () => {
    const { invitation } = issue(aDraft().invitation)
    const { id: invitationId, expiresAt } = invitation
    expect(decodeGuard(itemOf(putGuard(invitation, 'hash', now)))).toEqual({ invitationId, expiresAt })
  })

  test('block', async () => {
    const customerId = randomUUID()
    const blocks = some(arbitrary.block)
    await commit(blocks.flatMap((block) => blockWrites(customerId, block)))
    const read = (await queryBlocks(customerId, { limit: 100 })).blocks
    expect(read.toSorted((a, b) => (a.partnerId < b.partnerId ? -1 : 1))).toEqual(
      blocks.toSorted((a, b) => (a.partnerId < b.partnerId ? -1 : 1)),
    )
  })

  test('trace', async () => {
    const member = aMember()
    const { invitation } = aDraft()
    await commit([putTrace(invitation, member)])
    const { traces } = await queryTraces(member.tenantId, { limit: 5 })
    expect(traces).toEqual([{ partnerId: invitation.partnerId, invitationId: invitation.id }])
  })

  test('what is left of a purged invitation', async () => {
    const invitation = decide(issue(aDraft().invitation).invitation, 'decline').invitation
    const purged = purgedInvitation(invitation, invitation.decidedAt, now)
    const item = itemOf(purgeWrites(invitation, purged).find(({ Put }) => Put) ?? {})
    const { partnerId, id, head, ...rest } = purged
    expect(item).toMatchObject({ ...rest, ...head })
    await putItem(invitationsTable, item)
    expect(await readPurgedHead(partnerId, id)).toEqual(head)
  })
})
