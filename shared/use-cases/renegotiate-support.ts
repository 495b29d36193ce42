import { requireMayDecide } from '../domain/deciding.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { renegotiateSupport as renegotiate } from '../domain/support.ts'
import { readEnvironment } from '../environment.ts'
import { changeRelationship } from './change-relationship.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** The customer's word on when its partner's responsibility for support ends. */
export async function renegotiateSupport(
  caller: Member,
  partnerId: string,
  endsAt: string,
  now: Date,
): Promise<Relationship> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'relationship')
  return changeRelationship(partnerId, caller.tenantId, (before) =>
    renegotiate(before, 'customer', endsAt, actorOf('customer', caller), now),
  )
}
