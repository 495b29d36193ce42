import { requireAccess } from '../domain/access.ts'
import { Problem } from '../domain/errors.ts'
import { requirePartnerOf } from '../domain/partner.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { createSubscription as create, type NewSubscription } from '../domain/subscription.ts'
import { readEnvironment } from '../environment.ts'
import { freshId } from '../store/fresh.ts'
import { subscriptions } from '../store/relationship-parts.ts'
import { createInRelationship } from './create-in-relationship.ts'
import type { Repeatable } from './create-invitation.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

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
    ({ relationship, partner, accepted }) => {
      requirePartnerOf(caller, partner)
      requireAccess('services.provision', relationship, caller, now)
      if (!accepted)
        throw new Problem(
          'agreement-required',
          `The customer has not accepted version ${AGREEMENT.version} of the customer agreement yet. Ask it to, then try again.`,
        )
      const fields = { ...wanted, id: freshId(now) }
      const { subscription, change } = create(relationship, fields, actorOf('partner', caller), now)
      return { made: subscription, change, put: subscriptions.put(relationship, subscription) }
    },
    subscriptions.read,
  )
