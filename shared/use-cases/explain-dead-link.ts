import { isProblem, Problem, type ProblemDetails } from '../domain/errors.ts'
import { effectiveStatus, type Invitation, type InvitationStatus } from '../domain/invitation.ts'
import type { LinkSubject } from '../domain/link.ts'
import type { Member } from '../domain/people.ts'
import { type DecidedChoice, decidedChoice } from '../domain/repeat-decision.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { readDecline } from '../store/invitations.ts'
import { invitationKey, profileKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodePartner } from '../store/relationships.ts'

const dead = [
  'link-superseded',
  'invitation-expired',
  'invitation-revoked',
  'invitation-already-decided',
  'partner-not-active',
] as const
const mayAskForFreshLink: InvitationStatus[] = ['issued', 'expired']

/** Who holds a link to what: the caller, if somebody is signed in. */
type Holder = LinkSubject & { caller?: Member }

/**
 * Does what the holder of a genuine link asks for. If the link is dead, the refusal also names a contact and, to members of
 * the organisation that decided, its answer.
 */
export async function explainDeadLink<T>(subject: Holder, now: Date, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (!isProblem(error, ...dead)) throw error
    throw new Problem(error.code, error.message, { ...error.details, ...(await whomToTurnTo(subject, now)) })
  }
}

async function whomToTurnTo({ partnerId, invitationId, caller }: Holder, now: Date): Promise<ProblemDetails> {
  const { invitations, relationships } = await readTogether({
    invitations: [invitationKey(partnerId, invitationId)],
    relationships: [profileKey(partnerId)],
  })
  if (!invitations[0] || !relationships[0]) return {}
  const invitation = decodeInvitation(invitations[0])
  const { name, domain, contact, status } = decodePartner(relationships[0])
  const state = effectiveStatus(invitation, now)
  return {
    currentState: state,
    decidedAt: 'decidedAt' in invitation ? invitation.decidedAt : undefined,
    partner: { name, domain, contact },
    decided: await decidedFor(invitation, caller),
    freshLink: status === 'active' && mayAskForFreshLink.includes(state),
  }
}

async function decidedFor(invitation: Invitation, caller: Member | undefined): Promise<DecidedChoice | undefined> {
  const decided = decidedChoice(invitation, caller)
  if (decided?.status !== 'declined') return decided
  return { ...decided, reason: (await readDecline(invitation))?.reason }
}
