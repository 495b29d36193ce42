import { describe, expect, test } from 'vitest'
import { type AcceptanceFacts, accept, isProven } from '../../shared/domain/acceptance.ts'
import { type ProviderFacts, requireProvider } from '../../shared/domain/multi-channel.ts'
import { shownDigest } from '../../shared/domain/outcome.ts'
import type { Partner } from '../../shared/domain/partner.ts'
import type { Member } from '../../shared/domain/people.ts'
import {
  aMember,
  anAcceptedAgreement,
  anAgreement,
  anInvitation,
  aPartner,
  aRelationship,
  now,
  refusalOf,
} from './builders.ts'

const litware = 'b0000000-0000-4000-8000-00000000000b'
const tailspin = 'e0000000-0000-4000-8000-00000000000e'
const aProvider = (over: Partial<Partner> = {}) =>
  aPartner({ id: litware, type: 'indirect-provider', name: 'Litware', domain: 'litware.example', ...over })
const aReseller = () =>
  aPartner({
    id: tailspin,
    type: 'indirect-reseller',
    providerId: litware,
    name: 'Tailspin',
    domain: 'tailspin.example',
  })

/** Carla accepts the invitation of Tailspin, which sells for Litware. */
function acceptance(provider: Partial<ProviderFacts> = {}, member: Partial<Member> = {}, shownProvider = aProvider()) {
  const invitation = anInvitation({ partnerId: tailspin })
  const facts: AcceptanceFacts = {
    invitation,
    partner: aReseller(),
    relationship: undefined,
    accepted: anAcceptedAgreement(),
    blocked: false,
    agreement: anAgreement(),
    confirmationDays: 30,
    provider: { partner: aProvider(), relationship: undefined, blocked: false, ...provider },
  }
  const shown = {
    ...facts,
    partner: aReseller(),
    provider: { relationship: provider.relationship, partner: shownProvider },
  }
  const digest = shownDigest(shown, isProven(invitation, aMember(member)), now)
  return accept(facts, { generation: 1, digest }, aMember(member), now)
}
const withLitware = aRelationship({ partnerId: litware, channel: { role: 'reseller', partnerIds: ['another'] } })

describe('the invitation of an indirect reseller', () => {
  test('makes two relationships at once: the reseller’s with the privileges, the provider’s without', () => {
    const { relationships } = acceptance()
    expect(relationships.map(({ after }) => [after.partnerId, after.partnerName, after.status])).toEqual([
      [tailspin, 'Tailspin', 'active'],
      [litware, 'Litware', 'active'],
    ])
    const [reseller, provider] = relationships.map(({ after }) => after)
    expect(reseller?.channel).toEqual({ role: 'provider', partnerIds: [litware] })
    expect(provider?.channel).toEqual({ role: 'reseller', partnerIds: [tailspin] })
    expect([reseller?.adminPrivileges?.roles, provider?.adminPrivileges]).toEqual([['SS', 'US'], null])
    expect(relationships[1]?.events.map(({ name }) => name)).toEqual(['relationship.established'])
  })

  test('lets the customer turn to the provider for support', () => {
    expect(acceptance().relationships[0].after.supportContact).toEqual(aProvider().contact)
  })

  test('leaves both unconfirmed when the organisation is not proven', () => {
    const { relationships } = acceptance({}, { signInName: 'nora@northwind.example' })
    expect(relationships.map(({ after }) => [after.status, after.adminPrivileges])).toEqual([
      ['unconfirmed', null],
      ['unconfirmed', null],
    ])
  })

  test('adds the reseller to those that the provider has at this customer', () => {
    const { relationships } = acceptance({ relationship: withLitware })
    expect(relationships[1]?.after).toMatchObject({
      version: withLitware.version + 1,
      since: withLitware.since,
      channel: { role: 'reseller', partnerIds: ['another', tailspin] },
    })
  })

  test('leaves the provider’s relationship alone when the reseller is in it already', () => {
    const relationship = aRelationship({ partnerId: litware, channel: { role: 'reseller', partnerIds: [tailspin] } })
    expect(acceptance({ relationship }).relationships).toHaveLength(1)
  })

  test('begins the provider’s anew where it was removed, with this reseller only', () => {
    const { relationships } = acceptance({ relationship: { ...withLitware, status: 'removed' } })
    expect(relationships[1]?.after).toMatchObject({ status: 'active', channel: { partnerIds: [tailspin] } })
  })

  test.each([
    ['the provider is suspended', { partner: aProvider({ status: 'suspended' }) }, {}, 'partner-not-active'],
    ['the provider is not admitted', { partner: undefined }, {}, 'partner-not-active'],
    ['the provider is blocked', { blocked: true }, {}, 'customer-blocked'],
    ['the provider is in another region', { partner: aProvider({ country: 'DE' }) }, {}, 'region-mismatch'],
    ['the provider is in another cloud', { partner: aProvider({ cloud: 'germany' }) }, {}, 'cloud-mismatch'],
    ['the provider accepts it itself', {}, { tenantId: litware }, 'self-invitation'],
    ['another provider was shown', { partner: aProvider({ name: 'Litware Group' }) }, {}, 'content-changed'],
  ] as [string, Partial<ProviderFacts>, Partial<Member>, string][])(
    'is refused when %s',
    (_, provider, member, code) => {
      expect(refusalOf(() => acceptance(provider, member))).toBe(code)
    },
  )
})

test('only an indirect reseller has a provider', () => {
  expect(requireProvider(aReseller(), aProvider())?.id).toBe(litware)
  for (const type of ['direct', 'indirect-provider'] as const)
    expect(requireProvider(aPartner({ type }), aProvider())).toBeUndefined()
})
