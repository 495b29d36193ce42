import { decline, isRepeat, requireMayDecide } from '../domain/acceptance.ts'
import { notFound } from '../domain/ids.ts'
import type { DecidedInvitation, Invitation } from '../domain/invitation.ts'
import type { Member } from '../domain/people.ts'
import { readEnvironment } from '../environment.ts'
import { commit, settle } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { chained, deleteGuard, putInvitationEvent, readInvitation, updateInvitation } from '../store/invitations.ts'
import { subjectOf } from './open-invitation.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** The customer's no. The same person's repeat gets the first answer again. */
export async function declineInvitation(
  caller: Member,
  secret: string,
  reason: string | undefined,
  now: Date,
): Promise<DecidedInvitation> {
  const { partnerId, invitationId, generation } = await subjectOf(secret)
  requireMayDecide(caller, ACCEPTING_ROLES)
  return settle(async () => {
    const before = await readInvitation(partnerId, invitationId)
    if (!before) throw notFound()
    if (isDeclinedBy(before, caller)) return before
    const { invitation, event } = chained(
      decline({ invitation: before }, { generation, reason }, caller, now),
      freshSalt,
    )
    const { committed } = await commit([
      updateInvitation(before, invitation, now),
      putInvitationEvent(invitation, event),
      deleteGuard(before),
    ])
    return committed ? invitation : undefined
  })
}

const isDeclinedBy = (invitation: Invitation, caller: Member): invitation is DecidedInvitation =>
  isRepeat(invitation, 'decline', caller)
