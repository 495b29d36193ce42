import { isProblem } from '../../shared/domain/errors.ts'
import { parsed } from '../../shared/http/input.ts'
import { bulkRow, bulkView } from '../../shared/http/shapes/bulk.ts'
import { type BulkRow, inviteInBulk } from '../../shared/use-cases/invite-in-bulk.ts'
import { renewalRows } from '../../shared/use-cases/renewal-rows.ts'
import type { Handlers } from '../http-function.ts'

function bulkRowOf(value: unknown): BulkRow {
  try {
    const { via, ...request } = parsed(bulkRow, value, 'body')
    return { request, via }
  } catch (error) {
    if (isProblem(error)) return { problem: error }
    throw error
  }
}

/** Many invitations in one request, row by row. */
export const bulk = {
  'invite-in-bulk': async ({ caller, body, query, idempotency, now }) => {
    const dryRun = body.dryRun || query.dryRun === 'true'
    const rows =
      'renew' in body ? await renewalRows(caller.tenantId, body.renew, body.via, now) : body.rows.map(bulkRowOf)
    return { body: bulkView(await inviteInBulk(caller, rows, { dryRun }, idempotency, now), dryRun) }
  },
} satisfies Partial<Handlers<'partner'>>
