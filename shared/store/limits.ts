import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Problem } from '../domain/errors.ts'
import { addDays, addSeconds, utcDay } from '../domain/time.ts'
import { dynamo, invitationsTable } from './client.ts'
import { itemOf } from './commit.ts'
import { limitKey } from './keys.ts'
import { type Item, patiently, readItem } from './read.ts'

const windowSeconds = 900
const keepDays = 3

const startOfDay = (at: Date) => Date.parse(`${utcDay(at)}T00:00:00Z`)
const windowOf = (at: Date) => Math.floor((at.getTime() - startOfDay(at)) / 1000 / windowSeconds)
const ttlOf = (now: Date) => Math.floor(addDays(now, keepDays).getTime() / 1000)
const secondsToMidnight = (now: Date) => Math.ceil((startOfDay(now) + 86_400_000 - now.getTime()) / 1000)

/** Counts one in one conditional update; a burst in parallel never exceeds the limit. Undefined where it was counted. */
async function count(
  subject: string,
  now: Date,
  update: string,
  condition: string,
  names: Record<string, string>,
  values: Item,
): Promise<Item | undefined> {
  try {
    await patiently(() =>
      dynamo.send(
        new UpdateCommand({
          TableName: invitationsTable,
          Key: limitKey(subject, utcDay(now)),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#ttl': 'ttl', ...names },
          ExpressionAttributeValues: { ':one': 1, ':ttl': ttlOf(now), ...values },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    )
    return undefined
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return itemOf(error.Item)
    throw error
  }
}

/** Takes one of the partner's invitations of the day and of the quarter of an hour. */
export async function takeInvitation(
  partnerId: string,
  perDay: number,
  per15Minutes: number,
  now: Date,
): Promise<void> {
  const old = await count(
    partnerId,
    now,
    'SET #ttl = :ttl ADD n :one, #w :one',
    '(attribute_not_exists(n) OR n < :day) AND (attribute_not_exists(#w) OR #w < :window)',
    { '#w': `w${windowOf(now)}` },
    { ':day': perDay, ':window': per15Minutes },
  )
  const refusal = old && fullInvitations(old, perDay, per15Minutes, now)
  if (refusal) throw refusal
}

/** Whether one more invitation would be refused, from the partner's counters of the day. */
export function fullInvitations(counters: Item, perDay: number, per15Minutes: number, now: Date): Problem | undefined {
  const dayIsFull = Number(counters.n ?? 0) >= perDay
  const windowIsFull = Number(counters[`w${windowOf(now)}`] ?? 0) >= per15Minutes
  if (!dayIsFull && !windowIsFull) return undefined
  const windowEnd = startOfDay(now) + (windowOf(now) + 1) * windowSeconds * 1000
  const limit = dayIsFull ? `${perDay} invitations a day` : `${per15Minutes} invitations in 15 minutes`
  return new Problem('partner-rate-limit', `Your organisation may create ${limit}. Try again later.`, {
    retryAfterSeconds: dayIsFull ? secondsToMidnight(now) : Math.ceil((windowEnd - now.getTime()) / 1000),
  })
}

/** Takes one of the mails of the day to this address from all partners; answers whether there was one left. */
export async function takeAddress(hash: string, perDay: number, now: Date): Promise<boolean> {
  const values = { ':day': perDay }
  return !(await count(hash, now, 'SET #ttl = :ttl ADD n :one', 'attribute_not_exists(n) OR n < :day', {}, values))
}

/** Gives back what `takeAddress` took for a mail that certainly was not sent. */
export async function giveAddressBack(hash: string, taken: Date): Promise<void> {
  await count(hash, taken, 'SET #ttl = :ttl ADD n :one', 'n > :none', {}, { ':one': -1, ':none': 0 })
}

/** Takes one of the mails of the day to this recipient of this partner, with a pause between two. */
export async function takeMail(
  subject: string,
  perDay: number,
  pauseSeconds: number,
  move: 'send' | 'resend',
  now: Date,
): Promise<void> {
  const since = addSeconds(now, -pauseSeconds)
  // a day has a counter of its own: shortly after midnight the last mail is in that of the day before
  const before = utcDay(since) < utcDay(now) ? await readItem(invitationsTable, limitKey(subject, utcDay(since))) : {}
  const last = Number(before?.last ?? 0)
  if (last > since.getTime()) throw tooSoon(move, last - since.getTime())
  const old = await count(
    subject,
    now,
    'SET #ttl = :ttl, #last = :now ADD n :one',
    '(attribute_not_exists(n) OR n < :day) AND (attribute_not_exists(#last) OR #last <= :since)',
    { '#last': 'last' },
    { ':day': perDay, ':now': now.getTime(), ':since': since.getTime() },
  )
  if (!old) return
  if (Number(old.n) >= perDay)
    throw new Problem(
      'recipient-rate-limit',
      `At most ${perDay} mails a day go to one recipient. Use the mail app or the clipboard, or try again tomorrow.`,
      {
        retryAfterSeconds: secondsToMidnight(now),
      },
    )
  throw tooSoon(move, Number(old.last) - since.getTime())
}

function tooSoon(move: 'send' | 'resend', milliseconds: number): Problem {
  const wait = Math.max(1, Math.ceil(milliseconds / 1000))
  return new Problem(
    move === 'resend' ? 'resend-cooldown' : 'recipient-rate-limit',
    `The last mail to this recipient went out a moment ago. Try again in ${wait} seconds.`,
    { retryAfterSeconds: wait },
  )
}
