import { requireAccess } from '../domain/access.ts'
import type { Member } from '../domain/people.ts'
import type { Subscription } from '../domain/subscription.ts'
import { subscriptions } from '../store/relationship-parts.ts'
import type { Page } from './fill-page.ts'
import { getRelationship } from './get-relationship.ts'

/** What the partner itself provisioned for a customer, newest first. What others provisioned is not in this register. */
export async function listSubscriptions(
  caller: Member,
  customerId: string,
  page: { limit: number; after?: string },
  now: Date,
): Promise<Page<Subscription>> {
  const relationship = await getRelationship(caller.tenantId, customerId)
  requireAccess('services.view', relationship, caller, now)
  return subscriptions.query(relationship, page)
}
