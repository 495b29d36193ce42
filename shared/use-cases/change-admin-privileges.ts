import { requireMayDecide } from '../domain/deciding.ts'
import { requireVersion } from '../domain/errors.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { changePrivileges, type PrivilegesWish, revokePrivileges } from '../domain/privileges-life.ts'
import type { Relationship } from '../domain/relationship.ts'
import { changeWaiting, withdrawWaiting } from '../domain/waiting-privileges.ts'
import { readEnvironment } from '../environment.ts'
import { changeRelationship } from './change-relationship.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** The customer says what its partner may do from now on, or once it confirms: a part of what was asked, or nothing (`null`). */
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
    const waits = before.status === 'unconfirmed'
    if (wish) return (waits ? changeWaiting : changePrivileges)(before, wish, actor, now)
    return (waits ? withdrawWaiting : revokePrivileges)(before, actor, now)
  })
}
