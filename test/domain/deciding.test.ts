import { describe, expect, test } from 'vitest'
import type { Terms } from '../../shared/domain/admin-privileges.ts'
import { globalAdministrator, relationshipAdministrator } from '../../shared/domain/admin-roles.ts'
import {
  type AcceptingRoles,
  acceptingRoleIds,
  decidableBy,
  decidedParts,
  declinedPart,
  type Part,
  requireMayDecide,
  whyUndecided,
  withDecidingRoles,
} from '../../shared/domain/deciding.ts'
import { isProblem } from '../../shared/domain/errors.ts'
import type { Member } from '../../shared/domain/people.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import { aMember, anAcceptedAgreement, anInvitation, aRelationship, refusalOf } from './builders.ts'

const table: AcceptingRoles = {
  relationship: [globalAdministrator],
  agreement: [globalAdministrator, 'contract-manager'],
  privileges: [globalAdministrator, relationshipAdministrator],
}
const every: Part[] = ['relationship', 'agreement', 'privileges']

describe('decidableBy', () => {
  test.each([
    ['a Global Administrator', {}, every],
    ['a relationship administrator', { directoryRoles: [relationshipAdministrator] }, ['privileges']],
    ['another configured role', { directoryRoles: ['contract-manager'] }, ['agreement']],
    [
      'several roles',
      { directoryRoles: ['x', 'contract-manager', relationshipAdministrator] },
      ['agreement', 'privileges'],
    ],
    ['another role', { directoryRoles: ['x'] }, []],
    ['no role', { directoryRoles: [] }, []],
    ['unknown roles', { directoryRoles: undefined }, []],
    ['a role that is not activated', { directoryRoles: [], eligibleRoles: [globalAdministrator] }, []],
    ['a guest', { membership: 'guest' }, []],
    ['an account of unknown membership', { membership: 'unknown' }, []],
  ] as [string, Partial<Member>, Part[]][])('%s', (_, member, decidable) => {
    expect(decidableBy(aMember(member), table)).toEqual(decidable)
  })

  test('the union of all roles has each once', () => {
    expect(acceptingRoleIds(table)).toEqual([globalAdministrator, 'contract-manager', relationshipAdministrator])
  })
})

describe('requireMayDecide', () => {
  const reasonFor = (member: Partial<Member>, needed: Part[]) => {
    try {
      requireMayDecide(aMember(member), table, ...needed)
      return undefined
    } catch (error) {
      if (isProblem(error)) return [error.code, error.details.reason]
      throw error
    }
  }
  const holds = (...directoryRoles: string[]) => ({ directoryRoles })
  const mayActivate = (role: string) => ({ directoryRoles: [relationshipAdministrator], eligibleRoles: [role] })
  const noRole = 'not-an-accepting-role'

  test.each([
    ['a Global Administrator: everything', {}, every, undefined],
    ['a relationship administrator: privileges', holds(relationshipAdministrator), ['privileges'], undefined],
    ['a relationship administrator: something', holds(relationshipAdministrator), [], undefined],
    ...(['relationship', 'agreement'] as const).map((part) => [
      `a relationship administrator: privileges and ${part}`,
      holds(relationshipAdministrator),
      ['privileges', part],
      [noRole, 'part-not-decidable'],
    ]),
    [
      'two roles together',
      holds('contract-manager', relationshipAdministrator),
      ['agreement', 'privileges'],
      undefined,
    ],
    [
      'a role that could be activated for the rest',
      mayActivate(globalAdministrator),
      every,
      [noRole, 'role-not-activated'],
    ],
    [
      'a role that could be activated, not enough',
      mayActivate('contract-manager'),
      every,
      [noRole, 'part-not-decidable'],
    ],
    [
      'a role that is only eligible',
      { directoryRoles: [], eligibleRoles: [globalAdministrator] },
      [],
      [noRole, 'role-not-activated'],
    ],
    ['no role', holds(), [], [noRole, 'role-not-held']],
    ['another role', holds('62e90394-0000'), ['privileges'], [noRole, 'role-not-held']],
    ['an app role of a partner', { appRoles: ['AdminAgent'], directoryRoles: [] }, [], [noRole, 'role-not-held']],
    ['unknown roles', { directoryRoles: undefined }, [], [noRole, 'roles-not-told']],
    ['a guest', { membership: 'guest' }, [], ['guest-or-delegated-account', 'guest']],
    [
      'a guest without roles',
      { membership: 'guest', directoryRoles: undefined },
      [],
      ['guest-or-delegated-account', 'guest'],
    ],
    ['unknown membership', { membership: 'unknown' }, [], ['guest-or-delegated-account', 'membership-not-told']],
  ] as [string, Partial<Member>, Part[], string[] | undefined][])('%s', (_, member, needed, expected) => {
    expect(reasonFor(member, needed)).toEqual(expected)
  })

  test.each([
    { directoryRoles: undefined },
    { directoryRoles: ['x'], eligibleRoles: ['y', globalAdministrator] },
    { directoryRoles: ['x', relationshipAdministrator], eligibleRoles: ['y'] },
  ])('answers the same when a session keeps the deciding roles only: %j', (fields) => {
    const kept = withDecidingRoles(aMember(fields), table)
    for (const role of [...(kept.directoryRoles ?? []), ...(kept.eligibleRoles ?? [])])
      expect(acceptingRoleIds(table)).toContain(role)
    for (const needed of [[], ...every.map((part) => [part]), every])
      expect(whyUndecided(kept, table, needed)).toBe(whyUndecided(aMember(fields), table, needed))
  })

  test('refuses everybody where the configuration names no role', () => {
    const empty = { relationship: [], agreement: [], privileges: [] }
    expect(refusalOf(() => requireMayDecide(aMember(), empty))).toBe(noRole)
  })

  test('says as whom, what to do, and what the operator must fix', () => {
    const say =
      (member: Partial<Member>, ...parts: Part[]) =>
      () =>
        requireMayDecide(aMember(member), table, ...parts)
    expect(say({ membership: 'guest' })).toThrow(/carla@contoso\.example is a guest or a delegated account/)
    expect(say({ directoryRoles: [] })).toThrow(/signed in as carla@contoso\.example.*activate it/)
    expect(say(holds(relationshipAdministrator), 'relationship', 'agreement', 'privileges')).toThrow(
      /may decide about admin privileges\. This is also about resellers and the customer agreement, which takes/,
    )
    for (const silent of [{ membership: 'unknown' as const }, { directoryRoles: undefined }])
      expect(say(silent)).toThrow(/operator of this service/)
  })
})

