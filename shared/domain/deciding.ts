import type { Terms } from './admin-privileges.ts'
import type { AcceptedAgreement } from './agreement.ts'
import { Problem, type ProblemCode } from './errors.ts'
import type { Invitation } from './invitation.ts'
import type { Member } from './people.ts'
import type { Relationship } from './relationship.ts'

/** What a customer decides: that a reseller is theirs, the customer agreement, and admin privileges. */
export const parts = ['relationship', 'agreement', 'privileges'] as const
export type Part = (typeof parts)[number]

/** Template ids of the directory roles that may decide each part. */
export type AcceptingRoles = Readonly<Record<Part, readonly string[]>>

/** Every role that may decide something. */
export const acceptingRoleIds = (table: AcceptingRoles): string[] => [...new Set(parts.flatMap((part) => table[part]))]

const partsOf = (roles: readonly string[], table: AcceptingRoles): Part[] =>
  parts.filter((part) => roles.some((role) => table[part].includes(role)))

/** The parts that a member may decide for their organisation. Guests and delegated accounts decide none. */
export const decidableBy = (
  { membership, directoryRoles }: Pick<Member, 'membership' | 'directoryRoles'>,
  table: AcceptingRoles,
): Part[] => (membership === 'member' ? partsOf(directoryRoles ?? [], table) : [])

/** What an acceptance starts from. `accepted`: the agreement in force, if the organisation accepted it before. */
export interface DecidingFacts {
  invitation: Pick<Invitation, 'adminPrivileges'>
  relationship: Pick<Relationship, 'status'> | undefined
  provider?: { relationship: Pick<Relationship, 'status'> | undefined }
  accepted: AcceptedAgreement | undefined
}

/** The parts that a yes with this choice decides. One that only renews creates no relationship. */
export function decidedParts(facts: DecidingFacts, choice: null | undefined | Partial<Terms>): Part[] {
  const { invitation, relationship, provider, accepted } = facts
  const renews = isActive(relationship) && (!provider || isActive(provider.relationship))
  const grants = invitation.adminPrivileges !== null && choice !== null && choice?.roles?.length !== 0
  const decided = {
    relationship: !renews,
    agreement: !accepted,
    privileges: invitation.adminPrivileges !== null && (renews || grants),
  }
  return parts.filter((part) => decided[part])
}

/** Whether a yes would change nothing: it is asked of a customer, under the agreement in force, without privileges. */
export const changesNothing = (facts: DecidingFacts): boolean => decidedParts(facts, undefined).length === 0

/** The part that a no decides: of a customer it is only about privileges. */
export const declinedPart = (relationship: Pick<Relationship, 'status'> | undefined): Part =>
  isActive(relationship) ? 'privileges' : 'relationship'

const isActive = (relationship: Pick<Relationship, 'status'> | undefined) => relationship?.status === 'active'

const askOperator = 'This is for the operator of this service to fix.'
const things: Record<Part, string> = {
  relationship: 'resellers',
  agreement: 'the customer agreement',
  privileges: 'admin privileges',
}

interface Refused {
  member: Member
  decidable: Part[]
  needed: readonly Part[]
}

/** Why a member may not decide, with the problem's code and what to do about it. */
const undecided = {
  'membership-not-told': {
    code: 'guest-or-delegated-account',
    sentence: () => `Your sign-in does not tell whether you are a member of the organisation. ${askOperator}`,
  },
  guest: {
    code: 'guest-or-delegated-account',
    sentence: ({ member }) =>
      `${member.signInName} is a guest or a delegated account. Sign in with an account of the organisation itself.`,
  },
  'roles-not-told': {
    code: 'not-an-accepting-role',
    sentence: () => `Your sign-in does not tell which admin roles you hold. ${askOperator}`,
  },
  'role-not-activated': {
    code: 'not-an-accepting-role',
    sentence: ({ member }) =>
      `You are signed in as ${member.signInName}, who may hold a role that decides but has not activated it. Activate it and sign in again.`,
  },
  'role-not-held': {
    code: 'not-an-accepting-role',
    sentence: ({ member }) =>
      `You are signed in as ${member.signInName}, who does not hold a role that may decide, such as Global Administrator. If you hold it only when activated, activate it and sign in again; or pass the invitation on to a colleague.`,
  },
  'part-not-decidable': {
    code: 'not-an-accepting-role',
    sentence: ({ member, decidable, needed }) =>
      `You are signed in as ${member.signInName}, who may decide about ${listed(decidable)}. This is also about ${listed(needed.filter((part) => !decidable.includes(part)))}, which takes another role, such as Global Administrator.`,
  },
} as const satisfies Record<string, { code: ProblemCode; sentence: (refused: Refused) => string }>

const listed = (some: readonly Part[]) => some.map((part) => things[part]).join(' and ')

export type Undecided = keyof typeof undecided

/** Why a member may not decide these parts, or without parts anything at all; undefined if they may. */
export function whyUndecided(
  member: Member,
  table: AcceptingRoles,
  needed: readonly Part[] = [],
): Undecided | undefined {
  if (member.membership === 'unknown') return 'membership-not-told'
  if (member.membership === 'guest') return 'guest'
  if (!member.directoryRoles) return 'roles-not-told'
  const suffices = (decidable: Part[]) => decidable.length > 0 && needed.every((part) => decidable.includes(part))
  const decidable = decidableBy(member, table)
  if (suffices(decidable)) return undefined
  if (suffices(partsOf([...member.directoryRoles, ...(member.eligibleRoles ?? [])], table))) return 'role-not-activated'
  return decidable.length > 0 ? 'part-not-decidable' : 'role-not-held'
}

/** The member with only those directory roles that may decide something: all that `whyUndecided` reads. */
export function withDecidingRoles(member: Member, table: AcceptingRoles): Member {
  const deciding = (held: string[] | undefined) => held && acceptingRoleIds(table).filter((role) => held.includes(role))
  return { ...member, directoryRoles: deciding(member.directoryRoles), eligibleRoles: deciding(member.eligibleRoles) }
}

/** Refuses a member who may not decide all of these parts, or without parts anything at all. */
export function requireMayDecide(member: Member, table: AcceptingRoles, ...needed: Part[]): void {
  const reason = whyUndecided(member, table, needed)
  if (!reason) return
  const { code, sentence } = undecided[reason]
  throw new Problem(code, sentence({ member, decidable: decidableBy(member, table), needed }), { reason })
}
