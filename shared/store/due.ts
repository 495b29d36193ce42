import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { addDays, utcDay } from '../domain/time.ts'
import { dynamo, invitationsTable } from './client.ts'
import { dueDayOf, type Key, sweepKey } from './keys.ts'
import { patiently, query, readItem } from './read.ts'

/** `purge`: by the day on which it was closed; how long that must be ago, the sweep says. */
export type Sweep = 'state' | 'mail' | 'purge'

const pageSize = 100
// the first run of all looks back this far
const firstLookBackDays = 90

// each table has a place of its own; all of them stand in one
const placeOf = (sweep: Sweep, table: string) => sweepKey(table === invitationsTable ? sweep : `${sweep}#relationships`)

/** The day from which on something may still be due in the table. */
export async function readDrainedThrough(sweep: Sweep, table: string, now: Date): Promise<Date> {
  const item = await readItem(invitationsTable, placeOf(sweep, table))
  return typeof item?.day === 'string' ? new Date(`${item.day}T00:00:00Z`) : addDays(now, -firstLookBackDays)
}

/** Remembers that everything due before this day is done. */
export async function writeDrainedThrough(sweep: Sweep, table: string, day: Date): Promise<void> {
  await patiently(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: invitationsTable,
        Key: placeOf(sweep, table),
        UpdateExpression: 'SET #day = :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': utcDay(day) },
      }),
    ),
  )
}

/** One page of the keys in a table's `due` index that are due on that day at or before `now`. */
export async function queryDue(table: string, sweep: Sweep, day: Date, now: Date, after?: Record<string, unknown>) {
  const { items, lastKey } = await query({
    TableName: table,
    IndexName: 'due',
    KeyConditionExpression: 'dueDay = :day AND dueAt <= :now',
    ExpressionAttributeValues: { ':day': dueDayOf(sweep, day), ':now': now.toISOString() },
    ExclusiveStartKey: after,
    Limit: pageSize,
  })
  return { keys: items.map((item): Key => ({ pk: String(item.pk), sk: String(item.sk) })), after: lastKey }
}
