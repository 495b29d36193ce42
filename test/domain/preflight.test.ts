import { describe, expect, test } from 'vitest'
import { alreadyPending, hintOf, type PreflightFacts, refusals, type Wish } from '../../shared/domain/preflight.ts'
import { aPartner, aRelationship, contoso, day, fabrikam, later, now } from './builders.ts'

const pendingId = '01950000-0000-7000-8000-0000000000aa'
const guard = { invitationId: pendingId, expiresAt: later(day).toISOString() }

function refused(wish: Partial<Wish> = {}, facts: Partial<PreflightFacts> = {}, at = now) {
  const whole = { email: 'it@contoso.example', customer: {}, asksPrivileges: false, ...wish }
  return refusals(whole, { partner: aPartner(), guards: [], relationships: [], ...facts }, at)
}
const codes = (...args: Parameters<typeof refused>) => refused(...args).map(({ code }) => code)

describe('before anybody is written to', () => {
  test('an ordinary wish meets no refusal', () => {
    expect(codes()).toEqual([])
    expect(codes({ customer: { country: 'AE', tenantId: contoso, domain: 'contoso.example' } })).toEqual([])
  })

  test.each([
    ['its own tenant', { customer: { tenantId: fabrikam } }, ['self-invitation']],
    ['its own domain', { customer: { domain: 'fabrikam.example' } }, ['self-invitation']],
    ['an address of its own', { email: 'ada@fabrikam.example' }, ['self-invitation']],
    [
      'all of these at once',
      { email: 'ada@fabrikam.example', customer: { tenantId: fabrikam, domain: 'fabrikam.example' } },
      ['self-invitation'],
    ],
    ['a domain that only looks like its own', { email: 'it@notfabrikam.example' }, []],
    ['a country of its region', { customer: { country: 'AE' } }, []],
    ['a country of another region', { customer: { country: 'DE' } }, ['region-mismatch']],
    ['a country of no region', { customer: { country: 'CN' } }, ['country-without-region']],
    ['a customer whose country is not known yet', { customer: {} }, []],
  ])('a partner that invites %s: %j: %j', (_, wish, expected) => {
    expect(codes(wish)).toEqual(expected)
  })

  describe('an indirect reseller', () => {
    const provider = aPartner({ id: contoso, type: 'indirect-provider', name: 'Litware', domain: 'litware.example' })
    const partner = aPartner({ type: 'indirect-reseller', providerId: provider.id })
    test.each([
      ['whose provider is active', {}, provider, []],
      ['whose provider is suspended', {}, { ...provider, status: 'suspended' as const }, ['partner-not-active']],
      ['whose provider is not admitted', {}, undefined, ['partner-not-active']],
      ['that invites its provider', { email: 'ivy@litware.example' }, provider, ['self-invitation']],
      [
        'whose provider is of another region',
        { customer: { country: 'AE' } },
        { ...provider, country: 'DE' },
        ['region-mismatch'],
      ],
    ])('%s: %j', (_, wish, provider, expected) => {
      expect(codes(wish, { partner, provider })).toEqual(expected)
    })
  })

  test('a wrong country is named in its field', () => {
    expect(refused({ customer: { country: 'DE' } })[0]?.details.errors?.[0]).toMatchObject({
      pointer: '/customer/country',
      code: 'region-mismatch',
    })
  })

  test.each([
    ['active', false, ['relationship-exists']],
    ['active', true, []],
    ['unconfirmed', false, []],
    ['removed', false, []],
    ['removed', true, []],
  ] as const)('a customer who is %s already, privileges asked: %s: %j', (status, asksPrivileges, expected) => {
    expect(codes({ asksPrivileges }, { relationships: [aRelationship({ status })] })).toEqual(expected)
  })

  test('one of several organisations that are meant is a customer already', () => {
    const relationships = [aRelationship({ status: 'removed' }), aRelationship({ name: 'Contoso Retail' })]
    expect(refused({}, { relationships })[0]?.message).toContain('Contoso Retail is your customer already')
  })

  test('every reason is told at once, the most fundamental first', () => {
    const wish = { email: 'ada@fabrikam.example', customer: { country: 'DE' } }
    expect(codes(wish, { relationships: [aRelationship()], guards: [guard] })).toEqual([
      'self-invitation',
      'region-mismatch',
      'relationship-exists',
      'already-pending-for-customer',
    ])
  })
})

describe('which customer a request means', () => {
  test.each([
    ['the recipient, by their domain', 'it@Contoso.example', undefined, { domains: ['contoso.example'] }],
    [
      'the recipient and the expected domain',
      'it@contoso.example',
      { domain: 'northwind.example' },
      { domains: ['contoso.example', 'northwind.example'] },
    ],
    ['the same domain twice', 'it@contoso.example', { domain: 'contoso.example' }, { domains: ['contoso.example'] }],
    ['nobody, by a public mail domain', 'carla@gmail.com', { domain: 'outlook.com' }, { domains: [] }],
    ['an expected domain beside a public one', 'c@gmail.com', { domain: 'a.example' }, { domains: ['a.example'] }],
    [
      'the tenant alone, whatever the domains',
      'it@contoso.example',
      { tenantId: fabrikam, domain: 'contoso.example' },
      { tenantId: fabrikam, domains: [] },
    ],
  ])('tells %s', (_, email, customer, expected) => {
    expect(hintOf({ recipient: { email }, customer })).toEqual(expected)
  })
})

describe('one pending invitation for each recipient', () => {
  test('stands in the way of another, and is named', () => {
    const [problem] = refused({}, { guards: [guard] })
    expect(problem?.code).toBe('already-pending-for-customer')
    expect(problem?.details.invitationId).toBe(`inv_${pendingId}`)
    expect(alreadyPending(undefined).details.invitationId).toBeUndefined()
  })

  test('is found under whichever key of the ring it stands', () => {
    const own = { ...guard, invitationId: 'own' }
    expect(codes({ invitationId: 'own' }, { guards: [own, guard] })).toEqual(['already-pending-for-customer'])
  })

  test('does not stand in its own way', () => {
    expect(codes({ invitationId: pendingId }, { guards: [guard] })).toEqual([])
  })

  test('is over at the very millisecond at which it expires', () => {
    expect(codes({}, { guards: [guard] }, later(day - 1))).toEqual(['already-pending-for-customer'])
    expect(codes({}, { guards: [guard] }, later(day))).toEqual([])
  })
})
