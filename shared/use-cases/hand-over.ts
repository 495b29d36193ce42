import type { WaitingReason } from '../domain/delivery.ts'
import { type Mail, sendMail } from '../mail/ses.ts'
import type { MailOutcome } from '../store/outbox.ts'

/** A mail, or why there is none: never, or not before a time. `unused` takes back what it cost if it certainly was not sent. */
export type Written =
  | { mail: Mail; unused?: () => Promise<unknown> }
  | { never: string }
  | { wait: WaitingReason; until: Date }

/** One claimed mail: how it is written, and where it is kept what became of it. */
export interface Errand {
  write: () => Promise<Written>
  sent: () => Promise<unknown>
  never: (reason: string) => Promise<unknown>
  wait: (reason: WaitingReason, until: Date) => Promise<unknown>
  /** gives the claim back: nothing was sent for certain */
  release: () => Promise<unknown>
}

/** Writes a claimed mail, hands it to SES once and keeps what became of it. */
export async function handOver(errand: Errand): Promise<MailOutcome> {
  const written = await errand.write().catch(async (error: unknown) => {
    await errand.release()
    throw error
  })
  if ('never' in written) return done(errand.never(written.never))
  if ('wait' in written) return later(errand.wait(written.wait, written.until))
  const sending = await sendMail(written.mail)
  if (sending.outcome === 'sent') return done(errand.sent())
  if (sending.outcome === 'not-sent') await written.unused?.()
  if (sending.outcome === 'not-sent' && sending.lasting) return done(errand.never(sending.reason))
  // without an answer the try is spent and the lease runs out by itself; after a clear no it is given back
  return later(sending.outcome === 'not-sent' ? errand.release() : undefined)
}

const done = async (kept: Promise<unknown>): Promise<MailOutcome> => {
  await kept
  return 'done'
}

const later = async (kept: Promise<unknown> | undefined): Promise<MailOutcome> => {
  await kept
  return 'later'
}