describe('the parts that a decision is about', () => {
  const asked: Terms = { roles: ['SS'], duration: 'P30D', autoExtend: 'PT0S' }
  const facts = (
    status: Relationship['status'] | 'none',
    accepted: boolean,
    adminPrivileges: Terms | null = asked,
  ) => ({
    invitation: anInvitation({ adminPrivileges }),
    relationship: status === 'none' ? undefined : aRelationship({ status }),
    accepted: accepted ? anAcceptedAgreement() : undefined,
  })

  test.each([
    ['a new customer', facts('none', false), undefined, every],
    ['a new customer that accepted the agreement', facts('none', true), undefined, ['relationship', 'privileges']],
    ['a new customer that grants nothing', facts('none', false), null, ['relationship', 'agreement']],
    ['a new customer that ticks no role', facts('none', true), { roles: [] }, ['relationship']],
    ['a new customer that is asked for nothing', facts('none', true, null), undefined, ['relationship']],
    ['a former customer', facts('removed', true), undefined, ['relationship', 'privileges']],
    ['an unconfirmed customer', facts('unconfirmed', true), undefined, ['relationship', 'privileges']],
    ['a renewal', facts('active', true), undefined, ['privileges']],
    ['a renewal that takes everything away', facts('active', true), null, ['privileges']],
    ['a renewal under a new agreement', facts('active', false), undefined, ['agreement', 'privileges']],
    [
      'a renewal by a reseller with a new provider',
      { ...facts('active', true), provider: { relationship: undefined } },
      undefined,
      ['relationship', 'privileges'],
    ],
    [
      'a renewal by a reseller',
      { ...facts('active', true), provider: { relationship: aRelationship() } },
      undefined,
      ['privileges'],
    ],
  ] as [string, Parameters<typeof decidedParts>[0], Parameters<typeof decidedParts>[1], Part[]][])(
    'accepting: %s',
    (_, given, choice, expected) => {
      expect(decidedParts(given, choice)).toEqual(expected)
    },
  )

  test.each([
    ['none', 'relationship'],
    ['unconfirmed', 'relationship'],
    ['removed', 'relationship'],
    ['active', 'privileges'],
  ] as const)('declining with the relationship %s', (status, part) => {
    expect(declinedPart(facts(status, true).relationship)).toBe(part)
  })
})
