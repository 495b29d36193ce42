import * as z from 'zod'
import { type ProblemCode, problems } from '../../shared/domain/errors.ts'
import { holdsAny } from '../../shared/domain/people.ts'
import { uuid } from '../../shared/domain/text.ts'
import { addDays } from '../../shared/domain/time.ts'
import type { PageReply } from '../../shared/http/page.tsx'
import { inviteInBulk } from '../../shared/use-cases/invite-in-bulk.ts'
import { listCustomers } from '../../shared/use-cases/list-customers.ts'
import { renewalRows } from '../../shared/use-cases/renewal-rows.ts'
import { ExpiringPage } from '../../shared/views/console-expiring.tsx'
import type { Again } from '../../shared/views/console-parts.tsx'
import type { PageHandlers } from '../http-function.ts'
import { type ConsoleRequest, checked, consoleFrame, freshKey, listed, repeatableOf } from './console.ts'

const soonDays = 30

export const expiringForm = z.object({ customer: z.array(uuid).min(1).max(100) })

const isCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code)

async function expiringPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { caller, form, query, now } = request
  const before = addDays(now, soonDays).toISOString()
  const { items, next } = await listed(request, '/console/expiring', `expiring/${caller.tenantId}`, (page) =>
    listCustomers(caller.tenantId, { status: 'active', before, ...page }, now),
  )
  // the address names customers and codes only, and only those that are known are shown
  const outcomes = query.getAll('outcome').flatMap((outcome) => {
    const [id, code = ''] = outcome.split('.')
    const customer = items.find(({ customerId }) => customerId === id)
    return customer ? [{ customer: customer.name, refused: isCode(code) ? code : undefined }] : []
  })
  const maySend = holdsAny(caller, ['AdminAgent', 'SalesAgent'])
  const view = { customers: items, outcomes, maySend, next, key: form.get('key') ?? freshKey() }
  return { page: <ExpiringPage frame={consoleFrame(request)} view={view} again={again} /> }
}

/** Admin privileges that end soon, and asking again for many at once. */
export const consoleExpiring = {
  'console-expiring': (request) => expiringPage(request),

  'console-asked-again': async (request) => {
    const { data, again } = checked(expiringForm, request, ['customer'])
    if (again) return expiringPage(request, again)
    const { caller, now } = request
    const rows = await renewalRows(caller.tenantId, data.customer, 'ses', now)
    const repeatable = repeatableOf(request, 'renew', data)
    const outcomes = await inviteInBulk(caller, rows, { dryRun: false }, repeatable, now)
    const unique = [...new Set(data.customer)]
    const query = new URLSearchParams()
    for (const { row, problem } of outcomes)
      query.append('outcome', [unique[row - 1], problem?.code].filter(Boolean).join('.'))
    return { redirect: `/console/expiring?${query}` }
  },
} satisfies Partial<PageHandlers<'partner'>>
