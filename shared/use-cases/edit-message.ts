import { requireMayHandle } from '../domain/admin-privileges.ts'
import { canonical, differs, sha256 } from '../domain/canonical.ts'
import { Problem } from '../domain/errors.ts'
import { notFound } from '../domain/ids.ts'
import { editMessage as edit } from '../domain/invitation.ts'
import { checkMessage, type Message } from '../domain/message.ts'
import { requirePartnerOf } from '../domain/partner.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { commit, settle } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { chained, decodeMessage, putInvitationEvent, putMessage, updateInvitation } from '../store/invitations.ts'
import { invitationKey, messageKey, profileKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodePartner } from '../store/relationships.ts'
import { type ShownInvitation, shown } from './get-invitation.ts'

/** Replaces the e-mail of a draft, on the version that the caller read. */
export async function editMessage(
  caller: Member,
  id: string,
  wanted: Message,
  version: number,
  now: Date,
): Promise<ShownInvitation> {
  return settle(async () => {
    const { invitations, relationships } = await readTogether({
      invitations: [invitationKey(caller.tenantId, id), messageKey(caller.tenantId, id)],
      relationships: [profileKey(caller.tenantId)],
    })
    const [state, old] = invitations
    if (!state || !old) throw notFound()
    const before = decodeInvitation(state)
    const partner = requirePartnerOf(caller, relationships[0] && decodePartner(relationships[0]))
    if (before.version !== version)
      throw new Problem(
        'etag-mismatch',
        `You edited version ${version}, it is at version ${before.version} now. Read it again.`,
      )
    requireMayHandle(before.adminPrivileges, caller.appRoles)
    checkMessage(wanted, partner.domain)
    const present = decodeMessage(old)
    const message = { ...present, ...wanted }
    const digest = sha256(canonical(wanted))
    const edited = edit(before, digest, actorOf('partner', caller), now)
    if (!differs(present, wanted)) return shown(before, present, caller, now)
    const { invitation, event } = chained(edited, freshSalt)
    const { committed } = await commit([
      updateInvitation(before, invitation),
      putMessage(invitation, message),
      putInvitationEvent(invitation, event),
    ])
    return committed ? shown(invitation, message, caller, now) : undefined
  })
}
