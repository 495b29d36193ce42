import type { Relationship } from '../domain/relationship.ts'
import type { Subscription } from '../domain/subscription.ts'
import { subscriptions } from '../store/relationship-parts.ts'
import { getRelationship } from './get-relationship.ts'

/** One subscription of the partner's own register; what is foreign does not exist. */
export async function getSubscription(
  partnerId: string,
  customerId: string,
  id: string,
): Promise<{ relationship: Relationship; subscription: Subscription }> {
  const relationship = await getRelationship(partnerId, customerId)
  return { relationship, subscription: await subscriptions.read(relationship, id) }
}
