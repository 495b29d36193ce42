import { describe, expect, test } from 'vitest'
import { accept } from '../../shared/domain/acceptance.ts'
import type { Cloud } from '../../shared/domain/cloud.ts'
import type { Member } from '../../shared/domain/people.ts'
import { type AskingFacts, refusalsOf } from '../../shared/domain/refusals-of.ts'
import { aMember, anAgreement, anInvitation, aPartner, contoso, fabrikam, now, refusalOf } from './builders.ts'

const facts = (over: Partial<AskingFacts> = {}) => ({
  invitation: anInvitation(),
  partner: aPartner(),
  blocked: false,
  ...over,
})
const codes = (given: AskingFacts, member: Partial<Member> = {}) =>
  refusalsOf(given, aMember(member)).map(({ code }) => code)

describe('partner and customer', () => {
  const match = (member: Partial<Member>, customer = {}, country = 'TR', cloud: Cloud = 'public') =>
    codes(facts({ invitation: anInvitation({ customer }), partner: aPartner({ country, cloud }) }), member)

  test.each([
    ['are two organisations', match({ tenantId: fabrikam }), ['self-invitation']],
    ['may be in one cloud and region', match({}), []],
    ['may be in a national cloud', match({ cloud: 'us-government', country: 'US' }, {}, 'US', 'us-government'), []],
    ['are in the same cloud', match({ cloud: 'us-government' }), ['cloud-mismatch']],
    ['are in the same cloud, the other way round', match({}, {}, 'TR', 'germany'), ['cloud-mismatch']],
    ['are in the same region', match({ country: 'DE' }), ['region-mismatch']],
    ['are in some region', match({ country: 'CN' }), ['country-without-region']],
    ['are in some region, also in the same country', match({ country: 'CN' }, {}, 'CN'), ['country-without-region']],
    ['are in known countries', match({ country: undefined }), ['customer-country-unknown']],
    ['are those that the partner meant, by the tenant', match({}, { tenantId: contoso }), []],
    ['are those that the partner meant', match({}, { tenantId: fabrikam }), ['tenant-mismatch']],
    ['may differ from the country that the partner expected', match({}, { country: 'DE' }), []],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })
})

const litware = aPartner({ id: 'b0000000-0000-4000-8000-00000000000b', name: 'Litware', type: 'indirect-provider' })
const reseller = aPartner({ type: 'indirect-reseller', providerId: litware.id })
const provider = { partner: litware, blocked: false }

describe('what refuses an acceptance', () => {
  test('is listed completely, a block first', () => {
    const elsewhere = anInvitation({ customer: { tenantId: fabrikam } })
    const found = codes(facts({ invitation: elsewhere, blocked: true }), { cloud: 'germany', country: 'DE' })
    expect(found).toEqual(['customer-blocked', 'cloud-mismatch', 'region-mismatch', 'tenant-mismatch'])
  })

  test('names the provider if the refusal is about it', () => {
    const about = (more: Partial<AskingFacts>, member: Partial<Member> = {}) =>
      refusalsOf(facts({ partner: reseller, ...more }), aMember(member)).map(({ code, partner }) => [
        code,
        partner.name,
      ])
    expect(about({ provider })).toEqual([])
    expect(about({ provider: { ...provider, blocked: true } })).toEqual([['customer-blocked', 'Litware']])
    expect(about({ provider }, { tenantId: litware.id })).toEqual([['self-invitation', 'Litware']])
    const german = { ...provider, partner: { ...litware, country: 'DE' } }
    expect(about({ provider: german })).toEqual([['region-mismatch', 'Litware']])
  })

  const cases: [string, Partial<AskingFacts>, Partial<Member>][] = [
    ['a block', { blocked: true }, {}],
    ['a block of the provider', { partner: reseller, provider: { ...provider, blocked: true } }, {}],
    ['its own invitation', {}, { tenantId: fabrikam }],
    ['another cloud', {}, { cloud: 'germany' }],
    ['another region', {}, { country: 'DE' }],
    ['a country in no region', {}, { country: 'CN' }],
    ['an unknown country', {}, { country: undefined }],
    ['another tenant', { invitation: anInvitation({ customer: { tenantId: fabrikam } }) }, {}],
    ['two at once', { blocked: true }, { country: 'DE' }],
  ]
  test.each(cases)('is what accept refuses with: %s', (_, more, change) => {
    const member = aMember(change)
    const { provider: channel, ...asked } = facts(more)
    const all = {
      ...asked,
      invitation: anInvitation(asked.invitation),
      agreement: anAgreement(),
      confirmationDays: 30,
      relationship: undefined,
      accepted: undefined,
      provider: channel && { ...channel, relationship: undefined },
    }
    const refused = refusalOf(() => accept(all, { generation: 1, digest: 'x' }, member, now))
    expect(refused).toBe(refusalsOf(facts(more), member)[0]?.code)
  })
})
