import * as z from 'zod'
import { beginsFormula, parseCsv, withoutFormula } from '../../domain/csv.ts'
import { Problem, problems } from '../../domain/errors.ts'
import type { EveryField } from '../../domain/every-field.ts'
import type { ExpectedCustomer, Recipient } from '../../domain/invitation.ts'
import { email, uuid } from '../../domain/text.ts'
import { createInvitationBody } from './invitation.ts'

export const maxRows = 100
export const maxBulkBytes = 256 * 1024

const via = z.enum(['ses', 'none']).default('none').meta({ description: 'ses: send it by mail at once; none: a draft' })
const dryRun = z.boolean().default(false)
const limit = `must have at most ${maxRows} rows; send the others in another request`

const { recipient } = createInvitationBody.shape

/** One row: an invitation's body, and whether it is mailed at once. */
export const bulkRow = createInvitationBody.extend({
  recipient: recipient.extend({
    email: email.refine((a) => !beginsFormula(a), 'must not begin with = + - @, which a spreadsheet would run'),
  }),
  via,
})

// each row is checked for itself, so that a wrong one stops no other
const anyRow = z.unknown().meta({ description: 'The body of POST /v1/invitations, and via: "ses" or "none"' })

export const bulkBody = z.union([
  z.strictObject({ rows: z.array(anyRow).min(1, 'must not be empty').max(maxRows, limit), dryRun }),
  z.strictObject({ renew: z.array(uuid).min(1, 'must not be empty').max(maxRows, limit), via, dryRun }),
])

/** For CSV, which has no other place for it. */
export const bulkQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).optional() })

export const bulkShape = z
  .object({
    dryRun: z.boolean(),
    counts: z.record(z.string(), z.int()),
    data: z.array(
      z.object({
        row: z.int().meta({ description: 'counts from 1' }),
        status: z.enum(['created', 'sent', 'replayed', 'refused', 'ok']),
        invitationId: z.string().optional(),
        problem: z
          .object({
            code: z.string(),
            title: z.string(),
            detail: z.string(),
            errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
            retryAfterSeconds: z.int().optional(),
            invitationId: z.string().optional(),
          })
          .optional()
          .meta({ description: 'Why it was refused; of a created row, why it was not sent' }),
      }),
    ),
  })
  .meta({ id: 'BulkOutcome' })

interface Outcome {
  row: number
  status: z.input<typeof bulkShape>['data'][number]['status']
  invitationId?: string
  problem?: Problem
}

export function bulkView(outcomes: readonly Outcome[], dry: boolean): z.input<typeof bulkShape> {
  const byStatus = Object.groupBy(outcomes, ({ status }) => status)
  return {
    dryRun: dry,
    counts: Object.fromEntries(Object.entries(byStatus).map(([status, rows]) => [status, rows.length])),
    data: outcomes.map(({ problem, ...outcome }) => ({ ...outcome, problem: problem && problemView(problem) })),
  }
}

const problemView = ({ code, message, details: { errors, retryAfterSeconds, invitationId } }: Problem) => ({
  code,
  title: problems[code].title,
  detail: message,
  errors,
  retryAfterSeconds,
  invitationId,
})

interface Column {
  path: string[]
  isText?: boolean
}

/** What CSV cannot say: single roles, another expiry, metadata. */
type OnlyInJson = 'adminPrivileges' | 'expiresIn' | 'metadata'

/** Where each column goes. Words are rid of formulas; what must have a form of its own is left to be refused. */
const columns: Record<string, Column> = {
  email: { path: ['recipient', 'email'] },
  name: { path: ['recipient', 'name'], isText: true },
  company: { path: ['recipient', 'company'], isText: true },
  locale: { path: ['recipient', 'locale'] },
  country: { path: ['customer', 'country'] },
  tenantId: { path: ['customer', 'tenantId'] },
  domain: { path: ['customer', 'domain'] },
  template: { path: ['adminPrivileges', 'template'] },
  reference: { path: ['reference'], isText: true },
  via: { path: ['via'] },
} satisfies Record<string, Column> &
  EveryField<Recipient> &
  EveryField<ExpectedCustomer> &
  EveryField<z.input<typeof bulkRow>, 'recipient' | 'customer' | OnlyInJson>

/** The rows of a CSV with a header, as the JSON body would have them. An empty cell is a field left out. */
export function rowsOfCsv(text: string): { rows: unknown[] } {
  const [header = [], ...lines] = parseCsv(text)
  const names = header.map((name) => name.trim())
  const unknown = names.filter((name) => !Object.hasOwn(columns, name))
  if (unknown.length > 0 || !names.includes('email') || new Set(names).size < names.length)
    throw new Problem(
      'validation-failed',
      `The first line of the CSV names the columns, email at least, each once: ${Object.keys(columns).join(', ')}. Got: ${names.join(', ').slice(0, 200) || 'nothing'}.`,
    )
  return { rows: lines.map((cells) => rowOf(names, cells)) }
}

function rowOf(names: readonly string[], cells: readonly string[]): unknown {
  const row: Record<string, Record<string, string> | string> = {}
  if (cells.length > names.length) return { cells: `${cells.length} cells under ${names.length} columns` }
  for (const [index, name] of names.entries()) {
    const { path: [group = '', field] = [], isText } = columns[name] ?? {}
    const cell = cells[index] ?? ''
    const value = isText ? withoutFormula(cell) : cell.trim()
    if (value === '') continue
    if (field === undefined) row[group] = value
    else row[group] = { ...(row[group] as Record<string, string> | undefined), [field]: value }
  }
  return row
}
