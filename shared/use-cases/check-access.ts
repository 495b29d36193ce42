import { accessToSubscription } from '../domain/access.ts'
import { type Action, actions } from '../domain/actions.ts'
import { Problem } from '../domain/errors.ts'
import type { Member } from '../domain/people.ts'
import { type Access, accessTo } from '../domain/relationship.ts'
import { subscriptions } from '../store/relationship-parts.ts'
import { getRelationship } from './get-relationship.ts'

/** Whether the caller may do an action for a customer at this moment; of services also on one subscription. */
export async function checkAccess(
  caller: Member,
  customerId: string,
  action: Action,
  subscriptionId: string | undefined,
  now: Date,
): Promise<Access> {
  const relationship = await getRelationship(caller.tenantId, customerId)
  if (subscriptionId === undefined) return accessTo(action, relationship, caller, now)
  if (actions[action].section !== 'services') {
    const message = `goes with actions of services only, ${action} is none`
    throw new Problem('validation-failed', `In the query: /subscription ${message}.`, {
      errors: [{ pointer: '/subscription', code: 'invalid', message }],
    })
  }
  const subscription = await subscriptions.read(relationship, subscriptionId)
  return accessToSubscription(action, relationship, subscription, caller, now)
}
