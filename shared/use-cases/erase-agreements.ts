import { overSince } from '../domain/purge.ts'
import type { Relationship } from '../domain/relationship.ts'
import { deleteAgreement, queryAgreements } from '../store/agreements.ts'
import { queryPartners } from '../store/relationships.ts'

const pageSize = 100

/** Every relationship that a customer has or had, strongly consistent. */
export async function relationshipsOf(customerId: string): Promise<Relationship[]> {
  const all: Relationship[] = []
  let after: string | undefined
  do {
    const page = await queryPartners(customerId, { limit: pageSize, after })
    all.push(...page.relationships)
    after = page.after
  } while (after)
  return all
}

/** Which versions were deleted, and which are still needed. */
export interface ErasedAgreements {
  erased: string[]
  kept: string[]
}

/**
 * Deletes who accepted the agreement, once all relationships of the customer are removed and without persons. The
 * agreements are read before the relationships, so that an acceptance in between fails the delete.
 */
export async function eraseAgreements(customerId: string): Promise<ErasedAgreements> {
  const agreements = await queryAgreements(customerId)
  const needed = (await relationshipsOf(customerId)).some((r) => r.status !== 'removed' || overSince(r) !== undefined)
  const result: ErasedAgreements = { erased: [], kept: [] }
  for (const agreement of agreements) {
    const deleted = !needed && (await deleteAgreement(customerId, agreement))
    result[deleted ? 'erased' : 'kept'].push(agreement.version)
  }
  return result
}
