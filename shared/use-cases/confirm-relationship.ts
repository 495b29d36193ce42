import { confirmRelationship as confirm, refuseRelationship as refuse } from '../domain/confirmation.ts'
import { requireVersion } from '../domain/errors.ts'
import { requirePartnerOf } from '../domain/partner.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { freshSalt } from '../store/fresh.ts'
import { relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { readPartner, relationshipWrites } from '../store/relationships.ts'
import { changeRelationship } from './change-relationship.ts'

type Decision = 'confirm' | 'refuse'

/**
 * The partner says whether an organisation that it did not expect is its customer, on the version that it read.
 * A reseller answers for its provider, too; a provider that refuses takes its resellers' relationships along.
 */
export async function confirmRelationship(
  caller: Member,
  customerId: string,
  decision: Decision,
  version: number,
  now: Date,
): Promise<Relationship> {
  requirePartnerOf(caller, await readPartner(caller.tenantId))
  const actor = actorOf('partner', caller)
  const decide = decision === 'confirm' ? confirm : refuse
  return changeRelationship(caller.tenantId, customerId, async (before) => {
    requireVersion(version, before.version)
    const change = decide(before, actor, now)
    const others = (await unconfirmedInChannel(before)).filter((other) => goesAlong(before, other, decision))
    return {
      ...change,
      writes: others.flatMap((other) => relationshipWrites(decide(other, actor, now), freshSalt).writes),
    }
  })
}

function goesAlong(before: Relationship, other: Relationship, decision: Decision): boolean {
  const isReseller = before.channel?.role === 'provider'
  if (decision === 'confirm') return isReseller
  return !isReseller || other.channel?.partnerIds.length === 1
}

async function unconfirmedInChannel({ channel, customerId }: Relationship): Promise<Relationship[]> {
  const keys = (channel?.partnerIds ?? []).map((partnerId) => relationshipKey(partnerId, customerId))
  const { relationships } = await readTogether({ relationships: keys })
  return relationships
    .filter((item) => item !== undefined)
    .map(decodeRelationship)
    .filter(({ status }) => status === 'unconfirmed')
}
