import './environment.ts'
import { randomUUID } from 'node:crypto'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, test } from 'vitest'
import { grantOf, grantPrivileges, maxRoles, type Terms } from '../../shared/domain/admin-privileges.ts'
import { type AdminRoleCode, adminRoles } from '../../shared/domain/admin-roles.ts'
import type { Invitation } from '../../shared/domain/invitation.ts'
import { decodeAgreement } from '../../shared/store/agreements.ts'
import { invitationsTable, relationshipsTable } from '../../shared/store/client.ts'
import { decodeRecord } from '../../shared/store/idempotency.ts'
import { decodeInvitation, encodeInvitation } from '../../shared/store/invitation-item.ts'
import { decodeGuard, decodeMessage, queryInvitations, readInvitation } from '../../shared/store/invitations.ts'
import type { Item } from '../../shared/store/read.ts'
import { decodeRelationship, encodeRelationship } from '../../shared/store/relationship-item.ts'
import { decodePartner, queryCustomers, readPartner, readRelationship } from '../../shared/store/relationships.ts'
import { aDraft, aRelationship, decide, issue, storedIssued } from './builders.ts'
import { putItem } from './tables.ts'

/** Bytes of an attribute by DynamoDB's rules: UTF-8 text, two digits a byte and one for a number, three and one an entry for a map. */
function bytesOf(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return Math.ceil(value.N.replace(/^-|\.|0+$/g, '').length / 2) + 1
  if (value.M !== undefined)
    return 3 + Object.entries(value.M).reduce((sum, [k, v]) => sum + Buffer.byteLength(k) + bytesOf(v) + 1, 0)
  if (value.L !== undefined) return 3 + value.L.reduce((sum, v) => sum + bytesOf(v) + 1, 0)
  if (value.SS !== undefined) return value.SS.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  return 1
}

const itemBytes = (item: Item) =>
  Object.entries(marshall(item, { removeUndefinedValues: true })).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value),
    0,
  )

const roles = adminRoles.slice(0, maxRoles).map((role): AdminRoleCode => role.code)
const terms: Terms = { roles, duration: 'P730D', autoExtend: 'P180D' }
const widest = (bytes: number) => 'ş'.repeat(bytes / 2)

const fullRecipient = {
  email: `${'e'.repeat(116)}@company.com`,
  name: widest(64),
  company: widest(64),
  locale: 'tr',
} as const
const fullDraft = () =>
  aDraft({
    recipient: fullRecipient,
    customer: { country: 'TR', tenantId: randomUUID(), domain: `${'d'.repeat(60)}.com` },
    adminPrivileges: terms,
    expiresIn: 'P90D',
    reference: widest(32),
  }).invitation
// three bytes a character is the most that 64 characters of a sign-in's name take
const agent = { userId: randomUUID(), name: '漢'.repeat(64) }

const viewed = {
  viewedAt: '2026-03-01T10:00:00.123Z',
  forwards: 2,
  reminders: 2,
  freshLinkRequestedAt: '2026-03-01T10:00:00.123Z',
}
const failedDelivery = {
  state: 'complained',
  at: '2026-03-01T10:00:00.123Z',
  reason: 'ConfigurationSetSendingPausedException',
} as const

test('the byte counter follows the rules', () => {
  expect(itemBytes({ pk: 'ş', n: 1234, m: { a: 'b' }, l: [1] })).toBe(
    2 + 2 + (1 + 3) + (1 + 3 + 1 + 1 + 1) + (1 + 3 + 2 + 1),
  )
})

describe('an invitation with every field at its cap and 15 roles', () => {
  const people = { createdBy: agent, sentBy: agent }
  const issued: Invitation = { ...issue(fullDraft()).invitation, ...viewed, ...people, delivery: failedDelivery }
  const states: [string, Invitation][] = [
    ['draft', { ...fullDraft(), createdBy: agent }],
    ['issued', issued],
    ['accepted', decide(issued, 'accept').invitation],
  ]

  test.each(states)('takes half of its second write unit: %s', (_state, invitation) => {
    // beside the state; the lease is gone once it is known what became of the mail
    expect(itemBytes({ ...encodeInvitation(invitation), attempts: 5 })).toBeLessThanOrEqual(1536)
  })

  test('and a usual one costs one write unit: an accepted request for 13 roles, viewed, forwarded and reminded', () => {
    const asked = aDraft({
      recipient: {
        email: 'carla.haddad@adventure-works.example',
        name: 'Carla Haddad',
        company: 'Adventure Works',
        locale: 'en',
      },
      customer: { country: 'AE', tenantId: randomUUID(), domain: 'adventure-works.example' },
      adminPrivileges: { ...terms, roles: roles.slice(0, 13) },
      reference: 'PO 2026-4711',
    }).invitation
    const person = { userId: randomUUID(), name: 'Şebnem Çalışkan-Yıldırım' }
    const delivery = { state: 'delivered', at: viewed.viewedAt } as const
    const invitation = { ...issue(asked).invitation, ...viewed, delivery, createdBy: person, sentBy: person }
    expect(itemBytes(encodeInvitation(decide(invitation, 'accept').invitation))).toBeLessThanOrEqual(1024)
  })

  test.each(states)('comes back as it was: %s', (_state, invitation) => {
    expect(decodeInvitation(encodeInvitation(invitation))).toEqual(invitation)
  })
})

