import type { Context } from 'aws-lambda'
import { addDays } from '../../shared/domain/time.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { logger } from '../../shared/log.ts'
import { invitationsTable, relationshipsTable } from '../../shared/store/client.ts'
import type { Sweep } from '../../shared/store/due.ts'
import type { Key } from '../../shared/store/keys.ts'
import { ageInvitation } from '../../shared/use-cases/age-invitation.ts'
import { ageRelationship } from '../../shared/use-cases/age-relationship.ts'
import { purgeInvitation } from '../../shared/use-cases/purge-invitation.ts'
import { purgeRelationship } from '../../shared/use-cases/purge-relationship.ts'
import { type SweepReport, sweep } from '../../shared/use-cases/sweep.ts'

const { RETENTION_DAYS } = readEnvironment('RETENTION_DAYS')

const reserveMilliseconds = 10_000

interface Duty {
  what: string
  sweep: Sweep
  table: string
  /** how long ago what is looked for must have become due */
  afterDays: number
  /** told the ids behind the prefixes of the keys, and the time before which it became due */
  settle: (pk: string, sk: string, dueBy: Date, now: Date) => Promise<unknown>
}

const duties: Duty[] = [
  { what: 'invitations', sweep: 'state', table: invitationsTable, afterDays: 0, settle: ageInvitation },
  { what: 'relationships', sweep: 'state', table: relationshipsTable, afterDays: 0, settle: ageRelationship },
  {
    what: 'persons of closed invitations',
    sweep: 'purge',
    table: invitationsTable,
    afterDays: RETENTION_DAYS,
    settle: purgeInvitation,
  },
  {
    what: 'persons of removed relationships',
    sweep: 'purge',
    table: relationshipsTable,
    afterDays: RETENTION_DAYS,
    settle: purgeRelationship,
  },
]

/** Records what time has decided: invitations that nobody has answered yet or in time, admin privileges that near or reach their end; persons whose time of retention is over. */
export async function handler(_event: unknown, context: Context): Promise<SweepReport> {
  const now = new Date()
  const timeLeft = () => context.getRemainingTimeInMillis() > reserveMilliseconds
  const total: SweepReport = { done: 0, left: 0, finished: true }
  for (const { what, sweep: name, table, afterDays, settle } of duties) {
    const dueBy = addDays(now, -afterDays)
    const handle = async ({ pk, sk }: Key) => {
      await settle(pk.slice(2), sk.slice(2), dueBy, now)
      return true
    }
    const failed = (key: Key, error: unknown) => logger.error('expiry failed', { what, key, error: error as Error })
    const { done, left, finished } = await sweep(name, table, handle, failed, timeLeft, dueBy)
    logger.info('sweep', { what, done, left, finished })
    total.done += done
    total.left += left
    total.finished &&= finished
  }
  return total
}
