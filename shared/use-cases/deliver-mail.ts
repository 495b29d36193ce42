import { templateOf } from '../domain/events.ts'
import type { MailOutcome } from '../store/outbox.ts'
import type { OutboxRow } from '../store/receipts.ts'
import { deliverInvitation } from './deliver-invitation.ts'
import { deliverNotice } from './deliver-notice.ts'
import { deliverReceipt } from './deliver-receipt.ts'
import type { OnKept } from './hand-over.ts'

/** Sends the mails that an event row asks for: each claimed, written, handed to SES and ticked off. */
export async function deliverMail(row: OutboxRow, now: Date, onKept: OnKept): Promise<MailOutcome> {
  if ('accepted' in row) return deliverReceipt(row, now, onKept)
  const [first] = row.waiting
  // the first mail is the invitation's own business: its state says what became of it
  return first && templateOf(row.event.name, first) === 'invitation'
    ? deliverInvitation(row, now, onKept)
    : deliverNotice(row, now, onKept)
}
