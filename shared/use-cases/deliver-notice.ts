import { type Audience, carriesLink, templateOf } from '../domain/events.ts'
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
  const template = templateOf(row.event.name, audience)
  const letter = template && carriesLink(template)
  const claim = await claimNotice(row, audience, now, letter ? linkMailOf(row) : undefined)
  if (claim === 'busy') return 'later'
  if (claim === 'exhausted' || !template) await tickOff(row, audience, true)
  if (claim !== 'claimed' || !template) return 'done'
  return handOver(
    {
      write: () => (letter ? writeLetterOf(row, now) : writeNotice(row, audience)),
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
async function writeLetterOf(row: MailRow, now: Date): Promise<Written> {
  const link = linkMailOf(row)
  const invitation = await readInvitation(link.partnerId, link.invitationId)
  if (!invitation) return { never: 'not-found' }
  const { event } = row
  if (event.name === 'invitation.reminded') {
    const occasion = { kind: 'reminder', days: event.data.daysLeft } as const
    return writeLetter({ invitation, link, to: invitation.recipient, audience: 'recipient', occasion }, now)
  }
  if (event.name !== 'invitation.forwarded') throw new Error(`${event.name} mails no link`)
  const to = email.safeParse(event.data.email)
  if (!to.success) return { never: 'no-address' }
  const colleague = { email: to.data, name: name.safeParse(event.data.name).data }
  const occasion = { kind: 'forwarded', by: event.actor } as const
  return writeLetter({ invitation, link, to: colleague, audience: 'colleague', occasion }, now)
}
