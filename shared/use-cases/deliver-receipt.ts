import { readEnvironment } from '../environment.ts'
import { agreementReceipt } from '../mail/agreement-receipt.ts'
import { claimNotice, closeMailRow, type MailOutcome, postpone, releaseNotice, tickOff } from '../store/outbox.ts'
import type { ReceiptRow } from '../store/receipts.ts'
import { handOver, type OnKept, type Written } from './hand-over.ts'
import { portalOf } from './link-of.ts'

const { OPERATOR_NAME } = readEnvironment('OPERATOR_NAME')

/** Sends the person who accepted the agreement on its own their receipt, once. */
export async function deliverReceipt(row: ReceiptRow, now: Date, onKept: OnKept): Promise<MailOutcome> {
  const claim = await claimNotice(row, 'customer', now)
  if (claim === 'busy') return 'later'
  if (claim === 'exhausted') await tickOff(row, 'customer', true)
  const outcome = claim === 'claimed' ? await send(row, onKept) : 'done'
  if (outcome === 'done') await closeMailRow(row)
  return outcome
}

const send = (row: ReceiptRow, onKept: OnKept): Promise<MailOutcome> =>
  handOver(
    {
      write: async () => written(row),
      sent: () => tickOff(row, 'customer'),
      never: () => tickOff(row, 'customer', true),
      wait: async (_reason, until) => {
        await releaseNotice(row)
        await postpone(row, until)
      },
      release: () => releaseNotice(row),
    },
    onKept,
  )

const written = ({ customerId, cloud, accepted }: ReceiptRow): Written => ({
  mail: {
    to: [accepted.email],
    fromName: OPERATOR_NAME,
    ...agreementReceipt({
      customerId,
      accepted,
      operatorName: OPERATOR_NAME,
      link: `${portalOf(cloud).baseUrl}/partners/agreement`,
    }),
    tags: { audience: 'customer' },
  },
})
