import * as z from 'zod'
import { eventNames, type StoredEvent } from '../../domain/chain.ts'
import { invitationStatuses } from '../../domain/invitation.ts'

const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
}

export const pageQuery = z.strictObject(paging)
export const invitationsQuery = z.strictObject({ ...paging, status: z.enum(invitationStatuses).optional() })
export const customersQuery = z.strictObject({
  ...paging,
  status: z.enum(['unconfirmed', 'active', 'removed']).optional(),
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
  })
  .meta({ id: 'Event' })

export const eventView = ({ seq, name, at, actor, data, hash, prevHash }: StoredEvent): z.input<typeof eventShape> => ({
  seq,
  name,
  at,
  actor: actor ? { kind: actor.kind, name: actor.name } : null,
  data: data ?? null,
  hash,
  prevHash,
})
