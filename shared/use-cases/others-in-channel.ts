import type { Relationship } from '../domain/relationship.ts'
import { relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'

/** The customer's relationships with the other partners of the channel. */
export async function othersInChannel({ channel, customerId }: Relationship): Promise<Relationship[]> {
  const keys = (channel?.partnerIds ?? []).map((partnerId) => relationshipKey(partnerId, customerId))
  const { relationships } = await readTogether({ relationships: keys })
  return relationships.filter((item) => item !== undefined).map(decodeRelationship)
}
