import * as z from 'zod'
import type { ChainedEvent, StoredEvent } from '../domain/chain.ts'
import { type Audience, audiences, audiencesOf, eventNames } from '../domain/events.ts'
import { addSeconds } from '../domain/time.ts'
import type { Write } from './commit.ts'
import { dueDayOf, type Key } from './keys.ts'
import type { Item } from './read.ts'

/** The schedule looks after a mail that the stream has not delivered by then. */
export const mailGraceSeconds = 300

/** Audit row and outbox row in one: the chain's link, and the mails that it asks for until all are done. */
export function putEvent(table: string, key: Key, event: ChainedEvent): Write {
  const mails: Audience[] = audiencesOf(event)
  const due = addSeconds(new Date(event.at), mailGraceSeconds)
  const outbox =
    mails.length > 0 ? { mails: new Set(mails), dueDay: dueDayOf('mail', due), dueAt: due.toISOString() } : {}
  const { seq: _, at, ...rest } = event
  return {
    Put: {
      TableName: table,
      Item: { ...key, ...rest, at: Date.parse(at), ...outbox },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }
}

const eventSchema = z.object({
  sk: z.string(),
  name: z.enum(eventNames),
  at: z.int().transform((n) => new Date(n).toISOString()),
  actor: z
    .object({
      kind: z.enum(['partner', 'customer', 'operator', 'schedule']),
      tenantId: z.string().optional(),
      userId: z.string().optional(),
      name: z.string().optional(),
    })
    .optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  salt: z.string().optional(),
  commitment: z.string(),
  prevHash: z.string(),
  hash: z.string(),
  undelivered: z.set(z.enum(audiences)).optional(),
})

export function decodeEvent(item: Item): StoredEvent {
  const { sk, undelivered, ...event } = eventSchema.parse(item)
  return {
    ...event,
    ...(undelivered && { undelivered: [...undelivered] }),
    seq: Number(sk.slice(sk.lastIndexOf('#') + 1)),
  }
}
