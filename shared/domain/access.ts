import { type Action, actions } from './actions.ts'
import { adminRoleByCode } from './admin-roles.ts'
import { Problem } from './errors.ts'
import type { Member } from './people.ts'
import { type Access, type AccessReason, accessTo, type Relationship } from './relationship.ts'
import type { Subscription } from './subscription.ts'

/** Whether an action may be done on one subscription of the partner's own register: a cancelled one is only history. */
export function accessToSubscription(
  action: Action,
  relationship: Relationship,
  subscription: Subscription,
  caller: Pick<Member, 'appRoles'>,
  now: Date,
): Access {
  const access = accessTo(action, relationship, caller, now)
  const isChange = action !== 'services.view'
  if (access.allowed && isChange && subscription.status === 'cancelled')
    return { allowed: false, reason: 'subscription-cancelled' }
  return access
}

const sentences: Record<Exclude<AccessReason, 'granted' | 'provisioned-only'>, (action: Action) => string> = {
  'relationship-not-active': () => 'The relationship is not active, so nothing can be done for this customer.',
  'app-role-not-allowed': (action) => `${action} takes one of the app roles ${actions[action].appRoles.join(', ')}.`,
  'admin-role-needed': (action) =>
    `${action} needs one of these admin roles, granted by the customer and live: ${actions[action].anyOf
      .map((code) => adminRoleByCode(code).name)
      .join(', ')}. Invite the customer again to ask for it.`,
  'subscription-cancelled': () => 'The subscription is cancelled.',
}

const codes = {
  'relationship-not-active': 'relationship-not-active',
  'app-role-not-allowed': 'role-not-allowed',
  'admin-role-needed': 'admin-role-needed',
  'subscription-cancelled': 'subscription-state',
} as const

/** Throws why the caller may not do the action for this customer at this moment. */
export function requireAccess(
  action: Action,
  relationship: Relationship,
  caller: Pick<Member, 'appRoles'>,
  now: Date,
): void {
  const { reason } = accessTo(action, relationship, caller, now)
  if (reason === 'granted' || reason === 'provisioned-only') return
  throw new Problem(codes[reason], sentences[reason](action), { currentState: relationship.status })
}

/** Refuses what makes no sense, or is not allowed any more, once a relationship has ended. */
export function requireNotRemoved({ status }: Relationship): void {
  if (status === 'removed')
    throw new Problem('relationship-not-active', 'The relationship has ended. A new invitation can begin it again.', {
      currentState: status,
    })
}
