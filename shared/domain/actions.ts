import type { AdminRoleCode } from './admin-roles.ts'
import type { AppRole } from './people.ts'

export const sections = ['account', 'services', 'users', 'licences'] as const
export type Section = (typeof sections)[number]

export interface ActionRule {
  section: Section
  appRoles: readonly AppRole[]
  /** one of these, granted and live, is needed; none listed: the relationship is enough */
  anyOf: readonly AdminRoleCode[]
  /** without privileges only what this partner provisioned itself */
  provisionedOnly?: true
  /** creates something new, for which the customer must have accepted the agreement in force */
  provisions?: true
  /** ids of the routes that do it: `of` for the customer, `ofOne` for one subscription */
  route?: { of: string; ofOne?: string }
}

/** What a partner user may do for a customer. Our own table; Microsoft's least-privilege-by-task page is the model. */
export const actions = {
  'account.view': {
    section: 'account',
    appRoles: ['AdminAgent', 'SalesAgent', 'HelpdeskAgent'],
    anyOf: [],
    route: { of: 'list-service-requests' },
  },
  'account.edit-profile': { section: 'account', appRoles: ['AdminAgent'], anyOf: ['GL', 'BI'] },
  'account.manage-domains': { section: 'account', appRoles: ['AdminAgent'], anyOf: ['GL', 'DN'] },
  'services.view': {
    section: 'services',
    appRoles: ['AdminAgent', 'SalesAgent', 'HelpdeskAgent'],
    anyOf: [],
    provisionedOnly: true,
    route: { of: 'list-subscriptions' },
  },
  'services.provision': {
    section: 'services',
    appRoles: ['AdminAgent', 'SalesAgent'],
    anyOf: [],
    provisions: true,
    route: { of: 'create-subscription', ofOne: 'suspend-subscription' },
  },
  'services.configure-exchange': { section: 'services', appRoles: ['AdminAgent'], anyOf: ['GL', 'EX'] },
  'services.configure-sharepoint': { section: 'services', appRoles: ['AdminAgent'], anyOf: ['GL', 'SH'] },
  'services.configure-teams': { section: 'services', appRoles: ['AdminAgent'], anyOf: ['GL', 'TE'] },
  'services.configure-security': { section: 'services', appRoles: ['AdminAgent'], anyOf: ['GL', 'SE'] },
  'users.view': {
    section: 'users',
    appRoles: ['AdminAgent', 'HelpdeskAgent'],
    anyOf: ['GL', 'GR', 'DR', 'US', 'HE', 'LI'],
  },
  'users.manage': { section: 'users', appRoles: ['AdminAgent'], anyOf: ['GL', 'US'] },
  'users.reset-password': {
    section: 'users',
    appRoles: ['AdminAgent', 'HelpdeskAgent'],
    anyOf: ['GL', 'US', 'HE', 'PS', 'AT'],
  },
  'licences.view': {
    section: 'licences',
    appRoles: ['AdminAgent', 'SalesAgent', 'HelpdeskAgent'],
    anyOf: ['GL', 'GR', 'DR', 'US', 'LI'],
  },
  'licences.assign': { section: 'licences', appRoles: ['AdminAgent'], anyOf: ['GL', 'US', 'LI'] },
  'support.open-request-in-portal': {
    section: 'account',
    appRoles: ['AdminAgent', 'HelpdeskAgent'],
    anyOf: ['GL', 'SS', 'HE', 'BI'],
    route: { of: 'open-service-request' },
  },
  'support.open-request-by-phone': {
    section: 'account',
    appRoles: ['AdminAgent', 'HelpdeskAgent'],
    anyOf: [],
    route: { of: 'open-service-request' },
  },
} as const satisfies Record<string, ActionRule>

export type Action = keyof typeof actions
export const actionNames = Object.keys(actions) as [Action, ...Action[]]
