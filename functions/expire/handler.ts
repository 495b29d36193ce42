import type { Context } from 'aws-lambda'
import { logger } from '../../shared/log.ts'
import { invitationsTable, relationshipsTable } from '../../shared/store/client.ts'
import type { Key } from '../../shared/store/keys.ts'
import { ageInvitation } from '../../shared/use-cases/age-invitation.ts'
import { agePrivileges } from '../../shared/use-cases/age-privileges.ts'
import { type SweepReport, sweep } from '../../shared/use-cases/sweep.ts'

const reserveMilliseconds = 10_000

/** What is due in a table, by the ids behind the prefixes of its keys. */
const duties: { what: string; table: string; settle: (pk: string, sk: string, now: Date) => Promise<unknown> }[] = [
  { what: 'invitations', table: invitationsTable, settle: ageInvitation },
  { what: 'admin privileges', table: relationshipsTable, settle: agePrivileges },
]

/** Records what time has decided: invitations that nobody has answered yet or in time, admin privileges that near or reach their end. */
export async function handler(_event: unknown, context: Context): Promise<SweepReport> {
  const now = new Date()
  const timeLeft = () => context.getRemainingTimeInMillis() > reserveMilliseconds
  const total: SweepReport = { done: 0, left: 0, finished: true }
  for (const { what, table, settle } of duties) {
    const handle = async ({ pk, sk }: Key) => {
      await settle(pk.slice(2), sk.slice(2), now)
      return true
    }
    const failed = (key: Key, error: unknown) => logger.error('expiry failed', { what, key, error: error as Error })
    const { done, left, finished } = await sweep('state', table, handle, failed, timeLeft, now)
    logger.info('sweep', { what, done, left, finished })
    total.done += done
    total.left += left
    total.finished &&= finished
  }
  return total
}
