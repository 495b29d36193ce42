import { expireInvitation as expire } from '../domain/invitation.ts'
import { commit, settle } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { chained, deleteGuard, putInvitationEvent, readInvitation, updateInvitation } from '../store/invitations.ts'

/** Records that an invitation was not answered in time; answers false where nothing is overdue any more. */
export async function expireInvitation(partnerId: string, id: string, now: Date): Promise<boolean> {
  return settle(async () => {
    const before = await readInvitation(partnerId, id)
    const transition = before && expire(before, now)
    if (!before || !transition) return false
    const { invitation, event } = chained(transition, freshSalt)
    const writes = [updateInvitation(before, invitation), putInvitationEvent(invitation, event)]
    const outcome = await commit([...writes, deleteGuard(before)])
    if (outcome.committed) return true
    // an overdue guard may be another invitation's by now; then it stays
    const onlyTheGuardFailed = outcome.failed[2] !== undefined && outcome.failed[0] === undefined
    return onlyTheGuardFailed && (await commit(writes)).committed ? true : undefined
  })
}
