import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { publishedEvent } from '../../shared/domain/published-event.ts'
import { atOnce, type BusEvent, putOnBus } from '../../shared/events/event-bus.ts'
import { logger } from '../../shared/log.ts'
import { eventRowOf } from '../../shared/store/event-row.ts'

/** Every new event row goes to the bus, at least once; what EventBridge did not take is named, and comes again. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed: string[] = []
  const report = (record: DynamoDBRecord, error: unknown) => {
    const sequenceNumber = record.dynamodb?.SequenceNumber ?? ''
    logger.error('event not published', { sequenceNumber, error: error as Error })
    failed.push(sequenceNumber)
  }
  const ready = Records.flatMap((record) => {
    try {
      return [{ record, event: busEventOf(record) }]
    } catch (error) {
      report(record, error)
      return []
    }
  })
  for (let i = 0; i < ready.length; i += atOnce) {
    const batch = ready.slice(i, i + atOnce)
    const refusals = await putOnBus(batch.map(({ event }) => event)).catch((error: unknown) => batch.map(() => error))
    for (const [index, { record }] of batch.entries()) if (refusals[index]) report(record, refusals[index])
  }
  logger.info('events', { published: Records.length - failed.length, failed: failed.length })
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

function busEventOf(record: DynamoDBRecord): BusEvent {
  const { event, ...subject } = eventRowOf(record)
  return { name: event.name, detail: publishedEvent(subject, event) }
}
