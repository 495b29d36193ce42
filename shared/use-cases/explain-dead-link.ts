import { isProblem, Problem, type ProblemDetails } from '../domain/errors.ts'
import { effectiveStatus, type InvitationStatus } from '../domain/invitation.ts'
import type { LinkSubject } from '../domain/link.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { invitationKey, profileKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodePartner } from '../store/relationships.ts'

const dead = ['link-superseded', 'invitation-expired', 'invitation-revoked', 'invitation-already-decided'] as const
const mayAskForFreshLink: InvitationStatus[] = ['issued', 'expired']

/** Does what the holder of a genuine link asks for; where the link is dead, the refusal also tells whom to turn to. */
export async function explainDeadLink<T>(subject: LinkSubject, now: Date, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (!isProblem(error, ...dead)) throw error
    throw new Problem(error.code, error.message, { ...error.details, ...(await whomToTurnTo(subject, now)) })
  }
}

async function whomToTurnTo({ partnerId, invitationId }: LinkSubject, now: Date): Promise<ProblemDetails> {
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
    freshLink: status === 'active' && mayAskForFreshLink.includes(state),
  }
}
