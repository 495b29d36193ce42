import type { Feedback } from '../domain/feedback.ts'
import { readInvitation } from '../store/invitations.ts'
import { countMail, suppress } from '../store/mail-gate.ts'
import { recordDelivery } from './record-delivery.ts'

/**
 * What the mail service reports of an invitation's mail: often twice, in any order. A permanent bounce silences the
 * address for everybody, a complaint for this partner; both count against the partner's sending once.
 */
export async function recordFeedback(feedback: Feedback, now: Date): Promise<'news' | 'known'> {
  const { delivery, held, ...link } = feedback
  const invitation = await readInvitation(link.partnerId, link.invitationId)
  if (!invitation) return 'known'
  // before it is noted: a second report after a crash would find it noted and stop
  if (held) await suppress(invitation.recipientHash, held === 'complained' ? link.partnerId : undefined, now)
  const news = await recordDelivery(link, delivery, now)
  if (news && held) await countMail(link.partnerId, held, now)
  return news ? 'news' : 'known'
}
