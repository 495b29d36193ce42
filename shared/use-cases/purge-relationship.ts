import { overSince } from '../domain/purge.ts'
import { purgeRelationship as purge } from '../store/purge.ts'
import { readRelationship } from '../store/relationships.ts'

/** Takes the persons out of a relationship that was removed by then; that it was there, and its hashes, stay. */
export async function purgeRelationship(partnerId: string, customerId: string, removedBy: Date): Promise<boolean> {
  const relationship = await readRelationship(partnerId, customerId)
  const since = relationship && overSince(relationship)
  if (!relationship || !since || new Date(since) > removedBy) return false
  await purge(relationship)
  return true
}
