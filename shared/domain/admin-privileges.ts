import {
  type AdminRoleCode,
  adminRoleByCode,
  adminRoleById,
  defaultTemplate,
  salesAgentTemplates,
  type TemplateName,
  templates,
} from './admin-roles.ts'
import { canonical } from './canonical.ts'
import { adminPrivilegesMandatory, type Cloud } from './cloud.ts'
import { Problem, type ProblemCode } from './errors.ts'
import type { AppRole } from './people.ts'
import { addDays, addDuration, daysOf } from './time.ts'

/** ISO 8601: not at all, or 180 days each time. */
export const autoExtends = ['PT0S', 'P180D'] as const
export type AutoExtend = (typeof autoExtends)[number]

/** Admin privileges as asked for or chosen: role codes, an ISO 8601 duration of days, and whether it extends by itself. */
export interface Terms {
  roles: AdminRoleCode[]
  duration: string
  autoExtend: AutoExtend
}

/** What a request may say: nothing, a template, or single roles by id. */
export type TermsRequest =
  | null
  | undefined
  | { template: TemplateName }
  | { roles: string[]; duration: string; autoExtend?: AutoExtend }

export const maxRoles = 15
const maxDays = 730
const maxCriticalDays = 90

const invalid = (pointer: string, message: string, code = 'invalid') =>
  new Problem('validation-failed', message, { errors: [{ pointer, code, message }] })

const isCritical = (code: AdminRoleCode) => adminRoleByCode(code).risk === 'critical'

/** Role ids to codes, sorted and without doubles. */
export function codesOf(ids: readonly string[]): AdminRoleCode[] {
  const codes = ids.map((id) => {
    const role = adminRoleById(id)
    if (!role) throw unknownRole(id)
    return role.code
  })
  return [...new Set(codes)].sort()
}

const unknownRole = (id: string) => new Problem('unknown-role', `${id} is not an admin role that can be asked for.`)

/** What a partner asks for, by every rule: mandatory clouds, known roles, critical roles, durations, SalesAgents' templates. */
export function askedTerms(request: TermsRequest, cloud: Cloud, roles: readonly AppRole[]): Terms | null {
  const { terms, refusals } = judgeTerms(request, cloud, roles)
  if (refusals[0]) throw refusals[0]
  return terms
}

/** The same with every refusal. The terms hold only where there is none. */
export function judgeTerms(
  request: TermsRequest,
  cloud: Cloud,
  roles: readonly AppRole[],
): { terms: Terms | null; refusals: Problem[] } {
  const mandatory = adminPrivilegesMandatory(cloud)
  if (request === null && mandatory) {
    const sentence = `In the cloud ${cloud} a request must ask for admin privileges.`
    return { terms: null, refusals: [new Problem('admin-privileges-mandatory', sentence)] }
  }
  if (request === null || (request === undefined && !mandatory)) return { terms: null, refusals: [] }
  const wanted = request ?? { template: defaultTemplate }
  const refusals = mayAsk(wanted, roles) ? [] : [askedTooMuch()]
  if ('template' in wanted) return { terms: termsOf(wanted.template), refusals }
  const unknown = wanted.roles.filter((id) => !adminRoleById(id))
  const terms: Terms = {
    roles: codesOf(wanted.roles.filter((id) => !unknown.includes(id))),
    duration: wanted.duration,
    autoExtend: wanted.autoExtend ?? 'PT0S',
  }
  const count = terms.roles.length + unknown.length
  return { terms, refusals: [...refusals, ...unknown.map(unknownRole), ...refusalsOfTerms(terms, count)] }
}

export function termsOf(name: TemplateName): Terms {
  const { roles, duration, autoExtend } = templates[name]
  return { roles: [...roles].sort(), duration, autoExtend }
}

const mayAsk = (wanted: Exclude<TermsRequest, null | undefined>, roles: readonly AppRole[]): boolean =>
  roles.includes('AdminAgent') || ('template' in wanted && salesAgentTemplates.includes(wanted.template))

