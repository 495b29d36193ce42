import type { Relationship, RelationshipChange } from '../domain/relationship.ts'
import { commit, settle, type Write } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { relationshipWrites } from '../store/relationships.ts'
import { getRelationship } from './get-relationship.ts'

/** Read, decide, store: every transition of a relationship, with whatever else must be written in the same transaction. */
export const changeRelationship = (
  partnerId: string,
  customerId: string,
  decide: (before: Relationship) => RelationshipChange & { writes?: Write[] },
): Promise<Relationship> =>
  settle(async () => {
    const change = decide(await getRelationship(partnerId, customerId))
    const { relationship, writes } = relationshipWrites(change, freshSalt)
    const { committed } = await commit([...writes, ...(change.writes ?? [])])
    return committed ? relationship : undefined
  })
