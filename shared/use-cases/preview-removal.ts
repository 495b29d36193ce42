import { requireNotRemoved } from '../domain/access.ts'
import type { Relationship } from '../domain/relationship.ts'
import { type Blocker, blockersOf } from '../domain/removal.ts'
import { relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { getRelationship } from './get-relationship.ts'

/** What a removal would end: the relationship, and those of a provider's resellers at this customer. */
export interface RemovalPreview {
  relationship: Relationship
  resellers: Relationship[]
  blockers: Blocker[]
}

/** A dry run of the removal; changes nothing. */
export async function previewRemoval(partnerId: string, customerId: string): Promise<RemovalPreview> {
  const relationship = await getRelationship(partnerId, customerId)
  requireNotRemoved(relationship)
  const resellers = await readResellers(relationship)
  return { relationship, resellers, blockers: blockersOf(relationship, resellers) }
}

/** Read the provider's relationship first: no reseller joins it without raising its version. */
export async function readResellers({ customerId, channel }: Relationship): Promise<Relationship[]> {
  if (channel?.role !== 'reseller') return []
  const keys = channel.partnerIds.map((partnerId) => relationshipKey(partnerId, customerId))
  const { relationships } = await readTogether({ relationships: keys })
  return relationships
    .filter((item) => item !== undefined)
    .map(decodeRelationship)
    .filter(({ status }) => status !== 'removed')
}