/** Whether these roles may ask for just this, and so handle a request for it: its link, its text, its end. */
export const mayHandle = (terms: Terms | null, roles: readonly AppRole[]): boolean =>
  roles.includes('AdminAgent') ||
  (roles.includes('SalesAgent') &&
    (!terms || salesAgentTemplates.some((template) => canonical(termsOf(template)) === canonical(terms))))

/** Refuses those who may not ask for it themselves. */
export function requireMayHandle(terms: Terms | null, roles: readonly AppRole[]): void {
  if (!mayHandle(terms, roles)) throw askedTooMuch()
}

const askedTooMuch = () =>
  new Problem(
    'role-not-allowed',
    `A SalesAgent may ask for no privileges or for the templates ${salesAgentTemplates.join(', ')}; an AdminAgent may ask for others.`,
  )

function refusalsOfTerms(terms: Terms, count: number): Problem[] {
  const found: Problem[] = []
  const days = daysOf(terms.duration)
  if (count === 0 || count > maxRoles) {
    const sentence = `1 to ${maxRoles} roles are expected, got ${count}.`
    found.push(invalid('/adminPrivileges/roles', sentence, count === 0 ? 'too-few' : 'too-many'))
  }
  if (days === undefined || days > maxDays)
    found.push(invalid('/adminPrivileges/duration', `P1D to P${maxDays}D is expected, got ${terms.duration}.`))
  const critical = terms.roles.filter(isCritical).map((code) => adminRoleByCode(code).name)
  if (critical.length > 0 && terms.autoExtend !== 'PT0S')
    found.push(new Problem('auto-extend-not-allowed', `${critical.join(', ')} may not extend automatically.`))
  if (critical.length > 0 && days !== undefined && days > maxCriticalDays && days <= maxDays) {
    const sentence = `${critical.join(', ')}: at most P${maxCriticalDays}D, got ${terms.duration}.`
    found.push(invalid('/adminPrivileges/duration', sentence))
  }
  return found
}

/** What a customer grants: all that was asked, a part of it, or nothing. Anything else is refused. */
export function grantedTerms(asked: Terms | null, choice: null | undefined | Partial<Terms>): Terms | null {
  if (choice === null) return null
  if (choice === undefined) return asked
  if (!asked) throw new Problem('not-asked', 'No admin privileges were asked for, so none can be granted.')
  const granted = { ...asked, ...choice }
  requireAsked(asked, granted)
  const days = daysOf(granted.duration)
  if (days === undefined || days > (daysOf(asked.duration) ?? 0))
    throw new Problem('not-asked', `At most ${asked.duration} was asked for, got ${granted.duration}.`)
  return granted.roles.length === 0 ? null : { ...granted, roles: [...granted.roles].sort() }
}

/** Refuses roles and an extension that were not asked for. */
export function requireAsked(asked: Terms, { roles, autoExtend }: Pick<Terms, 'roles'> & Partial<Terms>): void {
  const more = roles.filter((role) => !asked.roles.includes(role)).map((code) => adminRoleByCode(code).name)
  if (more.length > 0) throw new Problem('not-asked', `Not asked for: ${more.join(', ')}.`)
  if (autoExtend === 'P180D' && asked.autoExtend === 'PT0S')
    throw new Problem('not-asked', 'Automatic extension was not asked for.')
}

export const privilegeStates = ['none', 'active', 'expiring', 'expired', 'revoked', 'relinquished'] as const
export type PrivilegeState = (typeof privilegeStates)[number]
export type PrivilegeMove = 'grant' | 'change' | 'warn' | 'extend' | 'expire' | 'revoke' | 'relinquish'

const gone: ProblemCode = 'privileges-not-active'

