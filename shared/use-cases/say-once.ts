import { notFound } from '../domain/ids.ts'
import type { Invitation, Transition } from '../domain/invitation.ts'
import type { LinkSubject } from '../domain/link.ts'
import type { Member } from '../domain/people.ts'
import { commit, settle } from '../store/commit.ts'
import { putTrace } from '../store/customers.ts'
import { freshSalt } from '../store/fresh.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { chained, putInvitationEvent, putOnce, updateInvitation } from '../store/invitations.ts'
import { invitationKey, onceKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { explainDeadLink } from './explain-dead-link.ts'

/** Tells the partner something about an invitation, once: a repeat changes nothing and is answered the same. */
export const sayOnce = (
  subject: LinkSubject,
  what: string,
  say: (before: Invitation) => Transition,
  caller: Member | undefined,
  now: Date,
): Promise<Invitation> =>
  explainDeadLink({ ...subject, caller }, now, () =>
    settle(async () => {
      const { partnerId, invitationId } = subject
      const { invitations } = await readTogether({
        invitations: [invitationKey(partnerId, invitationId), onceKey(partnerId, invitationId, what)],
      })
      const [state, said] = invitations
      if (!state) throw notFound()
      const before = decodeInvitation(state)
      if (said) return before
      const { invitation, event } = chained(say(before), freshSalt)
      const writes = [
        updateInvitation(before, invitation),
        putInvitationEvent(invitation, event),
        putOnce(invitation, what, now),
        ...(caller ? [putTrace(invitation, caller)] : []),
      ]
      return (await commit(writes)).committed ? invitation : undefined
    }),
  )
