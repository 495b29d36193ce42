import { overSince } from '../domain/purge.ts'
import { closeRelationshipPurge, purgeRelationship as purge } from '../store/purge.ts'
import { readRelationship } from '../store/relationships.ts'
import { eraseAgreements } from './erase-agreements.ts'

/**
 * Takes the persons out of a relationship that was removed by then; that it was there, and its hashes, stay. The last one
 * of a customer takes along who accepted the agreement. A purge that stopped in between is taken up again.
 */
export async function purgeRelationship(partnerId: string, customerId: string, removedBy: Date): Promise<void> {
  const relationship = await readRelationship(partnerId, customerId)
  if (relationship?.status !== 'removed' || !relationship.removedAt) return
  if (new Date(relationship.removedAt) > removedBy) return
  if (overSince(relationship)) await purge(relationship)
  // after the persons: of two that are purged together, the later one sees that both are done
  await eraseAgreements(customerId)
  await closeRelationshipPurge(relationship)
}