/** Privileges' life: state x move -> next state or the code of the refusal. */
export const privilegeMoves: Record<PrivilegeMove, Record<PrivilegeState, PrivilegeState | ProblemCode>> = {
  grant: {
    none: 'active',
    active: 'active',
    expiring: 'active',
    expired: 'active',
    revoked: 'active',
    relinquished: 'active',
  },
  change: {
    none: 'not-found',
    active: 'active',
    expiring: 'expiring',
    expired: gone,
    revoked: 'active',
    relinquished: gone,
  },
  warn: {
    none: 'not-found',
    active: 'expiring',
    expiring: 'expiring',
    expired: gone,
    revoked: gone,
    relinquished: gone,
  },
  extend: { none: 'not-found', active: 'active', expiring: 'active', expired: gone, revoked: gone, relinquished: gone },
  expire: {
    none: 'not-found',
    active: 'expired',
    expiring: 'expired',
    expired: gone,
    revoked: gone,
    relinquished: gone,
  },
  revoke: {
    none: 'not-found',
    active: 'revoked',
    expiring: 'revoked',
    expired: gone,
    revoked: gone,
    relinquished: gone,
  },
  relinquish: {
    none: 'not-found',
    active: 'relinquished',
    expiring: 'relinquished',
    expired: gone,
    revoked: gone,
    relinquished: gone,
  },
}

export type Enforcement = 'recorded' | 'applied' | 'failed' | 'removed-elsewhere'

/** What a customer granted, and until when. `asked` is the frame in which the customer may change it. */
export interface Grant extends Terms {
  asked: Terms
  grantedAt: string
  endsAt: string
}

/** Privileges inside a relationship. */
export interface Privileges extends Grant {
  state: Exclude<PrivilegeState, 'none'>
  /** when the clock next has something to do: a warning or the end; absent once they are over */
  dueAt?: string
  enforcement: Enforcement
}

/** Both sides are warned so many days before the end; from the first warning on privileges are expiring. */
export const warningDays = [30, 7, 1] as const

/** The first warning that is still to come, or the end. A warning whose time had passed when the end was set is left out. */
export function nextDue(endsAt: string, now: Date): string {
  const warnings = warningDays.map((days) => addDays(new Date(endsAt), -days))
  return warnings.find((warning) => warning > now)?.toISOString() ?? endsAt
}

/** What is granted now. Its time counts from when it was shown, or from now. */
export function grantOf(
  terms: Terms,
  asked: Terms,
  now: Date,
  endsAt = addDuration(now, terms.duration).toISOString(),
): Grant {
  return { ...terms, asked, grantedAt: now.toISOString(), endsAt }
}

/** A grant takes effect. One whose time has passed begins as expired. */
export function beginPrivileges(grant: Grant, now: Date): Privileges {
  const begun = now < new Date(grant.endsAt)
  const dueAt = begun ? nextDue(grant.endsAt, now) : undefined
  return { ...grant, state: begun ? 'active' : 'expired', dueAt, enforcement: 'recorded' }
}

export const grantPrivileges = (terms: Terms, asked: Terms, now: Date, endsAt?: string): Privileges =>
  beginPrivileges(grantOf(terms, asked, now, endsAt), now)

const isLive = (state: PrivilegeState) => state === 'active' || state === 'expiring'
const extendsItself = ({ roles, autoExtend, enforcement }: Privileges) =>
  autoExtend !== 'PT0S' && !roles.some(isCritical) && enforcement !== 'removed-elsewhere'

/** What the clock has made true, even before the schedule ran. `mayExtend`: not while the partner is suspended. */
export function privilegesAt(privileges: Privileges, now: Date, mayExtend = true): Privileges {
  if (!isLive(privileges.state) || now < new Date(privileges.endsAt)) return privileges
  if (!mayExtend || !extendsItself(privileges))
    return { ...privileges, state: 'expired', dueAt: undefined, enforcement: 'recorded' }
  let end = new Date(privileges.endsAt)
  while (end <= now) end = addDuration(end, privileges.autoExtend)
  const endsAt = end.toISOString()
  return { ...privileges, state: 'active', endsAt, dueAt: nextDue(endsAt, now), enforcement: 'recorded' }
}

/** The privileges that hold at this moment; null where there are none, any more or yet. */
export function livePrivileges(privileges: Privileges | null, now: Date): Privileges | null {
  const present = privileges && privilegesAt(privileges, now)
  return present && isLive(present.state) ? present : null
}
