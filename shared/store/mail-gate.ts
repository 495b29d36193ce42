import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { silencersOf } from '../domain/block.ts'
import type { Addressee } from '../domain/link.ts'
import { isSendingPaused, type MailCount, type MailGate } from '../domain/reputation.ts'
import { addDays, addSeconds, utcDay } from '../domain/time.ts'
import { dynamo, invitationsTable } from './client.ts'
import { complaintKey, type Key, limitKey, silenceKey, suppressionKey } from './keys.ts'
import { type Item, patiently, readTogether } from './read.ts'

const suppressionDays = 90
const hours = 24
const keepDays = 3

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
const hourOf = (at: Date) => at.toISOString().slice(11, 13)

/** No mail goes to this address for a while: after a permanent bounce from nobody, after a complaint from this partner. */
export async function suppress(hash: string, complainedOf: string | undefined, now: Date): Promise<void> {
  const key = complainedOf === undefined ? suppressionKey(hash) : complaintKey(hash, complainedOf)
  const item = { ...key, ttl: seconds(addDays(now, suppressionDays)) }
  await patiently(() => dynamo.send(new PutCommand({ TableName: invitationsTable, Item: item })))
}

/** Counts what became of a partner's mail, by the hour. */
export async function countMail(partnerId: string, count: MailCount, now: Date): Promise<void> {
  await patiently(() =>
    dynamo.send(
      new UpdateCommand({
        TableName: invitationsTable,
        Key: limitKey(partnerId, utcDay(now)),
        UpdateExpression: 'SET #ttl = :ttl ADD #count :one',
        ExpressionAttributeNames: { '#ttl': 'ttl', '#count': `${count}${hourOf(now)}` },
        ExpressionAttributeValues: { ':one': 1, ':ttl': seconds(addDays(now, keepDays)) },
      }),
    ),
  )
}

/** What must be read to know whether mail may go to an address. */
export const mailGateKeys = (partnerId: string, to: Addressee, now: Date): Key[] => [
  ...to.hashes.flatMap((hash) => [suppressionKey(hash), complaintKey(hash, partnerId)]),
  ...silencersOf(to).map((subject) => silenceKey(subject, partnerId)),
  limitKey(partnerId, utcDay(now)),
  limitKey(partnerId, utcDay(addDays(now, -1))),
]

/** The answer in the items of `mailGateKeys`. */
export function decodeMailGate(items: readonly (Item | undefined)[], now: Date): MailGate {
  const found = items.filter((item) => item !== undefined)
  // only a block has no end
  const holds = ({ ttl }: Item) => ttl === undefined || Number(ttl) > seconds(now)
  const suppressed = found.some((item) => String(item.pk).startsWith('S#') && holds(item))
  const byDay = new Map(found.filter((item) => String(item.pk).startsWith('L#')).map((item) => [item.sk, item]))
  const sum = (count: MailCount) => {
    let total = 0
    for (let back = 0; back < hours; back++) {
      const at = addSeconds(now, -back * 3600)
      total += Number(byDay.get(utcDay(at))?.[`${count}${hourOf(at)}`] ?? 0)
    }
    return total
  }
  return {
    suppressed,
    paused: isSendingPaused({ sent: sum('sent'), bounced: sum('bounced'), complained: sum('complained') }),
  }
}

export async function readMailGate(partnerId: string, to: Addressee, now: Date): Promise<MailGate> {
  const { invitations } = await readTogether({ invitations: mailGateKeys(partnerId, to, now) })
  return decodeMailGate(invitations, now)
}
