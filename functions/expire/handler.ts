import type { Context } from 'aws-lambda'
import { logger } from '../../shared/log.ts'
import { invitationsTable } from '../../shared/store/client.ts'
import type { Key } from '../../shared/store/keys.ts'
import { expireInvitation } from '../../shared/use-cases/expire-invitation.ts'
import { type SweepReport, sweep } from '../../shared/use-cases/sweep.ts'

const reserveMilliseconds = 10_000

/** Records what time has decided: invitations that nobody answered. */
export async function handler(_event: unknown, context: Context): Promise<SweepReport> {
  const now = new Date()
  const handle = async ({ pk, sk }: Key) => {
    await expireInvitation(pk.slice(2), sk.slice(2), now)
    return true
  }
  const report = (key: Key, error: unknown) => logger.error('expiry failed', { key, error: error as Error })
  const timeLeft = () => context.getRemainingTimeInMillis() > reserveMilliseconds
  const result = await sweep('state', invitationsTable, handle, report, timeLeft, now)
  logger.info('sweep', { ...result })
  return result
}
