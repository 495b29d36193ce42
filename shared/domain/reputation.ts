import { Problem } from './errors.ts'

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

/** What stands between a partner's mail and an address. */
export interface MailGate {
  /** the address bounced for good, or its owner complained of this partner */
  suppressed: boolean
  /** the partner's mails bounce or annoy too often */
  paused: boolean
}

const pauseSeconds = 3600

/** Why nothing may be sent by mail now; the mail app and the clipboard go on. */
export function mailRefusals({ suppressed, paused }: MailGate): Problem[] {
  const found: Problem[] = []
  if (suppressed)
    found.push(
      new Problem(
        'recipient-suppressed',
        'Mail to this address came back, or its owner did not want it. Check the address, or hand the link over yourself: use the mail app or the clipboard.',
      ),
    )
  if (paused)
    found.push(
      new Problem(
        'sending-paused',
        'Too many of your mails of the last 24 hours came back or were reported as unwanted. Until that is past, use the mail app or the clipboard.',
        { retryAfterSeconds: pauseSeconds },
      ),
    )
  return found
}
