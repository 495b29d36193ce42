import { setTimeout as sleep } from 'node:timers/promises'
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
  /** records that the mail is out; may run more than once */
  sent: () => Promise<unknown>
  /** what follows once it is recorded */
  after?: () => Promise<unknown>
  never: (reason: string) => Promise<unknown>
  wait: (reason: WaitingReason, until: Date) => Promise<unknown>
  /** gives the claim back: nothing was sent for certain */
  release: () => Promise<unknown>
}

/** Hears why SES did not take a mail that stays to be sent. */
export type OnKept = (cause: string) => void

/** Writes a claimed mail, hands it to SES once and keeps what became of it. */
export async function handOver(errand: Errand, onKept: OnKept): Promise<MailOutcome> {
  const written = await errand.write().catch(async (error: unknown) => {
    await errand.release()
    throw error
  })
  if ('never' in written) return done(errand.never(written.never))
  if ('wait' in written) return later(errand.wait(written.wait, written.until))
  const sending = await sendMail(written.mail)
  if (sending.outcome === 'sent') {
    await persist(errand.sent)
    await errand.after?.()
    return 'done'
  }
  if (sending.outcome === 'refused' && sending.lasting) {
    await written.unused?.()
    return done(errand.never(sending.reason))
  }
  onKept(sending.cause)
  // without an answer the try is spent and its lease runs out; after a clear no both are given back
  if (sending.outcome === 'refused') {
    await errand.release()
    await written.unused?.()
  }
  return 'later'
}

const pauses = [50, 200, 800]

/** The mail is out, and what is not recorded goes out a second time: so an error of any kind is tried again. */
async function persist(record: () => Promise<unknown>): Promise<unknown> {
  for (const pause of pauses) {
    try {
      return await record()
    } catch {
      await sleep(pause)
    }
  }
  return record()
}

const done = async (kept: Promise<unknown>): Promise<MailOutcome> => {
  await kept
  return 'done'
}

const later = async (kept: Promise<unknown>): Promise<MailOutcome> => {
  await kept
  return 'later'
}
