import { confirmRelationship as confirm, refuseRelationship as refuse } from '../domain/confirmation.ts'
import { requireVersion } from '../domain/errors.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { readPartner } from '../store/relationships.ts'
import { changeRelationship } from './change-relationship.ts'
import { requirePartnerOf } from './create-invitation.ts'

/** The partner says whether an organisation that it did not expect is its customer, on the version that it read. */
export async function confirmRelationship(
  caller: Member,
  customerId: string,
  decision: 'confirm' | 'refuse',
  version: number,
  now: Date,
): Promise<Relationship> {
  requirePartnerOf(caller, await readPartner(caller.tenantId))
  const decide = decision === 'confirm' ? confirm : refuse
  return changeRelationship(caller.tenantId, customerId, (before) => {
    requireVersion(version, before.version)
    return decide(before, actorOf('partner', caller), now)
  })
}
