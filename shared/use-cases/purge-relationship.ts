import { overSince } from '../domain/purge.ts'
import type { Relationship } from '../domain/relationship.ts'
import { deleteAgreement, queryAgreementVersions } from '../store/customers.ts'
import { purgeRelationship as purge } from '../store/purge.ts'
import { queryPartners, readRelationship } from '../store/relationships.ts'

const pageSize = 100

/**
 * Takes the persons out of a relationship that was removed by then; that it was there, and its hashes, stay. The last one
 * of a customer takes along who accepted the agreement.
 */
export async function purgeRelationship(partnerId: string, customerId: string, removedBy: Date): Promise<boolean> {
  const relationship = await readRelationship(partnerId, customerId)
  const since = relationship && overSince(relationship)
  if (!relationship || !since || new Date(since) > removedBy) return false
  // before the relationship, so that a run which stops in between is taken up again
  if (await isLast(relationship))
    for (const version of await queryAgreementVersions(customerId)) await deleteAgreement(customerId, version)
  await purge(relationship)
  return true
}

async function isLast({ partnerId, customerId }: Relationship): Promise<boolean> {
  let after: string | undefined
  do {
    const page = await queryPartners(customerId, { limit: pageSize, after })
    const others = page.relationships.filter((other) => other.partnerId !== partnerId)
    if (others.some((other) => other.status !== 'removed' || overSince(other) !== undefined)) return false
    after = page.after
  } while (after)
  return true
}
