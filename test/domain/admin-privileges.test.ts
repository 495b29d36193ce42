import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  askedTerms,
  codesOf,
  grantedTerms,
  grantPrivileges,
  livePrivileges,
  type PrivilegeMove,
  type PrivilegeState,
  privilegeMoves,
  privilegeStates,
  requireMayHandle,
  type Terms,
  type TermsRequest,
  termsOf,
} from '../../shared/domain/admin-privileges.ts'
import { type AdminRoleCode, adminRoles, salesAgentTemplates, templateNames } from '../../shared/domain/admin-roles.ts'
import { cloudIds } from '../../shared/domain/cloud.ts'
import { appRoles } from '../../shared/domain/people.ts'
import { day, frozen, globalAdministrator, later, now, refusalOf } from './builders.ts'
import { gridCells } from './grid.ts'
import { holds } from './property.ts'

const idOf = (name: string) => adminRoles.find((role) => role.name === `${name} Administrator`)?.id ?? name
const exchange = idOf('Exchange')
const user = idOf('User')
const harmless = adminRoles.filter(({ risk }) => risk !== 'critical').map(({ id }) => id)
const critical = adminRoles.filter(({ risk }) => risk === 'critical')
const asAdmin = (request: TermsRequest) => askedTerms(request, 'public', ['AdminAgent'])

describe('asking for admin privileges', () => {
  const supportOnly = { roles: ['DR', 'SS'], duration: 'P730D', autoExtend: 'PT0S' }

  test.each(cloudIds.flatMap((cloud) => appRoles.map((role) => ({ cloud, role }))))(
    'in $cloud, a $role who says nothing asks for none or, where asking is mandatory, for support only',
    ({ cloud, role }) => {
      expect(askedTerms(undefined, cloud, [role])).toEqual(cloud === 'public' ? null : supportOnly)
    },
  )

  test.each(cloudIds.flatMap((cloud) => appRoles.map((role) => ({ cloud, role }))))(
    'in $cloud, a $role may leave them out only in the public cloud',
    ({ cloud, role }) => {
      const refusal = cloud === 'public' ? 'none' : 'admin-privileges-mandatory'
      expect(refusalOf(() => expect(askedTerms(null, cloud, [role])).toBeNull())).toBe(refusal)
    },
  )

  const forSales = ['support-only', 'licensing']
  test.each(templateNames.flatMap((template) => cloudIds.map((cloud) => ({ template, cloud }))))(
    'with the template $template in $cloud is for every AdminAgent, and for SalesAgents if it is one of theirs',
    ({ template, cloud }) => {
      const refusal = (roles: Parameters<typeof askedTerms>[2]) =>
        refusalOf(() => askedTerms({ template }, cloud, roles))
      expect(refusal(['AdminAgent'])).toBe('none')
      expect(refusal(['SalesAgent', 'AdminAgent'])).toBe('none')
      expect(refusal(['SalesAgent'])).toBe(forSales.includes(template) ? 'none' : 'role-not-allowed')
    },
  )

  test('with a template gives its roles sorted, its duration, and no extension', () => {
    expect(asAdmin({ template: 'licensing' })).toEqual({
      roles: ['DR', 'LI', 'US'],
      duration: 'P730D',
      autoExtend: 'PT0S',
    })
    expect(asAdmin({ template: 'break-glass' })).toEqual({ roles: ['GL'], duration: 'P7D', autoExtend: 'PT0S' })
  })

  test('for single roles takes an AdminAgent, even for the most harmless one', () => {
    const request = { roles: [idOf('Service Support')], duration: 'P1D' }
    for (const role of ['SalesAgent', 'HelpdeskAgent'] as const)
      expect(refusalOf(() => askedTerms(request, 'public', [role]))).toBe('role-not-allowed')
    expect(refusalOf(() => askedTerms(request, 'public', []))).toBe('role-not-allowed')
  })

  test('keeps each role once, sorted by its code, and does not extend unless chosen', () => {
    expect(asAdmin({ roles: [user, exchange, user.toUpperCase()], duration: 'P30D' })).toEqual({
      roles: ['EX', 'US'],
      duration: 'P30D',
      autoExtend: 'PT0S',
    })
    expect(asAdmin({ roles: [user], duration: 'P30D', autoExtend: 'P180D' })?.autoExtend).toBe('P180D')
  })

  test.each(['', 'GL', 'Global Administrator', '00000000-0000-0000-0000-000000000000', 'constructor'])(
    'for the unknown role "%s" is refused by name',
    (id) => {
      expect(() => asAdmin({ roles: [user, id], duration: 'P30D' })).toThrow(`${id} is not an admin role`)
      expect(refusalOf(() => codesOf([id]))).toBe('unknown-role')
    },
  )

  test('is for 1 to 15 roles', () => {
    const refusal = (count: number) => refusalOf(() => asAdmin({ roles: harmless.slice(0, count), duration: 'P30D' }))
    expect([0, 1, 15, 16].map(refusal)).toEqual(['validation-failed', 'none', 'none', 'validation-failed'])
    expect(
      asAdmin({ roles: [...harmless.slice(0, 15), ...harmless.slice(0, 15)], duration: 'P30D' })?.roles,
    ).toHaveLength(15)
  })

  test.each([
    ['P1D', 'none'],
    ['P730D', 'none'],
    ['P731D', 'validation-failed'],
    ['P9999D', 'validation-failed'],
    ['P0D', 'validation-failed'],
    ['P-1D', 'validation-failed'],
    ['P030D', 'validation-failed'],
    ['P1Y', 'validation-failed'],
    ['PT24H', 'validation-failed'],
    ['P1DT1H', 'validation-failed'],
    ['30', 'validation-failed'],
    ['', 'validation-failed'],
  ])('for %s: %s', (duration, refusal) => {
    expect(refusalOf(() => asAdmin({ roles: [user], duration }))).toBe(refusal)
  })

  describe.each(critical)('for the critical role $name', ({ id }) => {
    test.each([
      ['P90D', undefined, 'none'],
      ['P90D', 'PT0S', 'none'],
      ['P91D', undefined, 'validation-failed'],
      ['P1D', 'P180D', 'auto-extend-not-allowed'],
      ['P730D', 'P180D', 'auto-extend-not-allowed'],
    ] as const)('for %s, extending %s: %s', (duration, autoExtend, refusal) => {
      expect(refusalOf(() => asAdmin({ roles: [id], duration, autoExtend }))).toBe(refusal)
      expect(refusalOf(() => asAdmin({ roles: [user, id], duration, autoExtend }))).toBe(refusal)
    })
  })

  test('names the critical roles that are in the way', () => {
    expect(() => asAdmin({ roles: [user, globalAdministrator], duration: 'P180D' })).toThrow(
      'Global Administrator: at most P90D, got P180D.',
    )
  })
})

