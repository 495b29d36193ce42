import { requireAccess } from '../domain/access.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { channelActions, type NewServiceRequest, openServiceRequest as open } from '../domain/service-request.ts'
import { freshId } from '../store/fresh.ts'
import { serviceRequests } from '../store/relationship-parts.ts'
import { createInRelationship } from './create-in-relationship.ts'
import type { Repeatable } from './create-invitation.ts'

/** Records a request to the vendor on a customer's behalf: through the portal while privileges allow, by phone always. */
export const openServiceRequest = (
  caller: Member,
  customerId: string,
  wanted: Omit<NewServiceRequest, 'id'>,
  repeatable: Repeatable,
  now: Date,
) =>
  createInRelationship(
    caller,
    customerId,
    repeatable,
    now,
    (facts) => {
      requireAccess(channelActions[wanted.channel], facts, caller, now)
      const { relationship } = facts
      const fields = { ...wanted, id: freshId(now) }
      const { request, change } = open(relationship, fields, actorOf('partner', caller), now)
      return { made: request, change, put: serviceRequests.put(relationship, request) }
    },
    serviceRequests.read,
  )
