import { lapseRelationships } from '../domain/confirmation.ts'
import { agePrivileges } from '../domain/privileges-life.ts'
import type { Relationship, RelationshipChange } from '../domain/relationship.ts'
import { commit, settle } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { readPartner, readRelationship, relationshipWrites } from '../store/relationships.ts'
import { othersInChannel } from './others-in-channel.ts'

/**
 * Warns of the end of admin privileges, extends or ends them; ends what was not confirmed in time. Answers false where
 * nothing is due any more.
 */
export async function ageRelationship(partnerId: string, customerId: string, now: Date): Promise<boolean> {
  return settle(async () => {
    const before = await readRelationship(partnerId, customerId)
    const changes = before ? await changesDue(before, now) : []
    if (changes.length === 0) return false
    const { committed } = await commit(changes.flatMap((change) => relationshipWrites(change, freshSalt).writes))
    return committed ? true : undefined
  })
}

async function changesDue(before: Relationship, now: Date): Promise<RelationshipChange[]> {
  if (before.status === 'unconfirmed') return lapseRelationships(before, await othersInChannel(before), now)
  const partner = await readPartner(before.partnerId)
  const change = agePrivileges(before, now, partner?.status === 'active')
  return change ? [change] : []
}
