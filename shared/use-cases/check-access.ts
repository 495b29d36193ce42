import { type Access, accessTo } from '../domain/access.ts'
import { type Action, actions } from '../domain/actions.ts'
import { Problem } from '../domain/errors.ts'
import type { Member } from '../domain/people.ts'
import { subscriptions } from '../store/relationship-parts.ts'
import { getRelationshipDetails } from './get-relationship-details.ts'

/** Whether the caller may do an action for a customer at this moment; of services also on one subscription. */
export async function checkAccess(
  caller: Member,
  customerId: string,
  action: Action,
  subscriptionId: string | undefined,
  now: Date,
): Promise<Access> {
  const facts = await getRelationshipDetails(caller.tenantId, customerId)
  if (subscriptionId === undefined) return accessTo(action, facts, caller, now)
  if (actions[action].section !== 'services') {
    const message = `goes with actions of services only, ${action} is none`
    throw new Problem('validation-failed', `In the query: /subscription ${message}.`, {
      errors: [{ pointer: '/subscription', code: 'invalid', message }],
    })
  }
  const subscription = await subscriptions.read(facts.relationship, subscriptionId)
  return accessTo(action, { ...facts, subscription }, caller, now)
}
