/** What became of a partner's mails in one hour. */
export interface MailCounts {
  sent: number
  bounced: number
  complained: number
}

export type MailCount = keyof MailCounts

// below the thresholds of the mail service itself, so that one partner cannot stop all others
const mailsBeforeJudging = 100
const worstBounceRate = 0.04
const worstComplaintRate = 0.001

/** Whether a partner's sending pauses: more permanent bounces or complaints in 24 hours than the mail service bears. */
export function isSendingPaused({ sent, bounced, complained }: MailCounts): boolean {
  if (sent < mailsBeforeJudging) return false
  return bounced / sent > worstBounceRate || complained / sent > worstComplaintRate
}
