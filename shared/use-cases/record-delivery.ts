import { type ChainedEvent, extendChain } from '../domain/chain.ts'
import { deliveryEvent, isNews } from '../domain/delivery.ts'
import { type Delivery, type Invitation, invitationChainId } from '../domain/invitation.ts'
import { commit, settle } from '../store/commit.ts'
import { deliveryUpdate, type LinkMail, noteDelivery } from '../store/delivery.ts'
import { freshSalt } from '../store/fresh.ts'
import { putInvitationEvent, readInvitation } from '../store/invitations.ts'

/**
 * Notes how the mail of a link fares, once and only upwards, and tells of it where that is the end of the mail's way.
 * Answers the invitation where it was news. The version stays: no decision is disturbed.
 */
export async function recordDelivery(mail: LinkMail, delivery: Delivery, now: Date): Promise<Invitation | undefined> {
  const fact = deliveryEvent(delivery, mail.generation, now)
  const { news } = await settle(async () => {
    const invitation = await readInvitation(mail.partnerId, mail.invitationId)
    if (invitation?.generation !== mail.generation || !isNews(invitation.delivery, delivery)) return { news: undefined }
    if (!fact) return (await noteDelivery(mail, delivery)) ? { news: invitation } : undefined
    const { events, head } = extendChain(invitationChainId(invitation), invitation.head, [fact], freshSalt)
    const { committed } = await commit([
      { Update: deliveryUpdate(mail, delivery, { before: invitation.head, after: head }) },
      putInvitationEvent(invitation, events[0] as ChainedEvent),
    ])
    return committed ? { news: invitation } : undefined
  })
  return news
}
