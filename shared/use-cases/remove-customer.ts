import { requireVersion } from '../domain/errors.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { removeRelationships } from '../domain/removal.ts'
import { freshSalt } from '../store/fresh.ts'
import { relationshipWrites } from '../store/relationships.ts'
import { changeRelationship } from './change-relationship.ts'
import { readResellers } from './preview-removal.ts'

/** Ends a relationship, on the version that the caller read; a provider's ends those of its resellers in the same transaction. */
export const removeCustomer = (caller: Member, customerId: string, version: number, now: Date): Promise<Relationship> =>
  changeRelationship(caller.tenantId, customerId, async (before) => {
    requireVersion(version, before.version)
    const resellers = await readResellers(before)
    const [own, ...others] = removeRelationships(before, resellers, actorOf('partner', caller), now)
    return { ...own, writes: others.flatMap((change) => relationshipWrites(change, freshSalt).writes) }
  })
