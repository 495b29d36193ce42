import { notFound } from '../domain/ids.ts'
import type { Invitation } from '../domain/invitation.ts'
import { forwardInvitation as forward } from '../domain/link-moves.ts'
import { requireActive } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import { commit, settle } from '../store/commit.ts'
import { putTrace } from '../store/customers.ts'
import { freshSalt } from '../store/fresh.ts'
import { chained, putInvitationEvent, readInvitation, updateInvitation } from '../store/invitations.ts'
import { readPartner } from '../store/relationships.ts'
import { explainDeadLink } from './explain-dead-link.ts'
import { subjectOf } from './open-invitation.ts'

/** Sends the same invitation to a colleague; the event row asks for the mail. */
export async function forwardInvitation(
  caller: Member,
  secret: string,
  to: { email: string; name?: string },
  now: Date,
): Promise<Invitation> {
  const subject = await subjectOf(secret)
  return explainDeadLink({ ...subject, caller }, now, () =>
    settle(async () => {
      const before = await readInvitation(subject.partnerId, subject.invitationId)
      if (!before) throw notFound()
      requireActive(await readPartner(subject.partnerId))
      const { invitation, event } = chained(forward(before, subject.generation, to, caller, now), freshSalt)
      const writes = [
        updateInvitation(before, invitation, now),
        putInvitationEvent(invitation, event),
        putTrace(invitation, caller),
      ]
      return (await commit(writes)).committed ? invitation : undefined
    }),
  )
}
