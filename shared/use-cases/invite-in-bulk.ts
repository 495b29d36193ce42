import { canonical, sha256 } from '../domain/canonical.ts'
import { isProblem, Problem } from '../domain/errors.ts'
import { publicInvitationId } from '../domain/invitation.ts'
import type { Member } from '../domain/people.ts'
import { alreadyPending } from '../domain/preflight.ts'
import { logger } from '../log.ts'
import { type CreateInvitationRequest, createInvitation, type Repeatable } from './create-invitation.ts'
import { preflightInvitation } from './preflight-invitation.ts'
import { sendInvitation } from './send-invitation.ts'

/** An invitation to make, and to mail where `via` is ses; or why there is none. */
export type BulkRow = { request: CreateInvitationRequest; via: 'ses' | 'none' } | { problem: Problem }

/**
 * `row` counts from 1. A created row with a problem was not sent because of it. `ok`: nothing refuses it (dry run).
 * `not-reached`: a repeat of the request does it.
 */
export interface RowOutcome {
  row: number
  status: 'created' | 'sent' | 'replayed' | 'refused' | 'ok' | 'not-reached'
  invitationId?: string
  problem?: Problem
}

// well before the function's own timeout, so that what was done is always answered
const defaultBudget = 10_000

const notReached = (why: string): Outcome => ({
  status: 'not-reached',
  problem: new Problem(
    'dependency-throttled',
    `${why} Send the same request with the same Idempotency-Key again: nothing is done twice.`,
    { retryAfterSeconds: 1 },
  ),
})

/** One row after the other, each for itself: a refused one stops no other, and a repeat does only what is not done yet. */
export async function inviteInBulk(
  caller: Member,
  rows: readonly BulkRow[],
  { dryRun, budgetMilliseconds = defaultBudget }: { dryRun: boolean; budgetMilliseconds?: number },
  { key }: Repeatable,
  now: Date,
): Promise<RowOutcome[]> {
  const started = performance.now()
  const mailed = new Set<string>()
  const outcomes: RowOutcome[] = []
  let failed = false
  const outcomeOf = async (each: BulkRow, index: number): Promise<Outcome> => {
    if ('problem' in each) return { status: 'refused', problem: each.problem }
    if (failed) return notReached('An earlier row failed unexpectedly.')
    if (performance.now() - started >= budgetMilliseconds) return notReached('The time was over before this row.')
    try {
      if (dryRun) return await rehearse(caller, each, mailed, now)
      return await invite(caller, each, sha256(canonical([key, index])), now)
    } catch (error) {
      // what was done before is still answered
      logger.error('A row of a bulk request failed', { row: index + 1, error })
      failed = true
      return notReached('This row failed unexpectedly.')
    }
  }
  for (const [index, each] of rows.entries()) outcomes.push({ row: index + 1, ...(await outcomeOf(each, index)) })
  return outcomes
}

type Wanted = Exclude<BulkRow, { problem: Problem }>
type Outcome = Omit<RowOutcome, 'row'>

async function rehearse(caller: Member, { request, via }: Wanted, mailed: Set<string>, now: Date): Promise<Outcome> {
  const { creating, mailing } = await preflightInvitation(caller, request, now)
  // what stands further up would be pending by then
  const twice = mailed.has(request.recipient.email) ? [alreadyPending(undefined)] : []
  const [refusal] = [...creating, ...twice]
  if (refusal) return { status: 'refused', problem: refusal }
  if (via === 'ses') mailed.add(request.recipient.email)
  return { status: 'ok', problem: via === 'ses' ? mailing[0] : undefined }
}

async function invite(caller: Member, { request, via }: Wanted, key: string, now: Date): Promise<Outcome> {
  const created = await attempt(() =>
    createInvitation(caller, request, { key, hash: sha256(canonical({ request, via })) }, now),
  )
  if (isProblem(created, 'dependency-throttled', 'timed-out'))
    return notReached('The service was too busy for this row.')
  if (created instanceof Problem) return { status: 'refused', problem: created }
  const { id } = created.invitation
  const invitationId = publicInvitationId({ id })
  const status = created.replayed ? 'replayed' : 'created'
  if (via === 'none') return { status, invitationId }
  const repeatable = { key: sha256(canonical([key, 'send'])), hash: id }
  const sent = await attempt(() => sendInvitation(caller, id, 'send', 'ses', repeatable, now))
  if (sent instanceof Problem) return { status, invitationId, problem: sent }
  return { status: sent.replayed ? 'replayed' : 'sent', invitationId }
}

async function attempt<T>(run: () => Promise<T>): Promise<T | Problem> {
  try {
    return await run()
  } catch (error) {
    if (isProblem(error)) return error
    throw error
  }
}