describe('granting', () => {
  const asked: Terms = frozen({ roles: ['EX', 'SS', 'US'], duration: 'P180D', autoExtend: 'P180D' })

  test('all that was asked takes no choice', () => {
    expect(grantedTerms(asked, undefined)).toEqual(asked)
    expect(grantedTerms(asked, {})).toEqual(asked)
    expect(grantedTerms(null, undefined)).toBeNull()
  })

  test.each([
    ['no privileges', null, null],
    ['no role at all', { roles: [] }, null],
    ['fewer roles', { roles: ['US', 'EX'] }, { ...asked, roles: ['EX', 'US'] }],
    ['a shorter time', { duration: 'P1D' }, { ...asked, duration: 'P1D' }],
    ['no extension', { autoExtend: 'PT0S' }, { ...asked, autoExtend: 'PT0S' }],
  ] as const)('%s is a choice', (_, choice, granted) => {
    expect(grantedTerms(asked, choice as Partial<Terms> | null)).toEqual(granted)
  })

  test.each([
    ['another role', { roles: ['US', 'GL'] }],
    ['a longer time', { duration: 'P181D' }],
    ['a time without a form', { duration: 'forever' }],
    ['no time', { duration: 'P0D' }],
  ] as const)('%s was not asked', (_, choice) => {
    expect(refusalOf(() => grantedTerms(asked, choice as unknown as Partial<Terms>))).toBe('not-asked')
  })

  test('an extension that was not asked is refused, also where fewer roles are granted', () => {
    const choice: Partial<Terms> = { roles: ['US'], autoExtend: 'P180D' }
    expect(refusalOf(() => grantedTerms({ ...asked, autoExtend: 'PT0S' }, choice))).toBe('not-asked')
  })

  test('anything where nothing was asked is refused; nothing is not', () => {
    expect(refusalOf(() => grantedTerms(null, { roles: ['SS'] }))).toBe('not-asked')
    expect(grantedTerms(null, null)).toBeNull()
  })

  test('names the roles that were not asked', () => {
    expect(() => grantedTerms(asked, { roles: ['US', 'GL', 'PR'] })).toThrow(
      'Not asked for: Global Administrator, Privileged Role Administrator.',
    )
  })

  const roles = fc.uniqueArray(fc.constantFrom(...adminRoles.map(({ code }) => code as AdminRoleCode)), {
    maxLength: 15,
  })
  const days = fc.integer({ min: 1, max: 730 })
  const autoExtend = fc.constantFrom('PT0S' as const, 'P180D' as const)
  const termsOf = (roles: AdminRoleCode[], days: number, autoExtend: Terms['autoExtend']): Terms => ({
    roles,
    duration: `P${days}D`,
    autoExtend,
  })

  test('never gives more than was asked: any choice is a part of it or is refused', () => {
    holds(
      fc.property(roles, days, autoExtend, roles, days, autoExtend, (r1, d1, a1, r2, d2, a2) => {
        const isPart = r2.every((role) => r1.includes(role)) && d2 <= d1 && (a2 === 'PT0S' || a1 === 'P180D')
        const choice = termsOf(r2, d2, a2)
        const expected = r2.length === 0 ? null : { ...choice, roles: [...r2].sort() }
        if (isPart) expect(grantedTerms(termsOf(r1, d1, a1), choice)).toEqual(expected)
        else expect(refusalOf(() => grantedTerms(termsOf(r1, d1, a1), choice))).toBe('not-asked')
      }),
    )
  })

  test('gives every part of what was asked', () => {
    const asking = fc.tuple(roles, days, autoExtend).chain(([asked, most, extend]) =>
      fc.record({
        asked: fc.constant(termsOf(asked, most, extend)),
        part: fc.subarray(asked),
        days: fc.integer({ min: 1, max: most }),
      }),
    )
    holds(
      fc.property(asking, ({ asked, part, days }) => {
        const granted = grantedTerms(asked, termsOf(part, days, 'PT0S'))
        expect(granted?.roles ?? []).toEqual([...part].sort())
      }),
    )
  })
})

