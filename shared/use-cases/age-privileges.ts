import { agePrivileges as age } from '../domain/privileges-life.ts'
import { commit, settle } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { readPartner, readRelationship, relationshipWrites } from '../store/relationships.ts'

/** Warns of the end of admin privileges, extends or ends them; answers false where nothing is due any more. */
export async function agePrivileges(partnerId: string, customerId: string, now: Date): Promise<boolean> {
  return settle(async () => {
    const before = await readRelationship(partnerId, customerId)
    const partner = await readPartner(partnerId)
    const change = before && age(before, now, partner?.status === 'active')
    if (!change) return false
    const { committed } = await commit(relationshipWrites(change, freshSalt).writes)
    return committed ? true : undefined
  })
}
