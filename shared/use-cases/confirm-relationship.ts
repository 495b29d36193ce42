import { requireMayHandle } from '../domain/admin-privileges.ts'
import { alongInChannel, type Confirmation, confirmationMoves } from '../domain/confirmation.ts'
import { requireVersion } from '../domain/errors.ts'
import { requirePartnerOf } from '../domain/partner.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { freshSalt } from '../store/fresh.ts'
import { readPartner, relationshipWrites } from '../store/relationships.ts'
import { changeRelationship } from './change-relationship.ts'
import { othersInChannel } from './others-in-channel.ts'

/** The partner says whether an organisation that it did not expect is its customer, on the version that it read. */
export async function confirmRelationship(
  caller: Member,
  customerId: string,
  decision: Confirmation,
  version: number,
  now: Date,
): Promise<Relationship> {
  requirePartnerOf(caller, await readPartner(caller.tenantId))
  const actor = actorOf('partner', caller)
  return changeRelationship(caller.tenantId, customerId, async (before) => {
    requireVersion(version, before.version)
    if (decision === 'confirm') requireMayHandle(before.withheld?.asked ?? null, caller.appRoles)
    const change = confirmationMoves[decision](before, actor, now)
    const others = await othersInChannel(before)
    const along = others.flatMap((other) => alongInChannel(before, other, decision, actor, now) ?? [])
    return { ...change, writes: along.flatMap((other) => relationshipWrites(other, freshSalt).writes) }
  })
}
