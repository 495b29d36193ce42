import { requireMayDecide } from '../domain/deciding.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { requestEnd as request, withdrawEndRequest as withdraw } from '../domain/removal.ts'
import { readEnvironment } from '../environment.ts'
import { changeRelationship } from './change-relationship.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** The customer asks its partner to end the relationship; a repeat answers the same. */
export async function requestEnd(
  caller: Member,
  partnerId: string,
  reason: string | undefined,
  now: Date,
): Promise<Relationship> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'relationship')
  return changeRelationship(partnerId, caller.tenantId, (before) =>
    request(before, reason, actorOf('customer', caller), now),
  )
}

/** The customer withdraws its request to end the relationship; a repeat answers the same. */
export async function withdrawEndRequest(caller: Member, partnerId: string, now: Date): Promise<Relationship> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'relationship')
  return changeRelationship(partnerId, caller.tenantId, (before) => withdraw(before, actorOf('customer', caller), now))
}
