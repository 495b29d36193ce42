import { describe, expect, test } from 'vitest'
import { type AccessFacts, accessTo, requireAccess, requireNotRemoved } from '../../shared/domain/access.ts'
import { type Action, type ActionRule, actionNames, actions, sections } from '../../shared/domain/actions.ts'
import { cloudIds } from '../../shared/domain/cloud.ts'
import { type AppRole, appRoles } from '../../shared/domain/people.ts'
import { sectionUrl, supportPhoneOf } from '../../shared/domain/portals.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import { aPartner, aRelationship, contoso, now, refusalOf } from './builders.ts'

const factsOf = (relationship: Relationship): AccessFacts => ({
  relationship,
  partner: aPartner(),
  agreementIsCurrent: true,
})
const caller = (...appRoles: AppRole[]) => ({ appRoles, cloud: 'public' as const })

describe('what must be allowed', () => {
  const refusal = (action: Action, relationship: Relationship, role: AppRole) =>
    refusalOf(() => requireAccess(action, factsOf(relationship), caller(role), now))

  test('is refused exactly where the Customers page says no, for every action, role and state', () => {
    for (const status of ['unconfirmed', 'active', 'removed'] as const)
      for (const action of actionNames)
        for (const role of appRoles) {
          const relationship = aRelationship({ status })
          const { allowed } = accessTo(action, factsOf(relationship), caller(role), now)
          expect(refusal(action, relationship, role) === 'none').toBe(allowed)
        }
  })

  test.each([
    ['account.view', 'active', 'AdminAgent', 'none'],
    ['account.view', 'removed', 'AdminAgent', 'relationship-not-active'],
    ['account.view', 'unconfirmed', 'AdminAgent', 'relationship-not-active'],
    ['services.provision', 'active', 'HelpdeskAgent', 'role-not-allowed'],
    ['support.open-request-in-portal', 'active', 'HelpdeskAgent', 'admin-role-needed'],
  ] as const)('%s for a customer that is %s, by a %s: %s', (action, status, role, code) => {
    expect(refusal(action, aRelationship({ status }), role)).toBe(code)
  })

  test('tells which roles would do', () => {
    for (const action of actionNames) {
      const rule: ActionRule = actions[action]
      if (rule.anyOf.length === 0) continue
      expect(() => requireAccess(action, factsOf(aRelationship()), caller(...rule.appRoles), now)).toThrow(
        /Administrator/,
      )
    }
  })

  test('after the removal is nothing', () => {
    expect(refusalOf(() => requireNotRemoved(aRelationship({ status: 'removed' })))).toBe('relationship-not-active')
    expect(refusalOf(() => requireNotRemoved(aRelationship({ status: 'unconfirmed' })))).toBe('none')
  })
})

describe("the vendor's pages", () => {
  test('lead to the customer, in every cloud and section, each to its own', () => {
    const urls = cloudIds.flatMap((cloud) =>
      sections.map((section) => sectionUrl({ cloud, customerId: contoso }, section)),
    )
    expect(new Set(urls).size).toBe(urls.length)
    for (const url of urls) {
      expect(new URL(url).protocol).toBe('https:')
      expect(url).toContain(contoso)
      expect(url).not.toContain('{')
    }
  })

  test('are those that the operator named, where he named any', () => {
    const configured = { users: 'https://users.example/{tenant}/list' }
    const customer = { cloud: 'public', customerId: contoso } as const
    expect(sectionUrl(customer, 'users', configured)).toBe(`https://users.example/${contoso}/list`)
    expect(sectionUrl(customer, 'account', configured)).toBe(sectionUrl(customer, 'account'))
  })

  test('by phone: of the country where one is known, otherwise the one for all', () => {
    const phone = (country: string) =>
      supportPhoneOf({ cloud: 'public', country }, { TR: '+90 212 000 00 00', default: '+1 555 0100' })
    expect(phone('TR')).toBe('+90 212 000 00 00')
    expect(phone('DE')).toBe('+1 555 0100')
    for (const cloud of cloudIds) expect(supportPhoneOf({ cloud, country: 'DE' })).toMatch(/^\+\d/)
  })
})
