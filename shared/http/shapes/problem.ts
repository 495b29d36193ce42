import * as z from 'zod'
import { autoExtends, type Terms } from '../../domain/admin-privileges.ts'
import { type ProblemCode, problems } from '../../domain/errors.ts'
import type { EveryField } from '../../domain/every-field.ts'
import type { DecidedChoice } from '../../domain/repeat-decision.ts'

const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

/** RFC 9457. */
export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(codes),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
    currentState: z.string().optional(),
    retryAfterSeconds: z.int().optional(),
    allow: z.array(z.string()).optional().meta({ description: 'The methods that the path does know' }),
    invitationId: z.string().optional(),
    reason: z.string().optional(),
    partner: z
      .object({
        name: z.string(),
        domain: z.string(),
        contact: z.object({ name: z.string(), email: z.string(), phone: z.string().optional() }),
      })
      .optional()
      .meta({ description: 'Of a dead link: whom to turn to instead' }),
    freshLink: z.boolean().optional().meta({ description: 'Of a dead link: whether a fresh one may be asked for' }),
    decidedAt: z.string().meta({ format: 'date-time' }).optional(),
    decided: z
      .object({
        status: z.enum(['accepted', 'declined']),
        at: z.string().meta({ format: 'date-time' }),
        adminPrivileges: z
          .object({
            roles: z.array(z.string()),
            duration: z.string(),
            autoExtend: z.enum(autoExtends),
          } satisfies EveryField<Terms>)
          .nullable()
          .optional()
          .meta({ description: 'What was granted, with role ids; null if nothing was' }),
        reason: z.string().optional(),
      } satisfies EveryField<DecidedChoice>)
      .optional()
      .meta({ description: 'Of a decided invitation, for members of the organisation that decided: its answer' }),
  })
  .meta({ id: 'Problem' })
