import type { Addressee } from '../domain/link.ts'
import { mailRefusals } from '../domain/reputation.ts'
import { readMailGate } from '../store/mail-gate.ts'

/** Refuses to send by mail where the address takes none or the partner's mails bounce or annoy too often. */
export async function requireMayMail(partnerId: string, to: Addressee, now: Date): Promise<void> {
  const [refusal] = mailRefusals(await readMailGate(partnerId, to, now))
  if (refusal) throw refusal
}