describe('a relationship with every field at its cap and 15 roles', () => {
  const relationship = aRelationship({
    name: widest(64),
    provenDomain: `${'d'.repeat(60)}.com`,
    partnerName: widest(64),
    partnerDomain: `${'p'.repeat(60)}.com`,
    agreementVersion: 'v'.repeat(32),
    customerContact: { name: widest(64), email: fullRecipient.email, locale: 'tr' },
    supportContact: { name: widest(64), email: fullRecipient.email, phone: '+'.repeat(32) },
    channel: { role: 'provider', partnerIds: [randomUUID()] },
    responsibilityEndedBy: { partner: '2026-03-01T10:00:00.123Z', customer: '2026-03-01T10:00:00.123Z' },
    endRequestedAt: '2026-03-01T10:00:00.123Z',
    openSubscriptions: { 'azure-plan': 1234, 'license-based': 1234, reservation: 1234, software: 1234 },
    adminPrivileges: {
      ...terms,
      duration: 'P100D',
      asked: terms,
      state: 'relinquished',
      grantedAt: '2026-03-01T10:00:00.123Z',
      endsAt: '2028-03-01T10:00:00.123Z',
      enforcement: 'removed-elsewhere',
    },
  })

  test('takes half of its second write unit', () => {
    expect(itemBytes(encodeRelationship(relationship))).toBeLessThanOrEqual(1536)
  })

  test('and a usual one costs one write unit: a reseller with 13 roles, its provider for support, and subscriptions', () => {
    const usual = aRelationship({
      name: 'Adventure Works Trading',
      provenDomain: 'adventure-works.example',
      partnerName: 'Fabrikam Bilişim A.Ş.',
      partnerDomain: 'fabrikam.example',
      customerContact: { name: 'Carla Haddad', email: 'carla.haddad@adventure-works.example', locale: 'en' },
      supportContact: { name: 'Litware Support', email: 'support@litware.example', phone: '+90 212 555 01 02' },
      channel: { role: 'provider', partnerIds: [randomUUID()] },
      openSubscriptions: { 'azure-plan': 1, 'license-based': 12 },
      adminPrivileges: {
        ...grantPrivileges(
          { ...terms, roles: roles.slice(0, 12) },
          { ...terms, roles: roles.slice(0, 13) },
          new Date(),
        ),
        enforcement: 'applied',
      },
    })
    expect(itemBytes(encodeRelationship(usual))).toBeLessThanOrEqual(1024)
  })

  test('keeps what waits for a confirmation as it was asked and granted', () => {
    const withheld = grantOf({ ...terms, roles: roles.slice(2, 5), duration: 'P7D' }, terms, new Date())
    const lapsesAt = '2026-12-24T10:00:00.000Z'
    const unconfirmed = aRelationship({ status: 'unconfirmed', withheld, lapsesAt })
    expect(decodeRelationship(encodeRelationship(unconfirmed))).toEqual(unconfirmed)
  })

  test('is not stored with a role that was not asked for', () => {
    const withheld = grantOf(terms, { ...terms, roles: roles.slice(1) }, new Date())
    expect(() => encodeRelationship(aRelationship({ withheld }))).toThrow(/AP was granted and not asked for/)
  })

  test('comes back as it was', () => {
    expect(decodeRelationship(encodeRelationship(relationship))).toEqual(relationship)
  })
})

describe('a corrupt item is our failure, never taken for the truth', () => {
  const corruptions: [string, Item][] = [
    ['an unknown status', { status: 'pending' }],
    ['no version', { version: undefined }],
    ['a version that is text', { version: '1' }],
    ['issued without an expiry', { expiresAt: undefined }],
    ['a time that is text', { createdAt: 'yesterday' }],
    ['an unknown delivery', { delivery: 'read' }],
    ['no recipient', { email: undefined }],
    ['a role that is not known', { roles: 'US,ZZ' }],
  ]

  test.each(corruptions)('invitation with %s', async (_what, change) => {
    const pending = await storedIssued()
    await putItem(invitationsTable, { ...encodeInvitation(pending), ...change })
    const failure = await readInvitation(pending.partnerId, pending.id).catch((error: unknown) => error)
    expect(failure).toHaveProperty('name', expect.stringMatching(/Zod/))
    await expect(queryInvitations(pending.partnerId, { limit: 5 })).rejects.toThrow()
  })

  test.each<[string, Item]>([
    ['an unknown status', { status: 'friends' }],
    ['an unknown cloud', { cloud: 'moon' }],
    ['a role that is not known', { withheld: { roles: 'US,ZZ', duration: 'P1D', autoExtend: 'PT0S' } }],
    ['privileges without an end', { privileges: { state: 'active', roles: 'GL' } }],
  ])('relationship with %s', async (_what, change) => {
    const relationship = aRelationship()
    await putItem(relationshipsTable, { ...encodeRelationship(relationship), ...change })
    await expect(readRelationship(relationship.partnerId, relationship.customerId)).rejects.toThrow()
    await expect(queryCustomers(relationship.partnerId, { limit: 5 })).rejects.toThrow()
  })

  test('partner with an unknown field, message without a sender, guard, record and agreement without their fields', async () => {
    const id = randomUUID()
    await putItem(relationshipsTable, { pk: `P#${id}`, sk: 'PROFILE', status: 'active', admin: true })
    await expect(readPartner(id)).rejects.toThrow()
    expect(() => decodePartner({ pk: `P#${id}`, sk: 'PROFILE' })).toThrow()
    expect(() => decodeMessage({ subject: 'a', text: '{link}' })).toThrow()
    expect(() => decodeGuard({ invitation: id })).toThrow()
    expect(() => decodeRecord({ hash: 'h' }, new Date())).toThrow()
    expect(() => decodeAgreement({ sk: 'AGREEMENT#1' })).toThrow()
  })
})
