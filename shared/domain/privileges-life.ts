import {
  type Enforcement,
  type Grant,
  livePrivileges,
  nextDue,
  type PrivilegeMove,
  type PrivilegeState,
  type Privileges,
  privilegeMoves,
  privilegeStates,
  privilegesAt,
  requireAsked,
  type Terms,
  warningDays,
} from './admin-privileges.ts'
import { differs } from './canonical.ts'
import { Problem } from './errors.ts'
import { type EventFacts, fact } from './events.ts'
import type { Actor } from './people.ts'
import { changed, type Relationship, type RelationshipChange } from './relationship.ts'
import { addDuration, daysBetween } from './time.ts'

/** What the customer makes of its partner's privileges: any roles of those asked for, an end, whether it moves by itself. */
export interface PrivilegesWish {
  roles: Terms['roles']
  endsAt?: string
  autoExtend?: Terms['autoExtend']
}

/** What a system that enforces the consent says of it. */
export interface EnforcementReport {
  enforcement: Exclude<Enforcement, 'recorded'>
  reason?: string
}

const nothingThere: Record<PrivilegeState, string> = {
  none: 'The partner holds no admin privileges.',
  active: '',
  expiring: '',
  expired: 'The admin privileges have expired. The partner may ask for new ones with an invitation.',
  revoked: 'The admin privileges have been removed already.',
  relinquished: 'The partner has given the admin privileges up already. It may ask for new ones with an invitation.',
}

const isState = (outcome: string): outcome is Privileges['state'] =>
  outcome !== 'none' && (privilegeStates as readonly string[]).includes(outcome)

/** The privileges after a move, otherwise as the clock has made them. Throws where there is nothing to move. */
function moved({ status, adminPrivileges }: Relationship, move: PrivilegeMove, now: Date): Privileges {
  const present = status === 'active' && adminPrivileges ? privilegesAt(adminPrivileges, now) : null
  const state = present?.state ?? 'none'
  const next = privilegeMoves[move][state]
  if (present && isState(next)) return { ...present, state: next }
  throw new Problem(state === 'none' ? 'not-found' : 'privileges-not-active', nothingThere[state], {
    currentState: state,
  })
}

/** What every event on privileges tells. */
const told = ({ roles, endsAt, autoExtend }: Privileges) => ({ roles, endsAt, autoExtend })

const change = (before: Relationship, adminPrivileges: Privileges, event: EventFacts): RelationshipChange =>
  changed(before, { adminPrivileges }, event)

/** The latest end that the customer may set: what was asked for, or what it has grown to by extending itself. */
export function latestEnd({ grantedAt, asked, endsAt }: Grant): string {
  const askedEnd = addDuration(new Date(grantedAt), asked.duration).toISOString()
  return endsAt > askedEnd ? endsAt : askedEnd
}

/** Whether the customer can give back what he took away: within the time that was asked for. */
export const mayGiveBack = (privileges: Privileges, now: Date): boolean =>
  privileges.state === 'revoked' && new Date(latestEnd(privileges)) > now

/** The customer takes roles away or adds back what was asked for, moves the end, or stops the extension. */
export function changePrivileges(
  before: Relationship,
  wish: PrivilegesWish,
  actor: Actor,
  now: Date,
): RelationshipChange | undefined {
  const present = moved(before, 'change', now)
  const live = livePrivileges(before.adminPrivileges, now)
  const wished = wishedPrivileges(present, wish, now)
  if (live && !differs(live, told(wished))) return undefined
  const held = live?.roles ?? []
  // after `removed-elsewhere` there are no rights until a newer report or grant; giving back is a grant
  const isGrant = before.adminPrivileges?.state === 'revoked'
  const enforcement = present.enforcement === 'removed-elsewhere' && !isGrant ? present.enforcement : 'recorded'
  const after = { ...wished, enforcement } satisfies Privileges
  const { roles } = after
  const added = roles.filter((role) => !held.includes(role))
  const removed = held.filter((role) => !roles.includes(role))
  return change(before, after, fact('admin-privileges.changed', { ...told(after), added, removed }, actor, now))
}

/** The privileges with the customer's wish applied; refuses more than was asked for, and an end that has passed. */
export function wishedPrivileges(present: Privileges, wish: PrivilegesWish, now: Date): Privileges {
  requireAsked(present.asked, wish)
  const endsAt = wish.endsAt ?? present.endsAt
  const latest = latestEnd(present)
  const autoExtend = wish.autoExtend ?? present.autoExtend
  if (endsAt > latest) throw new Problem('not-asked', `The end may be ${latest} at the latest, got ${endsAt}.`)
  if (new Date(endsAt) <= now)
    throw new Problem('validation-failed', `The end must lie ahead, got ${endsAt}.`, {
      errors: [{ pointer: '/endsAt', code: 'invalid', message: `must be later than now and at most ${latest}` }],
    })
  const roles = [...new Set(wish.roles)].sort()
  const state = daysBetween(now, new Date(endsAt)) > warningDays[0] ? 'active' : present.state
  return { ...present, state, roles, endsAt, autoExtend, dueAt: nextDue(endsAt, now) }
}

/** The customer takes them all away; the relationship and the partner's responsibility stay. */
export const revokePrivileges = (before: Relationship, actor: Actor, now: Date): RelationshipChange =>
  end(before, 'revoke', 'admin-privileges.revoked', actor, now)

/** The partner gives them up. */
export const relinquishPrivileges = (before: Relationship, actor: Actor, now: Date): RelationshipChange =>
  end(before, 'relinquish', 'admin-privileges.relinquished', actor, now)

function end(
  before: Relationship,
  move: 'revoke' | 'relinquish',
  name: 'admin-privileges.revoked' | 'admin-privileges.relinquished',
  actor: Actor,
  now: Date,
): RelationshipChange {
  const after: Privileges = { ...moved(before, move, now), dueAt: undefined, enforcement: 'recorded' }
  return change(before, after, { name, at: now.toISOString(), actor, data: told(after) })
}

/** A system that enforces the consent tells what became of it; also of privileges that are over. */
export function reportEnforcement(
  before: Relationship,
  report: EnforcementReport,
  actor: Actor,
  now: Date,
): RelationshipChange {
  if (!before.adminPrivileges) throw new Problem('not-found', nothingThere.none, { currentState: 'none' })
  const { state } = privilegesAt(before.adminPrivileges, now)
  const after = { ...before.adminPrivileges, enforcement: report.enforcement }
  const data = { ...told(after), ...report, state }
  return change(before, after, fact('admin-privileges.reported', data, actor, now))
}

/** Records what the clock has made true: warns, extends or ends. Undefined where nothing is due any more. */
export function agePrivileges(before: Relationship, now: Date, mayExtend = true): RelationshipChange | undefined {
  const privileges = before.adminPrivileges
  if (before.status !== 'active' || !privileges?.dueAt || now < new Date(privileges.dueAt)) return undefined
  const actor: Actor = { kind: 'schedule' }
  const present = privilegesAt(privileges, now, mayExtend)
  if (present.state === 'expired')
    return change(before, present, fact('admin-privileges.expired', told(present), actor, now))
  if (present.endsAt !== privileges.endsAt) {
    const data = { ...told(present), previousEnd: privileges.endsAt }
    return change(before, present, fact('admin-privileges.extended', data, actor, now))
  }
  const after: Privileges = { ...moved(before, 'warn', now), dueAt: nextDue(privileges.endsAt, now) }
  const daysLeft = daysBetween(now, new Date(privileges.endsAt))
  return change(before, after, fact('admin-privileges.expiring', { ...told(after), daysLeft }, actor, now))
}
