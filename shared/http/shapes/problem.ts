import * as z from 'zod'
import { type ProblemCode, problems } from '../../domain/errors.ts'

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
  })
  .meta({ id: 'Problem' })
