import { type Audience, isLetter, type Template, templateOf } from '../domain/notifications.ts'
import { email, name } from '../domain/text.ts'
import { readInvitation } from '../store/invitations.ts'
import { countMail } from '../store/mail-gate.ts'
import {
  claimNotice,
  closeMailRow,
  linkMailOf,
  type MailOutcome,
  type MailRow,
  postpone,
  releaseNotice,
  tickOff,
} from '../store/outbox.ts'
import { handOver, type OnKept, type Written } from './hand-over.ts'
import { writeLetter } from './write-letter.ts'
import { writeNotice } from './write-notice.ts'

/** What is told of an event. Each audience is claimed and ticked off on the event row, apart from the others. */
export async function deliverNotice(row: MailRow, now: Date, onKept: OnKept): Promise<MailOutcome> {
  let outcome: MailOutcome = 'done'
  for (const audience of row.waiting) if ((await deliverTo(row, audience, now, onKept)) === 'later') outcome = 'later'
  if (outcome === 'done') await closeMailRow(row)
  return outcome
}

async function deliverTo(row: MailRow, audience: Audience, now: Date, onKept: OnKept): Promise<MailOutcome> {
  const template = templateOf(row.name, audience)
  const letter = template && isLetter(template)
  const claim = await claimNotice(row, audience, now, letter ? linkMailOf(row) : undefined)
  if (claim === 'busy') return 'later'
  if (claim === 'exhausted' || !template) await tickOff(row, audience, true)
  if (claim !== 'claimed' || !template) return 'done'
  return handOver(
    {
      write: () => (letter ? writeLetterOf(row, template, now) : writeNotice(row, template, audience)),
      sent: () => tickOff(row, audience),
      after: async () => letter && countMail(row.subject.partnerId, 'sent', now),
      never: () => tickOff(row, audience, true),
      wait: async (_reason, until) => {
        await releaseNotice(row)
        await postpone(row, until)
      },
      release: () => releaseNotice(row),
    },
    onKept,
  )
}

/** A letter beside the first: to the recipient again, or to the colleague whom somebody of the customer named. */
async function writeLetterOf(row: MailRow, template: Template, now: Date): Promise<Written> {
  const link = linkMailOf(row)
  const invitation = await readInvitation(link.partnerId, link.invitationId)
  if (!invitation) return { never: 'not-found' }
  if (template === 'reminder') {
    const occasion = { kind: 'reminder', days: Number(row.data.daysLeft) } as const
    return writeLetter({ invitation, link, to: invitation.recipient, audience: 'recipient', occasion }, now)
  }
  const to = email.safeParse(row.data.email)
  if (!to.success) return { never: 'no-address' }
  const colleague = { email: to.data, name: name.safeParse(row.data.name).data }
  const occasion = { kind: 'forwarded', by: row.actor } as const
  return writeLetter({ invitation, link, to: colleague, audience: 'colleague', occasion }, now)
}
