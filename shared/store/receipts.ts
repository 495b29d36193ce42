import * as z from 'zod'
import type { AcceptedAgreement } from '../domain/agreement.ts'
import { type Cloud, cloudIds } from '../domain/cloud.ts'
import { addSeconds } from '../domain/time.ts'
import { decodeAgreement } from './agreements.ts'
import { mailGraceSeconds } from './events.ts'
import { dueDayOf, type Key } from './keys.ts'
import { decodeMailRow, type MailRow, tableOf } from './outbox.ts'
import { type Item, readItem } from './read.ts'

/** An agreement that was accepted on its own and whose receipt waits: its item is the outbox row, too. */
export interface ReceiptRow {
  key: Key
  customerId: string
  cloud: Cloud
  accepted: AcceptedAgreement
}

export type OutboxRow = MailRow | ReceiptRow

/** What an agreement's item holds beside, so that its receipt goes out once. */
export function waitingReceipt(cloud: Cloud, now: Date): Item {
  const due = addSeconds(now, mailGraceSeconds)
  return { cloud, mails: new Set(['customer']), dueDay: dueDayOf('mail', due), dueAt: due.toISOString() }
}

const receiptItem = z.object({
  pk: z.string().transform((pk) => pk.slice(2)),
  sk: z.string(),
  cloud: z.enum(cloudIds),
  mails: z.set(z.literal('customer')).optional(),
})

/** The row in an item of either kind, or undefined where no mail waits any more. */
export function decodeOutboxRow(item: Item): OutboxRow | undefined {
  if (!String(item.pk).startsWith('C#')) return decodeMailRow(item)
  const { pk: customerId, sk, cloud, mails } = receiptItem.parse(item)
  return mails && { key: { pk: String(item.pk), sk }, customerId, cloud, accepted: decodeAgreement(item) }
}

export async function readOutboxRow(key: Key): Promise<OutboxRow | undefined> {
  const item = await readItem(tableOf(key), key)
  return item && decodeOutboxRow(item)
}
