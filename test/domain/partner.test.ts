import { describe, expect, test } from 'vitest'
import { editPartner, partnerSchema, requireActive } from '../../shared/domain/partner.ts'
import { actorOf, holdsAny } from '../../shared/domain/people.ts'
import { aPartner, aPartnerUser, contoso, fabrikam, refusalOf } from './builders.ts'

const reads = (over: object) => partnerSchema.safeParse({ ...aPartner(), ...over }).success

describe('a partner', () => {
  test('may ask while admitted and active', () => {
    const partner = aPartner()
    expect(requireActive(partner)).toBe(partner)
    expect(refusalOf(() => requireActive(aPartner({ status: 'suspended' })))).toBe('partner-not-active')
    expect(refusalOf(() => requireActive(undefined))).toBe('partner-not-active')
    expect(() => requireActive(aPartner({ status: 'suspended' }))).toThrow('Fabrikam is suspended')
  })

  test.each([
    ['as it is', {}, true],
    ['as an indirect reseller that names its provider', { type: 'indirect-reseller', providerId: contoso }, true],
    ['as an indirect reseller without a provider', { type: 'indirect-reseller' }, false],
    ['as a direct partner with a provider', { providerId: contoso }, false],
    ['as a provider with a provider', { type: 'indirect-provider', providerId: contoso }, false],
    ['as another type', { type: 'agent' }, false],
    ['in a cloud that is not known', { cloud: 'moon' }, false],
    ['in another state', { status: 'pending' }, false],
    ['without a country', { country: undefined }, false],
    ['with a field that is not known', { admin: true }, false],
    ['with a limit of nothing', { limits: { invitationsPerDay: 0 } }, false],
    ['with a limit of half an invitation', { limits: { invitationsPerDay: 1.5 } }, false],
    ['without a contact', { contact: undefined }, false],
    ['with a contact without an address', { contact: { name: 'Ada' } }, false],
  ])('is admitted %s: %j: %s', (_, over, admitted) => {
    expect(reads(over)).toBe(admitted)
  })

  test('has no limits of its own unless the operator sets them', () => {
    const { limits: _, ...partner } = aPartner()
    expect(partnerSchema.parse(partner).limits).toEqual({})
  })
})

test('a profile that is saved without changes keeps its version; an older version is refused all the same', () => {
  const partner = aPartner()
  const same = { contact: { ...partner.contact }, locale: undefined }
  expect(editPartner(partner, same, 1)).toBe(partner)
  expect(editPartner(partner, { ...same, locale: 'en' }, 1)).toMatchObject({ version: 2, locale: 'en' })
  expect(refusalOf(() => editPartner(partner, same, 7))).toBe('etag-mismatch')
})

describe('a partner user', () => {
  test('is known to events by tenant, id and name, never by address', () => {
    expect(actorOf('partner', aPartnerUser())).toEqual({
      kind: 'partner',
      tenantId: fabrikam,
      userId: aPartnerUser().userId,
      name: 'Ada Yılmaz',
    })
  })

  test('may do what one of his roles may', () => {
    const user = aPartnerUser({ appRoles: ['SalesAgent', 'HelpdeskAgent'] })
    expect(holdsAny(user, ['AdminAgent', 'SalesAgent'])).toBe(true)
    expect(holdsAny(user, ['AdminAgent'])).toBe(false)
    expect(holdsAny(user, [])).toBe(false)
    expect(holdsAny(aPartnerUser({ appRoles: [] }), ['AdminAgent'])).toBe(false)
  })
})
