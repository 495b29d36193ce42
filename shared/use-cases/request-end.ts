import { withdrawRelationship } from '../domain/confirmation.ts'
import { requireMayDecide } from '../domain/deciding.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { requestEnd as request, withdrawEndRequest as withdraw } from '../domain/removal.ts'
import { readEnvironment } from '../environment.ts'
import { freshSalt } from '../store/fresh.ts'
import { relationshipWrites } from '../store/relationships.ts'
import { changeRelationship } from './change-relationship.ts'
import { othersInChannel } from './others-in-channel.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/**
 * The customer asks its partner to end the relationship, or ends one that the partner has not confirmed. A repeat answers
 * the same.
 */
export async function requestEnd(
  caller: Member,
  partnerId: string,
  reason: string | undefined,
  now: Date,
): Promise<Relationship> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'relationship')
  const actor = actorOf('customer', caller)
  return changeRelationship(partnerId, caller.tenantId, async (before) => {
    if (before.status !== 'unconfirmed') return request(before, reason, actor, now)
    const [own, ...along] = withdrawRelationship(before, await othersInChannel(before), reason, actor, now)
    return { ...own, writes: along.flatMap((other) => relationshipWrites(other, freshSalt).writes) }
  })
}

/** The customer withdraws its request to end the relationship; a repeat answers the same. */
export async function withdrawEndRequest(caller: Member, partnerId: string, now: Date): Promise<Relationship> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'relationship')
  return changeRelationship(partnerId, caller.tenantId, (before) => withdraw(before, actorOf('customer', caller), now))
}
