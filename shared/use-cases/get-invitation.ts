import { notFound } from '../domain/ids.ts'
import type { Invitation } from '../domain/invitation.ts'
import type { InvitationMessage } from '../domain/message.ts'
import type { Member } from '../domain/people.ts'
import { signed } from '../mail/signature.ts'
import { keyRing } from '../secrets/key-ring.ts'
import { invitationsTable } from '../store/client.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { decodeMessage } from '../store/invitations.ts'
import { invitationKey, messageKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { type HandOver, linkOf } from './link-of.ts'

/** An invitation with its email, signed once it is sent, and, for those who may hand it over, its link. */
export interface ShownInvitation {
  invitation: Invitation
  message: InvitationMessage
  link?: HandOver
}

export async function readInvitationAndMessage(partnerId: string, id: string) {
  const keys = [invitationKey(partnerId, id), messageKey(partnerId, id)]
  const { invitations } = await readTogether({ invitations: keys })
  const [state, message] = invitations
  if (!state) throw notFound()
  if (!message) throw new Error(`invitation ${id} in ${invitationsTable} has no message`)
  return { invitation: decodeInvitation(state), message: decodeMessage(message) }
}

export async function getInvitation(caller: Member, id: string, now: Date): Promise<ShownInvitation> {
  const { invitation, message } = await readInvitationAndMessage(caller.tenantId, id)
  return shown(invitation, message, caller, now)
}

export const shown = async (
  invitation: Invitation,
  message: InvitationMessage,
  caller: Member,
  now: Date,
): Promise<ShownInvitation> => {
  const sent = signed(message, invitation.sentBy?.name)
  return { invitation, message: sent, link: linkOf(await keyRing(), invitation, sent, caller, now) }
}
