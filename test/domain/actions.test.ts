import { describe, expect, test } from 'vitest'
import { type AccessFacts, accessBySection, accessTo } from '../../shared/domain/access.ts'
import { type Action, actionNames } from '../../shared/domain/actions.ts'
import { grantPrivileges, type Privileges, type Terms } from '../../shared/domain/admin-privileges.ts'
import { adminRoles } from '../../shared/domain/admin-roles.ts'
import { type AppRole, appRoles } from '../../shared/domain/people.ts'
import { changePrivileges, reportEnforcement } from '../../shared/domain/privileges-life.ts'
import { aPartner, aRelationship, day, later, made, now } from './builders.ts'

// action: who of the partner may, and which admin role of the customer it takes (nothing said: none)
const rights = `
  account.view                   Admin Sales Helpdesk
  account.edit-profile           Admin                  Global, Billing
  account.manage-domains         Admin                  Global, Domain Name
  services.view                  Admin Sales Helpdesk
  services.provision             Admin Sales
  services.configure-exchange    Admin                  Global, Exchange
  services.configure-sharepoint  Admin                  Global, SharePoint
  services.configure-teams       Admin                  Global, Teams
  services.configure-security    Admin                  Global, Security
  users.view                     Admin Helpdesk         Global, Global Reader, Directory Readers, User, Helpdesk, License
  users.manage                   Admin                  Global, User
  users.reset-password           Admin Helpdesk         Global, User, Helpdesk, Password, Authentication
  licences.view                  Admin Sales Helpdesk   Global, Global Reader, Directory Readers, User, License
  licences.assign                Admin                  Global, User, License
  support.open-request-in-portal Admin Helpdesk         Global, Service Support, Helpdesk, Billing
  support.open-request-by-phone  Admin Helpdesk`

const table = rights
  .trim()
  .split('\n')
  .map((line) => {
    const [action = '', people = '', roles = ''] = line.trim().split(/ {2,}| (?=Admin)/)
    const names = roles.split(', ').filter(Boolean)
    return {
      action: action as Action,
      agents: people.split(' ').map((word) => `${word}Agent`),
      roles: names.map((name) => (/Reader/.test(name) ? name : `${name} Administrator`)),
    }
  })

const grant = (roles: Terms['roles'], duration = 'P30D') => {
  const terms: Terms = { roles, duration, autoExtend: 'PT0S' }
  return grantPrivileges(terms, terms, now)
}
const holding = (name: string | undefined) =>
  aRelationship({ adminPrivileges: name ? grant(adminRoles.filter((r) => r.name === name).map((r) => r.code)) : null })

const factsOf = (relationship: AccessFacts['relationship'], over: Partial<AccessFacts> = {}): AccessFacts => ({
  relationship,
  partner: aPartner(),
  agreementIsCurrent: true,
  ...over,
})
const as = (...roles: AppRole[]) => ({ appRoles: roles, cloud: 'public' as const })

