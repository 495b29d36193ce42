import { closedSince, purgedInvitation } from '../domain/purge.ts'
import { commit, settle } from '../store/commit.ts'
import { readInvitation } from '../store/invitations.ts'
import { purgeInvitationEvents, purgeWrites } from '../store/purge.ts'

/** `unknown`: there is no state any more, because it was purged before. */
export type Purge = 'purged' | 'open' | 'unknown'

/**
 * Takes the persons out of an invitation that was closed by then: state and message go, the history keeps its hashes.
 * A purge that stopped in between is taken up again.
 */
export async function purgeInvitation(partnerId: string, id: string, closedBy: Date, now: Date): Promise<Purge> {
  const outcome = await settle<Purge>(async () => {
    const before = await readInvitation(partnerId, id)
    if (!before) return 'unknown'
    const since = closedSince(before)
    if (!since || new Date(since) > closedBy) return 'open'
    const { committed } = await commit(purgeWrites(before, purgedInvitation(before, since, now)))
    return committed ? 'purged' : undefined
  })
  if (outcome !== 'open') await purgeInvitationEvents(partnerId, id)
  return outcome
}
