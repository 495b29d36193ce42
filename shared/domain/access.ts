import { type Action, type ActionRule, actions, type Section, sections } from './actions.ts'
import { livePrivileges, privilegesAt } from './admin-privileges.ts'
import { adminRoleByCode } from './admin-roles.ts'
import { Problem, type ProblemCode } from './errors.ts'
import type { Partner } from './partner.ts'
import { holdsAny, type Member } from './people.ts'
import type { Relationship } from './relationship.ts'
import type { Subscription } from './subscription.ts'

/** Why an action is allowed or not: the first that applies. `provisioned-only`: for what this partner provisioned itself. */
export const accessReasons = [
  'partner-not-active',
  'relationship-not-active',
  'relationship-unconfirmed',
  'app-role-not-allowed',
  'subscription-cancelled',
  'agreement-required',
  'removed-elsewhere',
  'privileges-expired',
  'privileges-revoked',
  'privileges-relinquished',
  'admin-role-needed',
  'provisioned-only',
  'granted',
] as const
export type AccessReason = (typeof accessReasons)[number]

export interface Access {
  allowed: boolean
  reason: AccessReason
}

/** All that decides about access. `subscription`: the one that the action is about, if it is about one. */
export interface AccessFacts {
  relationship: Relationship
  partner: Pick<Partner, 'status' | 'cloud'> | undefined
  /** whether the customer accepted the agreement in force */
  agreementIsCurrent: boolean
  subscription?: Pick<Subscription, 'status'>
}

type Caller = Pick<Member, 'appRoles' | 'cloud'>

const over = {
  expired: 'privileges-expired',
  revoked: 'privileges-revoked',
  relinquished: 'privileges-relinquished',
} as const

/** Why the customer's admin privileges do not allow the action now; undefined if they do. */
function lackOf(anyOf: ActionRule['anyOf'], { adminPrivileges }: Relationship, now: Date): AccessReason | undefined {
  const present = adminPrivileges && privilegesAt(adminPrivileges, now)
  if (!present) return 'admin-role-needed'
  if (present.enforcement === 'removed-elsewhere') return 'removed-elsewhere'
  if (present.state !== 'active' && present.state !== 'expiring') return over[present.state]
  return present.roles.some((role) => anyOf.includes(role)) ? undefined : 'admin-role-needed'
}

/** The admin roles that a partner can use now: none after they were removed in the vendor's system. */
export function usableRoles({ adminPrivileges }: Relationship, now: Date) {
  const live = livePrivileges(adminPrivileges, now)
  return live && live.enforcement !== 'removed-elsewhere' ? live.roles : undefined
}

function reasonFor(action: Action, facts: AccessFacts, caller: Caller, now: Date): AccessReason {
  const { relationship, partner, agreementIsCurrent, subscription } = facts
  const rule: ActionRule = actions[action]
  if (partner?.status !== 'active' || partner.cloud !== caller.cloud) return 'partner-not-active'
  if (relationship.status === 'removed') return 'relationship-not-active'
  if (relationship.status === 'unconfirmed') return 'relationship-unconfirmed'
  if (!holdsAny(caller, rule.appRoles)) return 'app-role-not-allowed'
  if (subscription?.status === 'cancelled' && !rule.provisionedOnly) return 'subscription-cancelled'
  if (rule.provisions && !subscription && !agreementIsCurrent) return 'agreement-required'
  const lack = rule.anyOf.length > 0 ? lackOf(rule.anyOf, relationship, now) : undefined
  if (lack) return lack
  return rule.provisionedOnly && !usableRoles(relationship, now) ? 'provisioned-only' : 'granted'
}

/** Whether a partner user may do an action for a customer, always from the present state and clock. */
export function accessTo(action: Action, facts: AccessFacts, caller: Caller, now: Date): Access {
  const reason = reasonFor(action, facts, caller, now)
  return { allowed: reason === 'granted' || reason === 'provisioned-only', reason }
}

/** Every action of every section with its answer. */
export function accessBySection(
  facts: AccessFacts,
  caller: Caller,
  now: Date,
): Record<Section, Record<string, Access>> {
  const result = Object.fromEntries(sections.map((section) => [section, {}])) as Record<Section, Record<string, Access>>
  for (const action of Object.keys(actions) as Action[])
    result[actions[action].section][action] = accessTo(action, facts, caller, now)
  return result
}

const rolesFor = (action: Action) =>
  `one of these admin roles: ${actions[action].anyOf.map((code) => adminRoleByCode(code).name).join(', ')}`
const askAgain = 'Invite the customer again to ask for it.'

const refusals = {
  'partner-not-active': {
    code: 'partner-not-active',
    sentence: () => 'Your organisation is suspended or not admitted as a partner in this cloud. Ask the operator.',
  },
  'relationship-not-active': {
    code: 'relationship-not-active',
    sentence: () => 'The relationship is not active, so nothing can be done for this customer.',
  },
  'relationship-unconfirmed': {
    code: 'relationship-not-active',
    sentence: () => 'Confirm first that this organisation is your customer.',
  },
  'app-role-not-allowed': {
    code: 'role-not-allowed',
    sentence: (action) => `${action} takes one of the app roles ${actions[action].appRoles.join(', ')}.`,
  },
  'subscription-cancelled': { code: 'subscription-state', sentence: () => 'The subscription is cancelled.' },
  'agreement-required': {
    code: 'agreement-required',
    sentence: () => 'The customer has not accepted the customer agreement in force yet. Ask them to, then try again.',
  },
  'removed-elsewhere': {
    code: 'admin-role-needed',
    sentence: (action) =>
      `${action} needs ${rolesFor(action)}. The admin privileges were removed in the vendor's system. ${askAgain}`,
  },
  'privileges-expired': {
    code: 'admin-role-needed',
    sentence: (action) => `${action} needs ${rolesFor(action)}. The admin privileges have expired. ${askAgain}`,
  },
  'privileges-revoked': {
    code: 'admin-role-needed',
    sentence: (action) => `${action} needs ${rolesFor(action)}. The customer removed the admin privileges. ${askAgain}`,
  },
  'privileges-relinquished': {
    code: 'admin-role-needed',
    sentence: (action) => `${action} needs ${rolesFor(action)}. You gave up the admin privileges. ${askAgain}`,
  },
  'admin-role-needed': {
    code: 'admin-role-needed',
    sentence: (action) => `${action} needs ${rolesFor(action)}, granted by the customer. ${askAgain}`,
  },
} as const satisfies Partial<Record<AccessReason, { code: ProblemCode; sentence: (action: Action) => string }>>

/** Throws why the caller may not do the action for this customer at this moment. */
export function requireAccess(action: Action, facts: AccessFacts, caller: Caller, now: Date): void {
  const reason = reasonFor(action, facts, caller, now)
  if (reason === 'granted' || reason === 'provisioned-only') return
  const { code, sentence } = refusals[reason]
  const { relationship, subscription } = facts
  const currentState = reason === 'subscription-cancelled' ? subscription?.status : relationship.status
  throw new Problem(code, sentence(action), { currentState, reason })
}

/** Refuses what makes no sense, or is not allowed any more, once a relationship has ended. */
export function requireNotRemoved({ status }: Relationship): void {
  if (status === 'removed')
    throw new Problem('relationship-not-active', 'The relationship has ended. A new invitation can begin it again.', {
      currentState: status,
    })
}
