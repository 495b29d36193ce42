import type { Delivery, Invitation } from '../domain/invitation.ts'
import { claimInvitationMail, type LinkMail, noteDelivery, releaseClaim } from '../store/delivery.ts'
import { countMail } from '../store/mail-gate.ts'
import { closeMailRow, linkMailOf, type MailOutcome, type MailRow, postpone } from '../store/outbox.ts'
import { handOver, type OnKept } from './hand-over.ts'
import { recordDelivery } from './record-delivery.ts'
import { writeLetter } from './write-letter.ts'

/** The first mail of a link. It is claimed on the invitation itself, whose state tells what became of it. */
export async function deliverInvitation(row: MailRow, now: Date, onKept: OnKept): Promise<MailOutcome> {
  const link = linkMailOf(row)
  const claim = await claimInvitationMail(link, now)
  if ('claimed' in claim) return send(claim.claimed, link, row, now, onKept)
  if (claim.refused === 'busy') return 'later'
  if (claim.refused === 'exhausted') await fail(link, 'no-answer-from-the-mail-service', now)
  await closeMailRow(row)
  return 'done'
}

function send(invitation: Invitation, link: LinkMail, row: MailRow, now: Date, onKept: OnKept): Promise<MailOutcome> {
  const at = now.toISOString()
  const note = (delivery: Omit<Delivery, 'at'>) => noteDelivery(link, { ...delivery, at })
  return handOver(
    {
      write: () => writeLetter({ invitation, link, to: invitation.recipient, audience: 'recipient' }, now),
      sent: () => note({ state: 'sent' }),
      after: () => Promise.all([closeMailRow(row), countMail(link.partnerId, 'sent', now)]),
      never: async (reason) => {
        await fail(link, reason, now)
        await closeMailRow(row)
      },
      wait: async (reason, until) => {
        await note({ state: 'delayed', reason })
        await releaseClaim(link)
        await postpone(row, until)
      },
      release: () => releaseClaim(link),
    },
    onKept,
  )
}

const fail = (link: LinkMail, reason: string, now: Date) =>
  recordDelivery(link, { state: 'failed', at: now.toISOString(), reason }, now)
