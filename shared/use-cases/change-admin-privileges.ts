import { requireMayDecide } from '../domain/deciding.ts'
import { requireVersion } from '../domain/errors.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { changePrivileges, type PrivilegesWish, revokePrivileges } from '../domain/privileges-life.ts'
import type { Relationship } from '../domain/relationship.ts'
import { readEnvironment } from '../environment.ts'
import { changeRelationship } from './change-relationship.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** The customer says what its partner may do from now on: a part of what was asked, or nothing (`null`). */
export function changeAdminPrivileges(
  caller: Member,
  partnerId: string,
  wish: PrivilegesWish | null,
  version: number,
  now: Date,
): Promise<Relationship> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'privileges')
  const actor = actorOf('customer', caller)
  return changeRelationship(partnerId, caller.tenantId, (before) => {
    requireVersion(version, before.version)
    return wish ? changePrivileges(before, wish, actor, now) : revokePrivileges(before, actor, now)
  })
}
