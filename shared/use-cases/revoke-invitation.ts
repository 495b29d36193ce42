import { requireMayHandle } from '../domain/admin-privileges.ts'
import { revokeInvitation as revoke } from '../domain/invitation.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { commit, settle } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { chained, deleteGuard, putInvitationEvent, updateInvitation } from '../store/invitations.ts'
import { readInvitationAndMessage, type ShownInvitation } from './get-invitation.ts'

/** Withdraws a draft or a pending invitation; its link is dead from then on. A repeat answers the same. */
export async function revokeInvitation(caller: Member, id: string, now: Date): Promise<ShownInvitation> {
  return settle(async () => {
    const { invitation: before, message } = await readInvitationAndMessage(caller.tenantId, id)
    requireMayHandle(before.adminPrivileges, caller.appRoles)
    if (before.status === 'revoked') return { invitation: before, message }
    const { invitation, event } = chained(revoke(before, actorOf('partner', caller), now), freshSalt)
    const { committed } = await commit([
      updateInvitation(before, invitation),
      putInvitationEvent(invitation, event),
      ...(before.status === 'issued' ? [deleteGuard(before)] : []),
    ])
    return committed ? { invitation, message } : undefined
  })
}
