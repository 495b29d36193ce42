import type { AcceptRequest } from './acceptance.ts'
import { grantedTerms, type Terms } from './admin-privileges.ts'
import { adminRoleByCode } from './admin-roles.ts'
import type { AcceptedAgreement, AgreementRequest } from './agreement.ts'
import { canonical } from './canonical.ts'
import { isProblem } from './errors.ts'
import type { DecidedInvitation, Invitation } from './invitation.ts'
import type { Member } from './people.ts'

type Answer = 'accepted' | 'declined'

/** Whether this member gave this answer; of their organisation, only they repeat it. */
const isAnswerOf = (invitation: Invitation, answer: Answer, { tenantId, userId }: Member): boolean =>
  invitation.status === answer && invitation.decidedBy?.tenantId === tenantId && invitation.decidedBy.userId === userId

export interface AcceptedFacts {
  invitation: Invitation
  /** the agreement in force, if the organisation accepted it */
  accepted: AcceptedAgreement | undefined
}

/** Whether this member accepted before with the same choice: then they get the first answer again. */
export const repeatsAcceptance = (
  { invitation, accepted }: AcceptedFacts,
  { adminPrivileges, agreement }: Pick<AcceptRequest, 'adminPrivileges' | 'agreement'>,
  member: Member,
): boolean =>
  isAnswerOf(invitation, 'accepted', member) &&
  grants(invitation, adminPrivileges) &&
  signs(invitation, accepted, agreement)

/** What an accepted invitation granted of what was asked for. */
const grantedBy = (invitation: Invitation): Terms | null => {
  const granted = 'granted' in invitation ? invitation.granted : undefined
  return granted === undefined ? invitation.adminPrivileges : granted
}

function grants(invitation: Invitation, choice: null | undefined | Partial<Terms>): boolean {
  try {
    const chosen = grantedTerms(invitation.adminPrivileges, choice)
    return canonical(sorted(chosen)) === canonical(sorted(grantedBy(invitation)))
  } catch (error) {
    // more than was asked for was never granted
    if (isProblem(error, 'not-asked')) return false
    throw error
  }
}

const sorted = (terms: Terms | null) => terms && { ...terms, roles: [...terms.roles].sort() }

// an agreement that was accepted with another decision was no part of this one
function signs(
  invitation: Invitation,
  accepted: AcceptedAgreement | undefined,
  agreement: AgreementRequest | undefined,
): boolean {
  if (!accepted || !('decidedAt' in invitation) || accepted.acceptedAt !== invitation.decidedAt) return true
  const { sha256: _, acceptedAt: _at, userId: _who, ...signed } = accepted
  return canonical({ language: invitation.recipient.locale, ...agreement }) === canonical(signed)
}

/** Whether this member declined before with the same reason. Without `data` the reason was erased, so any fits. */
export const repeatsDecline = (
  invitation: Invitation,
  reason: string | undefined,
  data: Record<string, unknown> | undefined,
  member: Member,
): invitation is DecidedInvitation =>
  isAnswerOf(invitation, 'declined', member) && (data === undefined || data.reason === reason)

/** What an organisation answered, for its own members: roles by id; `adminPrivileges` null if it granted none. */
export interface DecidedChoice {
  status: Answer
  at: string
  adminPrivileges?: (Pick<Terms, 'duration' | 'autoExtend'> & { roles: string[] }) | null
  reason?: string
}

/** What was decided, if the member's organisation decided it. */
export function decidedChoice(
  invitation: Invitation,
  member: Member | undefined,
  reason?: string,
): DecidedChoice | undefined {
  if (member?.membership !== 'member') return undefined
  if (invitation.status !== 'accepted' && invitation.status !== 'declined') return undefined
  const { status, decidedAt: at, decidedBy } = invitation
  if (decidedBy?.tenantId !== member.tenantId) return undefined
  if (status === 'declined') return { status, at, reason }
  const granted = grantedBy(invitation)
  const roles = granted?.roles.map((code) => adminRoleByCode(code).id) ?? []
  return { status, at, adminPrivileges: granted && { ...granted, roles } }
}
