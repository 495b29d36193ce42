import * as z from 'zod'
import { type Problem, problems } from '../../domain/errors.ts'
import type { EveryField } from '../../domain/every-field.ts'
import type { ExpectedCustomer, Recipient } from '../../domain/invitation.ts'
import { rule } from '../../domain/rules.ts'
import { uuid } from '../../domain/text.ts'
import { createInvitationBody } from './invitation.ts'

export const maxRows = 100
export const maxBulkBytes = 256 * 1024

const via = z.enum(['ses', 'none']).default('none').meta({ description: 'ses: send it by mail at once; none: a draft' })
const dryRun = z.boolean().default(false)

/** One row: an invitation's body, and whether it is mailed at once. */
export const bulkRow = createInvitationBody.extend({ via })

// each row is checked for itself, so that a wrong one stops no other
const anyRow = z.unknown().meta({ description: 'The body of POST /v1/invitations, and via: "ses" or "none"' })

export const bulkBody = z.union([
  z.strictObject({ rows: z.array(anyRow).min(1).max(maxRows, rule('rows').error), dryRun }),
  z.strictObject({ renew: z.array(uuid).min(1).max(maxRows, rule('rows').error), via, dryRun }),
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
        status: z.enum(['created', 'sent', 'replayed', 'refused', 'ok', 'not-reached']).meta({
          description:
            'ok: nothing refuses the row of a dry run. not-reached: not done; send the same request again with the same Idempotency-Key',
        }),
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
          .meta({ description: 'Why it was refused or not reached; of a created row, why it was not sent' }),
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

/** What CSV cannot say: single roles, another expiry, metadata. */
type OnlyInJson = 'adminPrivileges' | 'expiresIn' | 'metadata'

const columns = {
  email: ['recipient', 'email'],
  name: ['recipient', 'name'],
  company: ['recipient', 'company'],
  locale: ['recipient', 'locale'],
  country: ['customer', 'country'],
  tenantId: ['customer', 'tenantId'],
  domain: ['customer', 'domain'],
  template: ['adminPrivileges', 'template'],
  reference: ['reference'],
  via: ['via'],
} as const satisfies Record<string, readonly string[]> &
  EveryField<Recipient> &
  EveryField<ExpectedCustomer> &
  EveryField<z.input<typeof bulkRow>, 'recipient' | 'customer' | OnlyInJson>

/** Columns of a CSV, each with the field of a row that its cells fill. */
export const bulkCsv = { needs: 'email', columns } as const
