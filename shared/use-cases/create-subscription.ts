import { requireAccess } from '../domain/access.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { createSubscription as create, type NewSubscription } from '../domain/subscription.ts'
import { freshId } from '../store/fresh.ts'
import { subscriptions } from '../store/relationship-parts.ts'
import { createInRelationship } from './create-in-relationship.ts'
import type { Repeatable } from './create-invitation.ts'

/** Enters in the register what the partner provisions for a customer, who must have accepted the agreement in force. */
export const createSubscription = (
  caller: Member,
  customerId: string,
  wanted: Omit<NewSubscription, 'id'>,
  repeatable: Repeatable,
  now: Date,
) =>
  createInRelationship(
    caller,
    customerId,
    repeatable,
    now,
    (facts) => {
      requireAccess('services.provision', facts, caller, now)
      const { relationship } = facts
      const fields = { ...wanted, id: freshId(now) }
      const { subscription, change } = create(relationship, fields, actorOf('partner', caller), now)
      return { made: subscription, change, put: subscriptions.put(relationship, subscription) }
    },
    subscriptions.read,
  )
