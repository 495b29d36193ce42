import { requireAccess } from '../domain/access.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { moveSubscription as move, type Subscription, type SubscriptionMove } from '../domain/subscription.ts'
import { subscriptions } from '../store/relationship-parts.ts'
import { readPartner } from '../store/relationships.ts'
import { changeRelationship } from './change-relationship.ts'

/** Suspends or cancels a subscription of the partner's own register; software after its window with the vendor's reference. */
export async function moveSubscription(
  caller: Member,
  customerId: string,
  id: string,
  name: SubscriptionMove,
  now: Date,
  vendorReference?: string,
): Promise<Subscription> {
  const pair = { partnerId: caller.tenantId, customerId }
  const partner = await readPartner(caller.tenantId)
  await changeRelationship(pair.partnerId, customerId, async (relationship) => {
    const before = await subscriptions.read(pair, id)
    const facts = { relationship, partner, subscription: before, agreementIsCurrent: true }
    requireAccess('services.provision', facts, caller, now)
    const actor = actorOf('partner', caller)
    const { subscription, change } = move(relationship, before, name, actor, now, vendorReference)
    return { ...change, writes: [subscriptions.put(pair, subscription)] }
  })
  return subscriptions.read(pair, id)
}
