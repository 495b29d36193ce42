import { requireAccess } from '../domain/access.ts'
import type { Member } from '../domain/people.ts'
import type { Subscription } from '../domain/subscription.ts'
import { subscriptions } from '../store/relationship-parts.ts'
import type { Page } from './fill-page.ts'
import { getRelationshipDetails } from './get-relationship-details.ts'

/** What the partner itself provisioned for a customer, newest first. What others provisioned is not in this register. */
export async function listSubscriptions(
  caller: Member,
  customerId: string,
  page: { limit: number; after?: string },
  now: Date,
): Promise<Page<Subscription>> {
  const facts = await getRelationshipDetails(caller.tenantId, customerId)
  requireAccess('services.view', facts, caller, now)
  const { relationship } = facts
  return subscriptions.query(relationship, page)
}
