import { closedSince, purgedInvitation } from '../domain/purge.ts'
import { commit, settle } from '../store/commit.ts'
import { readInvitation } from '../store/invitations.ts'
import { closePurge, purgeInvitationEvents, purgeWrites } from '../store/purge.ts'

/**
 * Takes the persons out of an invitation that was closed by then: state and message go, the history keeps its hashes.
 * A purge that stopped in between is taken up again. False where it is open (again).
 */
export async function purgeInvitation(partnerId: string, id: string, closedBy: Date, now: Date): Promise<boolean> {
  const outcome = await settle<'purged' | 'open'>(async () => {
    const before = await readInvitation(partnerId, id)
    if (!before) return 'purged'
    const since = closedSince(before)
    if (!since || new Date(since) > closedBy) return 'open'
    const { committed } = await commit(purgeWrites(before, purgedInvitation(before, since, now)))
    return committed ? 'purged' : undefined
  })
  if (outcome === 'open') return false
  await purgeInvitationEvents(partnerId, id)
  await closePurge(partnerId, id)
  return true
}
