import * as z from 'zod'
import { actionNames } from '../../domain/actions.ts'
import { privilegeStates } from '../../domain/admin-privileges.ts'
import type { StoredEvent } from '../../domain/chain.ts'
import { eventNames } from '../../domain/events.ts'
import { invitationStatuses } from '../../domain/invitation.ts'
import { rule } from '../../domain/rules.ts'
import { email, name } from '../../domain/text.ts'

const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
}

export const pageQuery = z.strictObject(paging)
export const historyQuery = z.strictObject({
  ...paging,
  verify: z.literal('true').optional().meta({ description: 'Check the whole chain, too, and name what does not fit' }),
})
const relationshipStatus = z
  .enum(['unconfirmed', 'active', 'removed'])
  .optional()
  .meta({ description: 'Without it, what was removed is left out' })
const time = z.union(
  [z.iso.date().transform((day) => `${day}T00:00:00.000Z`), z.iso.datetime({ offset: true })],
  rule('day').error,
)
export const invitationsQuery = z.strictObject({
  ...paging,
  status: z.enum(invitationStatuses).optional(),
  createdAfter: time
    .transform((at) => new Date(at).toISOString())
    .optional()
    .meta({ description: 'Only invitations that were created after this time' }),
  recipient: email.optional().meta({
    description: 'Only invitations to exactly this address. A page may be short: at most 400 are looked at for each',
  }),
})
export const customersQuery = z.strictObject({
  ...paging,
  status: relationshipStatus,
  privileges: z.enum(privilegeStates).optional(),
  before: time
    .transform((at) => new Date(at).toISOString())
    .optional()
    .meta({ description: 'Admin privileges that hold now and end before this time' }),
  q: name.optional().meta({ description: "How the customer's name or domain begins" }),
})
export const partnersQuery = z.strictObject({ ...paging, status: relationshipStatus })
export const accessQuery = z.strictObject({
  action: z.enum(actionNames),
  subscription: z.string().max(64).optional().meta({ description: 'Of an action of services: on this subscription' }),
})

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() })

export const eventShape = z
  .object({
    seq: z.int(),
    name: z.enum(eventNames),
    at: z.string().meta({ format: 'date-time' }),
    actor: z.object({ kind: z.string(), name: z.string().optional() }).nullable(),
    data: z.record(z.string(), z.unknown()).nullable(),
    hash: z.string(),
    prevHash: z.string(),
    undelivered: z.array(z.string()).optional().meta({ description: 'Whose mail about this could not be sent' }),
  })
  .meta({ id: 'Event' })

const head = z.object({ seq: z.int(), hash: z.string() })
/** A page of a history and, where asked for, whether its whole chain holds: which row was changed, dropped or swapped. */
export const historyShape = listOf(eventShape)
  .extend({
    chain: z
      .discriminatedUnion('ok', [
        z.object({ ok: z.literal(true), head }),
        z.object({
          ok: z.literal(false),
          seq: z.int(),
          reason: z.enum(['missing', 'out-of-order', 'changed', 'not-the-head']),
          head,
        }),
      ])
      .optional(),
  })
  .meta({ id: 'History' })

export const eventView = (event: StoredEvent): z.input<typeof eventShape> => {
  const { seq, name, at, actor, data, hash, prevHash, undelivered } = event
  return {
    seq,
    name,
    at,
    actor: actor ? { kind: actor.kind, name: actor.name } : null,
    data: data ?? null,
    hash,
    prevHash,
    undelivered: undelivered?.length ? undelivered : undefined,
  }
}
