import { expireInvitation } from './expire-invitation.ts'
import { remindInvitation } from './remind-invitation.ts'

/** What time brings to a pending invitation: its end, or a reminder on the way there. */
export const ageInvitation = async (partnerId: string, id: string, now: Date): Promise<boolean> =>
  (await expireInvitation(partnerId, id, now)) || (await remindInvitation(partnerId, id, now))