describe('the life of privileges', () => {
  const life = gridCells(`
                none    active        expiring      expired  revoked  relinquished
    grant       active  active        active        active   active   active
    change      !       active        expiring      !        active   !
    warn        !       expiring      expiring      !        !        !
    extend      !       active        active        !        !        !
    expire      !       expired       expired       !        !        !
    revoke      !       revoked       revoked       !        !        !
    relinquish  !       relinquished  relinquished  !        !        !
  `)

  test('is told for every move and every state', () => {
    expect([...new Set(life.map(({ row }) => row))].sort()).toEqual(Object.keys(privilegeMoves).sort())
    expect(new Set(life.map(({ column }) => column))).toEqual(new Set(privilegeStates))
  })

  test.each(life)('$row of $column: $cell', ({ row, column, cell }) => {
    const outcome = privilegeMoves[row as PrivilegeMove][column as PrivilegeState]
    const refusal = column === 'none' ? 'not-found' : 'privileges-not-active'
    expect(outcome).toBe(cell === '!' ? refusal : cell)
  })

  const asked: Terms = { roles: ['SS', 'US'], duration: 'P90D', autoExtend: 'PT0S' }
  const granted = grantPrivileges({ ...asked, roles: ['US'], duration: 'P10D' }, asked, now)

  test('begins with what was granted, remembers what was asked, and ends after the granted time', () => {
    expect(granted).toEqual({
      roles: ['US'],
      duration: 'P10D',
      autoExtend: 'PT0S',
      state: 'active',
      asked,
      grantedAt: '2026-03-02T12:00:00.000Z',
      endsAt: '2026-03-12T12:00:00.000Z',
      dueAt: '2026-03-05T12:00:00.000Z',
      enforcement: 'recorded',
    })
  })

  test('ends at the very millisecond, whether or not a schedule ran', () => {
    for (const state of ['active', 'expiring'] as const) {
      const privileges = { ...granted, state }
      expect(livePrivileges(privileges, later(10 * day - 1))).toBe(privileges)
      expect(livePrivileges(privileges, later(10 * day))).toBeNull()
    }
  })

  test.each(['expired', 'revoked', 'relinquished'] as const)('is over once they are %s', (state) => {
    expect(livePrivileges({ ...granted, state }, now)).toBeNull()
    expect(livePrivileges(null, now)).toBeNull()
  })
})

describe('whoever hands a link over', () => {
  const emergency: Terms = { roles: ['GL'], duration: 'P7D', autoExtend: 'PT0S' }

  test('must be allowed to ask for just that: a SalesAgent hands over nothing, or one of his templates', () => {
    for (const terms of [null, ...salesAgentTemplates.map(termsOf)])
      expect(() => requireMayHandle(terms, ['SalesAgent'])).not.toThrow()
    expect(refusalOf(() => requireMayHandle(emergency, ['SalesAgent']))).toBe('role-not-allowed')
    expect(refusalOf(() => requireMayHandle(termsOf('managed-service'), ['SalesAgent']))).toBe('role-not-allowed')
  })

  test('an AdminAgent hands over everything', () => {
    expect(() => requireMayHandle(emergency, ['SalesAgent', 'AdminAgent'])).not.toThrow()
  })
})
