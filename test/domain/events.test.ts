import { describe, expect, test } from 'vitest'
import { audiencesOf, eventNames, templateOf } from '../../shared/domain/events.ts'

describe('mail', () => {
  test.each(['invitation.sent', 'invitation.resent'] as const)(
    'of %s goes to the recipient only if we send it',
    (name) => {
      expect(audiencesOf({ name, data: { via: 'ses' } })).toEqual(['recipient'])
      for (const via of ['mail-app', 'clipboard', undefined]) expect(audiencesOf({ name, data: { via } })).toEqual([])
    },
  )

  test.each(['accepted', 'declined', 'not-us', 'expired', 'bounced', 'fresh-link-requested'] as const)(
    'tells the partner and nobody else of invitation.%s',
    (word) => {
      expect(audiencesOf({ name: `invitation.${word}`, data: {} })).toEqual(['partner'])
    },
  )

  test.each(['expiring', 'extended', 'expired'] as const)('tells both sides of admin-privileges.%s', (word) => {
    expect(audiencesOf({ name: `admin-privileges.${word}`, data: {} }).sort()).toEqual(['customer', 'partner'])
  })

  test('tells the customer once of what a reseller and its provider become, and the provider when it becomes one', () => {
    const provider = { id: 'litware', name: 'Litware', domain: 'litware.example' }
    const name = 'relationship.established'
    expect(audiencesOf({ name, data: { provider } })).toEqual(['customer'])
    expect(audiencesOf({ name, data: { reseller: 'tailspin' } })).toEqual(['partner'])
    expect(audiencesOf({ name: 'relationship.refused', data: { reseller: 'tailspin' } })).toEqual([])
  })

  test.each(['relationship.removed', 'relationship.refused'] as const)(
    'tells a reseller of %s only if its provider did it',
    (name) => {
      expect(audiencesOf({ name, data: {} })).toEqual(['customer'])
      const provider = { id: 'litware', name: 'Litware', domain: 'litware.example' }
      expect(audiencesOf({ name, data: { provider } })).toEqual(['partner', 'customer'])
    },
  )

  test.each([
    ['partner', 'customer'],
    ['customer', 'partner'],
  ] as const)('tells of an end of support that the %s proposes only the %s', (side, other) => {
    expect(audiencesOf({ name: 'relationship.support-renegotiated', data: { side } })).toEqual([other])
  })

  test('gives the customer a receipt, and tells it of the end', () => {
    expect(templateOf('relationship.established', 'customer')).toBe('receipt')
    expect(audiencesOf({ name: 'relationship.removed', data: {} })).toContain('customer')
  })

  test.each(['invitation.created', 'invitation.message-edited', 'invitation.revoked', 'invitation.delivered'] as const)(
    'is not sent for %s',
    (name) => {
      expect(audiencesOf({ name, data: { via: 'ses' } })).toEqual([])
      expect(templateOf(name, 'recipient')).toBeUndefined()
    },
  )

  test('has a template for each audience that it names', () => {
    for (const name of eventNames)
      for (const audience of audiencesOf({ name, data: { via: 'ses' } }))
        expect(templateOf(name, audience)).toMatch(/^[a-z-]+$/)
  })
})
