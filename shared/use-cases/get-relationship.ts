import { notFound } from '../domain/ids.ts'
import type { Relationship } from '../domain/relationship.ts'
import { readRelationship } from '../store/relationships.ts'

/** One relationship, for either side; what is foreign does not exist. */
export async function getRelationship(partnerId: string, customerId: string): Promise<Relationship> {
  const relationship = await readRelationship(partnerId, customerId)
  if (!relationship) throw notFound()
  return relationship
}
