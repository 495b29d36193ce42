import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { decodeOutboxRow, type OutboxRow } from './receipts.ts'

/** What a table's stream says of one change: the event source's shape, numbers and sets as strings. */
export interface StreamRecord {
  dynamodb?: { NewImage?: Record<string, unknown>; SequenceNumber?: string }
}

/** The row that asks for mail in a stream record. A record that is none throws: it belongs in the dead letters. */
export function mailRowOf({ dynamodb }: StreamRecord): OutboxRow | undefined {
  if (!dynamodb?.NewImage) throw new Error('the stream record has no new image')
  return decodeOutboxRow(unmarshall(dynamodb.NewImage as Record<string, AttributeValue>))
}
