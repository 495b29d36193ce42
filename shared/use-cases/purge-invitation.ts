import { closedSince, purgedInvitation } from '../domain/purge.ts'
import { commit, settle } from '../store/commit.ts'
import { readInvitation } from '../store/invitations.ts'
import { purgeInvitationEvents, purgeWrites } from '../store/purge.ts'

/**
 * Takes the persons out of an invitation that was closed by then: state and message go, the history keeps its hashes.
 * Answers false where it is open (again).
 */
export async function purgeInvitation(partnerId: string, id: string, closedBy: Date, now: Date): Promise<boolean> {
  const gone = await settle(async () => {
    const before = await readInvitation(partnerId, id)
    if (!before) return true
    const since = closedSince(before)
    if (!since || new Date(since) > closedBy) return false
    const { committed } = await commit(purgeWrites(before, purgedInvitation(before, since, now)))
    return committed ? true : undefined
  })
  if (gone) await purgeInvitationEvents(partnerId, id)
  return gone
}
