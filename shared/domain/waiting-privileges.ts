import { beginPrivileges, type Privileges, privilegesAt } from './admin-privileges.ts'
import { differs } from './canonical.ts'
import { requireNotLapsed } from './confirmation.ts'
import { Problem } from './errors.ts'
import { fact } from './events.ts'
import type { Actor } from './people.ts'
import { type PrivilegesWish, wishedPrivileges } from './privileges-life.ts'
import { changed, type Relationship, type RelationshipChange } from './relationship.ts'

/** The privileges that the customer can change: those that the partner holds, or those that wait for its confirmation. */
export function changeablePrivileges(r: Relationship, now: Date): Privileges | null {
  if (r.status === 'unconfirmed') return r.withheld ? beginPrivileges(r.withheld, now) : null
  return r.adminPrivileges && privilegesAt(r.adminPrivileges, now)
}

/** The privileges as they would begin now. Throws if none wait for the confirmation, or not any more. */
function requireWaiting(before: Relationship, now: Date) {
  requireNotLapsed(before, now)
  const waiting = before.withheld && beginPrivileges(before.withheld, now)
  if (waiting?.state === 'active') return waiting
  const state = waiting ? 'expired' : 'none'
  throw new Problem('not-found', 'No admin privileges wait for the confirmation of the partner.', {
    currentState: state,
  })
}

/** The customer changes what begins once the partner confirms. Undefined if nothing differs. */
export function changeWaiting(
  before: Relationship,
  wish: PrivilegesWish,
  actor: Actor,
  now: Date,
): RelationshipChange | undefined {
  const waiting = requireWaiting(before, now)
  const { state: _, dueAt: __, enforcement: ___, ...withheld } = wishedPrivileges(waiting, wish, now)
  const { roles, endsAt, autoExtend } = withheld
  if (!differs(waiting, { roles, endsAt, autoExtend })) return undefined
  const added = roles.filter((role) => !waiting.roles.includes(role))
  const removed = waiting.roles.filter((role) => !roles.includes(role))
  const data = { roles, endsAt, autoExtend, added, removed, waiting: true as const }
  return changed(before, { withheld }, fact('admin-privileges.changed', data, actor, now))
}

/** The customer takes back all that waits; the acceptance itself stays. */
export function withdrawWaiting(before: Relationship, actor: Actor, now: Date): RelationshipChange {
  const { roles, endsAt, autoExtend } = requireWaiting(before, now)
  const data = { roles, endsAt, autoExtend, waiting: true as const }
  return changed(before, { withheld: undefined }, fact('admin-privileges.revoked', data, actor, now))
}
