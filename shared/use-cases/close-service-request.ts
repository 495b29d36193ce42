import { requireAccess } from '../domain/access.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { closeServiceRequest as close, isClosedAs, type ServiceRequest } from '../domain/service-request.ts'
import { serviceRequests } from '../store/relationship-parts.ts'
import { readPartner } from '../store/relationships.ts'
import { changeRelationship } from './change-relationship.ts'

/** Closes a service request; a repeat answers the same. */
export async function closeServiceRequest(
  caller: Member,
  customerId: string,
  id: string,
  said: { vendorReference?: string; resolution?: string },
  now: Date,
): Promise<{ relationship: Relationship; made: ServiceRequest }> {
  const pair = { partnerId: caller.tenantId, customerId }
  const partner = await readPartner(caller.tenantId)
  const relationship = await changeRelationship(pair.partnerId, customerId, async (before) => {
    const facts = { relationship: before, partner, agreementIsCurrent: true }
    requireAccess('support.open-request-by-phone', facts, caller, now)
    const request = await serviceRequests.read(pair, id)
    if (isClosedAs(request, said)) return undefined
    const closed = close(before, request, said, actorOf('partner', caller), now)
    return { ...closed.change, writes: [serviceRequests.put(pair, closed.request)] }
  })
  return { relationship, made: await serviceRequests.read(pair, id) }
}
