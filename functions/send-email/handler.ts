import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { logger } from '../../shared/log.ts'
import { invitationsTable, relationshipsTable } from '../../shared/store/client.ts'
import type { Key } from '../../shared/store/keys.ts'
import { type OutboxRow, readOutboxRow } from '../../shared/store/receipts.ts'
import { mailRowOf } from '../../shared/store/stream.ts'
import { deliverMail } from '../../shared/use-cases/deliver-mail.ts'
import type { OnKept } from '../../shared/use-cases/hand-over.ts'
import { type SweepReport, sweep } from '../../shared/use-cases/sweep.ts'

const together = 5
const reserveMilliseconds = 10_000

/** Event rows that ask for mail: from the stream as they are written, and by the schedule what the stream has lost. */
export async function handler(
  event: DynamoDBStreamEvent | { sweep: 'mail' },
  context: Context,
): Promise<DynamoDBBatchResponse | SweepReport> {
  const kept = new KeptMails()
  try {
    return await ('Records' in event ? deliverBatch(event.Records, kept.note) : retryDue(context, kept.note))
  } finally {
    kept.log()
  }
}

/** Logs one ERROR per cause and run for mails that SES did not take: the alarm hears of it, and the log stays short. */
class KeptMails {
  private readonly mails = new Map<string, number>()

  readonly note = (cause: string): void => {
    this.mails.set(cause, (this.mails.get(cause) ?? 0) + 1)
  }

  log(): void {
    for (const [cause, mails] of this.mails) logger.error('mails kept: SES did not take them', { cause, mails })
  }
}

const subjectOf = (row: OutboxRow) =>
  'accepted' in row
    ? { receipt: row.accepted.version, customerId: row.customerId }
    : { event: row.event.name, ...row.subject }

async function deliverBatch(records: DynamoDBRecord[], onKept: OnKept): Promise<DynamoDBBatchResponse> {
  const failed: string[] = []
  for (let i = 0; i < records.length; i += together) {
    await Promise.all(
      records.slice(i, i + together).map(async (record) => {
        try {
          const row = mailRowOf(record)
          const outcome = row && (await deliverMail(row, new Date(), onKept))
          logger.info('mail', { ...(row && subjectOf(row)), outcome })
        } catch (error) {
          const sequenceNumber = record.dynamodb?.SequenceNumber ?? ''
          logger.error('mail failed', { sequenceNumber, error: error as Error })
          failed.push(sequenceNumber)
        }
      }),
    )
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

async function retryDue(context: Context, onKept: OnKept): Promise<SweepReport> {
  const handle = async (key: Key) => {
    const row = await readOutboxRow(key)
    return !row || (await deliverMail(row, new Date(), onKept)) === 'done'
  }
  const report = (key: Key, error: unknown) => logger.error('mail retry failed', { key, error: error as Error })
  const timeLeft = () => context.getRemainingTimeInMillis() > reserveMilliseconds
  const total: SweepReport = { done: 0, left: 0, finished: true }
  for (const table of [invitationsTable, relationshipsTable]) {
    const { done, left, finished } = await sweep('mail', table, handle, report, timeLeft, new Date())
    total.done += done
    total.left += left
    total.finished &&= finished
  }
  logger.info('mail retries', { ...total })
  return total
}
