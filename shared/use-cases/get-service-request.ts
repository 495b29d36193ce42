import type { Relationship } from '../domain/relationship.ts'
import type { ServiceRequest } from '../domain/service-request.ts'
import { serviceRequests } from '../store/relationship-parts.ts'
import { getRelationship } from './get-relationship.ts'

/** One service request of a customer; what is foreign does not exist. */
export async function getServiceRequest(
  partnerId: string,
  customerId: string,
  id: string,
): Promise<{ relationship: Relationship; made: ServiceRequest }> {
  const relationship = await getRelationship(partnerId, customerId)
  return { relationship, made: await serviceRequests.read(relationship, id) }
}
