import { describe, expect, test } from 'vitest'
import { type Action, actionNames } from '../../shared/domain/actions.ts'
import { grantPrivileges, type Terms } from '../../shared/domain/admin-privileges.ts'
import { adminRoles } from '../../shared/domain/admin-roles.ts'
import { type AppRole, appRoles } from '../../shared/domain/people.ts'
import { accessBySection, accessTo } from '../../shared/domain/relationship.ts'
import { aRelationship, day, later, now } from './builders.ts'

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
      const caller = { appRoles: appRole === 'no app role' ? [] : ([appRole] as AppRole[]) }
      for (const name of everyRole) {
        const expected = !agents.includes(appRole)
          ? { allowed: false, reason: 'app-role-not-allowed' }
          : roles.length > 0 && !roles.includes(name ?? '')
            ? { allowed: false, reason: 'admin-role-needed' }
            : { allowed: true, reason: action === 'services.view' && !name ? 'provisioned-only' : 'granted' }
        expect({ name, ...accessTo(action, holding(name), caller, now) }).toEqual({ name, ...expected })
      }
    })

    test('by nobody while the relationship is unconfirmed or removed', () => {
      const everything = { appRoles: [...appRoles] }
      for (const status of ['unconfirmed', 'removed'] as const) {
        const relationship = { ...holding('Global Administrator'), status }
        expect(accessTo(action, relationship, everything, now)).toEqual({
          allowed: false,
          reason: 'relationship-not-active',
        })
      }
    })
  })

  test('counts several app roles and several admin roles together', () => {
    const relationship = aRelationship({ adminPrivileges: grant(['DR', 'TE']) })
    const caller = { appRoles: ['SalesAgent', 'AdminAgent'] as AppRole[] }
    expect(accessTo('services.configure-teams', relationship, caller, now).allowed).toBe(true)
    expect(accessTo('services.configure-exchange', relationship, caller, now).allowed).toBe(false)
  })

  test('ends with the privileges, at the very millisecond', () => {
    const relationship = aRelationship({ adminPrivileges: grant(['US'], 'P1D') })
    const admin = { appRoles: ['AdminAgent'] as AppRole[] }
    expect(accessTo('users.manage', relationship, admin, later(day - 1)).allowed).toBe(true)
    expect(accessTo('users.manage', relationship, admin, later(day))).toEqual({
      allowed: false,
      reason: 'admin-role-needed',
    })
    expect(accessTo('services.view', relationship, admin, later(day)).reason).toBe('provisioned-only')
  })

  test.each(['expired', 'revoked', 'relinquished'] as const)('does not count privileges that are %s', (state) => {
    const relationship = aRelationship({ adminPrivileges: { ...grant(['GL']), state } })
    expect(accessTo('users.manage', relationship, { appRoles: ['AdminAgent'] }, now).allowed).toBe(false)
  })

  test('stands in the section where people look for it', () => {
    const sections = accessBySection(holding('User Administrator'), { appRoles: ['HelpdeskAgent'] }, now)
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
