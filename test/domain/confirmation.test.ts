import { describe, expect, test } from 'vitest'
import { grantPrivileges, type Terms } from '../../shared/domain/admin-privileges.ts'
import { confirmRelationship, refuseRelationship } from '../../shared/domain/confirmation.ts'
import { actorOf } from '../../shared/domain/people.ts'
import { aPartnerUser, aRelationship, frozen, now, refusalOf } from './builders.ts'

const ada = actorOf('partner', aPartnerUser())
const asked: Terms = { roles: ['SS', 'US'], duration: 'P90D', autoExtend: 'PT0S' }
const granted: Terms = { ...asked, roles: ['US'], duration: 'P10D' }
const waiting = frozen(aRelationship({ status: 'unconfirmed', withheld: { granted, asked } }))

describe('"this is my customer"', () => {
  test('begins the relationship, and what was withheld, counted from now and only as granted', () => {
    const { before, after, events } = confirmRelationship(waiting, ada, now)
    expect(before).toBe(waiting)
    expect(after).toEqual({
      ...waiting,
      status: 'active',
      version: waiting.version + 1,
      withheld: undefined,
      adminPrivileges: grantPrivileges(granted, asked, now),
    })
    expect(events.map(({ name }) => name)).toEqual(['relationship.confirmed', 'admin-privileges.granted'])
  })

  test('brings no privileges that nobody granted', () => {
    const { after, events } = confirmRelationship(aRelationship({ status: 'unconfirmed' }), ada, now)
    expect(after).toMatchObject({ status: 'active', adminPrivileges: null })
    expect(events.map(({ name }) => name)).toEqual(['relationship.confirmed'])
  })
})

describe('"this is not my customer"', () => {
  test('ends it, and what was withheld is forgotten', () => {
    const { after, events } = refuseRelationship(waiting, ada, now)
    expect(after).toMatchObject({ status: 'removed', withheld: undefined, adminPrivileges: null })
    expect(events).toMatchObject([{ name: 'relationship.refused', actor: ada }])
  })
})

test.each([
  ['active', 'relationship-exists'],
  ['removed', 'not-found'],
] as const)('neither is said of a relationship that is %s: %s', (status, code) => {
  for (const say of [confirmRelationship, refuseRelationship])
    expect(refusalOf(() => say(aRelationship({ status }), ada, now))).toBe(code)
})
