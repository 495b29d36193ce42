import * as z from 'zod'
import { maxRoles } from '../../domain/admin-privileges.ts'
import type { EveryField } from '../../domain/every-field.ts'
import type { EnforcementReport, PrivilegesWish } from '../../domain/privileges-life.ts'
import { paragraph, uuid } from '../../domain/text.ts'

/** What is not said stays as it is; roles are always said, all of those that shall remain. */
export const changePrivilegesBody = z.strictObject({
  roles: z.array(uuid).min(1).max(maxRoles),
  endsAt: z.iso
    .datetime({ offset: true })
    .transform((at) => new Date(at).toISOString())
    .optional(),
  autoExtend: z.enum(['PT0S', 'P180D']).optional(),
} satisfies EveryField<PrivilegesWish>)

export const reportBody = z.strictObject({
  enforcement: z.enum(['applied', 'failed', 'removed-elsewhere']),
  reason: paragraph(500).optional(),
} satisfies EveryField<EnforcementReport>)