describe('what a partner user may do for a customer', () => {
  test('is told for every action, with roles that exist', () => {
    expect(table.map(({ action }) => action).sort()).toEqual([...actionNames].sort())
    const known = adminRoles.map(({ name }) => name as string)
    expect(table.flatMap(({ roles }) => roles).filter((name) => !known.includes(name))).toEqual([])
    expect(new Set(table.flatMap(({ agents }) => agents))).toEqual(new Set(appRoles))
  })

  describe.each(table)('$action', ({ action, agents, roles }) => {
    const everyRole = [undefined, ...adminRoles.map(({ name }) => name)]

    test.each([...appRoles, 'no app role'] as const)('by %s: with each admin role and without any', (appRole) => {
      const caller = appRole === 'no app role' ? as() : as(appRole)
      for (const name of everyRole) {
        const expected = !agents.includes(appRole)
          ? { allowed: false, reason: 'app-role-not-allowed' }
          : roles.length > 0 && !roles.includes(name ?? '')
            ? { allowed: false, reason: 'admin-role-needed' }
            : { allowed: true, reason: action === 'services.view' && !name ? 'provisioned-only' : 'granted' }
        expect({ name, ...accessTo(action, factsOf(holding(name)), caller, now) }).toEqual({ name, ...expected })
      }
    })

    test('by nobody while the relationship is unconfirmed or removed', () => {
      const everything = as(...appRoles)
      const reasons = { unconfirmed: 'relationship-unconfirmed', removed: 'relationship-not-active' } as const
      for (const status of ['unconfirmed', 'removed'] as const) {
        const relationship = { ...holding('Global Administrator'), status }
        expect(accessTo(action, factsOf(relationship), everything, now)).toEqual({
          allowed: false,
          reason: reasons[status],
        })
      }
    })
  })

  test('counts several app roles and several admin roles together', () => {
    const relationship = aRelationship({ adminPrivileges: grant(['DR', 'TE']) })
    const caller = as('SalesAgent', 'AdminAgent')
    expect(accessTo('services.configure-teams', factsOf(relationship), caller, now).allowed).toBe(true)
    expect(accessTo('services.configure-exchange', factsOf(relationship), caller, now).allowed).toBe(false)
  })

  test('ends with the privileges, at the very millisecond', () => {
    const relationship = aRelationship({ adminPrivileges: grant(['US'], 'P1D') })
    const admin = as('AdminAgent')
    expect(accessTo('users.manage', factsOf(relationship), admin, later(day - 1)).allowed).toBe(true)
    expect(accessTo('users.manage', factsOf(relationship), admin, later(day))).toEqual({
      allowed: false,
      reason: 'privileges-expired',
    })
    expect(accessTo('services.view', factsOf(relationship), admin, later(day)).reason).toBe('provisioned-only')
  })

  test.each(['expired', 'revoked', 'relinquished'] as const)('does not count privileges that are %s', (state) => {
    const relationship = aRelationship({ adminPrivileges: { ...grant(['GL']), state } })
    expect(accessTo('users.manage', factsOf(relationship), as('AdminAgent'), now)).toEqual({
      allowed: false,
      reason: `privileges-${state}`,
    })
  })

  test('removed-elsewhere counts for nothing, whatever the state, until a newer report or grant', () => {
    const removed = { ...grant(['GL']), autoExtend: 'P180D' as const, enforcement: 'removed-elsewhere' as const }
    const access = (action: Action, at = now, adminPrivileges: Privileges | null = removed) =>
      accessTo(action, factsOf(aRelationship({ adminPrivileges })), as('AdminAgent'), at).reason
    expect(access('users.manage')).toBe('removed-elsewhere')
    expect(access('services.view')).toBe('provisioned-only')
    expect(access('users.manage', later(31 * day))).toBe('privileges-expired')
    const before = aRelationship({ adminPrivileges: removed })
    const wish = { roles: ['GL' as const], endsAt: later(20 * day).toISOString() }
    const { after } = made(changePrivileges(before, wish, { kind: 'customer' }, now))
    expect(access('users.manage', now, after.adminPrivileges)).toBe('removed-elsewhere')
    const report = { enforcement: 'applied' as const }
    const reported = reportEnforcement(after, report, { kind: 'partner' }, now).after.adminPrivileges
    expect(access('users.manage', now, reported)).toBe('granted')
    expect(access('users.manage', now, grant(['GL']))).toBe('granted')
  })

  test('gives the first reason that applies', () => {
    const cancelled = { subscription: { status: 'cancelled' as const } }
    const open = { agreementIsCurrent: false }
    const removed = { ...aRelationship(), status: 'removed' as const }
    const reason = (over: Partial<AccessFacts>, caller = as('AdminAgent'), action: Action = 'services.provision') =>
      accessTo(action, factsOf(aRelationship(), over), caller, now).reason
    const suspended = { partner: aPartner({ status: 'suspended' }) }
    expect(reason({ ...suspended, ...cancelled, relationship: removed }, as())).toBe('partner-not-active')
    expect(reason({ partner: undefined })).toBe('partner-not-active')
    expect(reason({ partner: aPartner({ cloud: 'germany' }) })).toBe('partner-not-active')
    expect(reason({ ...cancelled, relationship: removed }, as())).toBe('relationship-not-active')
    expect(reason({ ...cancelled, ...open }, as('HelpdeskAgent'))).toBe('app-role-not-allowed')
    expect(reason({ ...cancelled, ...open })).toBe('subscription-cancelled')
    expect(reason(open)).toBe('agreement-required')
    expect(reason({ ...open, subscription: { status: 'active' } })).toBe('granted')
    expect(reason(open, as('AdminAgent'), 'services.view')).toBe('provisioned-only')
  })

  test('stands in the section where people look for it', () => {
    const sections = accessBySection(factsOf(holding('User Administrator')), as('HelpdeskAgent'), now)
    expect(Object.fromEntries(Object.entries(sections).map(([name, row]) => [name, Object.keys(row)]))).toEqual({
      account: [
        'account.view',
        'account.edit-profile',
        'account.manage-domains',
        'support.open-request-in-portal',
        'support.open-request-by-phone',
      ],
      services: table.map(({ action }) => action as string).filter((action) => action.startsWith('services.')),
      users: ['users.view', 'users.manage', 'users.reset-password'],
      licences: ['licences.view', 'licences.assign'],
    })
    expect(sections.users['users.reset-password']).toEqual({ allowed: true, reason: 'granted' })
    expect(sections.users['users.manage']).toEqual({ allowed: false, reason: 'app-role-not-allowed' })
  })
})
