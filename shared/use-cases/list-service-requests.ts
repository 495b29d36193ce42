import { requireAccess } from '../domain/access.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { ServiceRequest } from '../domain/service-request.ts'
import { serviceRequests } from '../store/relationship-parts.ts'
import type { Page } from './fill-page.ts'
import { getRelationshipDetails } from './get-relationship-details.ts'

/** The service requests of a customer, newest first. */
export async function listServiceRequests(
  caller: Member,
  customerId: string,
  page: { limit: number; after?: string },
  now: Date,
): Promise<Page<{ relationship: Relationship; made: ServiceRequest }>> {
  const facts = await getRelationshipDetails(caller.tenantId, customerId)
  requireAccess('account.view', facts, caller, now)
  const { relationship } = facts
  const { items, after } = await serviceRequests.query(relationship, page)
  return { items: items.map((made) => ({ relationship, made })), after }
}
