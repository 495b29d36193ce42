import type { Relationship, RelationshipChange } from '../domain/relationship.ts'
import { commit, settle, type Write } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { relationshipWrites } from '../store/relationships.ts'
import { getRelationship } from './get-relationship.ts'

type Decision = (RelationshipChange & { writes?: Write[] }) | undefined

/**
 * Read, decide, store: every transition of a relationship, with whatever else must be written in the same transaction.
 * `decide` may read more, as nothing under the relationship changes without its version. Undefined = nothing to change.
 */
export const changeRelationship = (
  partnerId: string,
  customerId: string,
  decide: (before: Relationship) => Decision | Promise<Decision>,
): Promise<Relationship> =>
  settle(async () => {
    const before = await getRelationship(partnerId, customerId)
    const change = await decide(before)
    if (!change) return before
    const { relationship, writes } = relationshipWrites(change, freshSalt)
    const { committed } = await commit([...writes, ...(change.writes ?? [])])
    return committed ? relationship : undefined
  })
