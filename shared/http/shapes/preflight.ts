import * as z from 'zod'
import type { Terms } from '../../domain/admin-privileges.ts'
import { type Problem, problems } from '../../domain/errors.ts'
import type { EveryField } from '../../domain/every-field.ts'
import type { Message } from '../../domain/message.ts'
import type { Changes } from '../../domain/outcome.ts'
import { adviceFor } from '../../domain/what-to-do.ts'
import { changesShape, changesView, termsShape, termsView } from './invitation.ts'

export const preflightShape = z
  .object({
    ok: z
      .boolean()
      .meta({ description: 'Whether the same body would be created; a send by mail may still be refused' }),
    regionsAsOf: z.string().meta({ description: 'The day or month up to which the regions are known to be right' }),
    problems: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        detail: z.string(),
        whatToDo: z.string(),
        refuses: z.enum(['create', 'mail']).meta({ description: 'mail: the mail app and the clipboard go on' }),
        pointer: z.string().optional(),
        invitationId: z.string().optional(),
        retryAfterSeconds: z.int().optional(),
      }),
    ),
    adminPrivileges: termsShape.nullable(),
    changes: changesShape.nullable().meta({
      description: 'Of a request to an existing customer: what accepting all of it changes about your admin privileges',
    }),
    message: z.object({ subject: z.string(), text: z.string() } satisfies EveryField<Message>).nullable(),
  })
  .meta({ id: 'Preflight' })

type Told = z.input<typeof preflightShape>['problems'][number]

const told =
  (refuses: Told['refuses']) =>
  ({ code, message, details }: Problem): Told => ({
    code,
    title: problems[code].title,
    detail: message,
    whatToDo: adviceFor(code),
    refuses,
    pointer: details.errors?.[0]?.pointer,
    invitationId: details.invitationId,
    retryAfterSeconds: details.retryAfterSeconds,
  })

export const preflightView = (found: {
  regionsAsOf: string
  creating: Problem[]
  mailing: Problem[]
  adminPrivileges: Terms | null
  changes: Changes | null
  message: Message | null
}): z.input<typeof preflightShape> => ({
  ok: found.creating.length === 0,
  regionsAsOf: found.regionsAsOf,
  problems: [...found.creating.map(told('create')), ...found.mailing.map(told('mail'))],
  adminPrivileges: found.adminPrivileges && termsView(found.adminPrivileges),
  changes: found.changes && changesView(found.changes),
  message:
    found.message && ({ subject: found.message.subject, text: found.message.text } satisfies EveryField<Message>),
})
