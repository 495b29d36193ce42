import { type AdminRoleCode, adminRoleByCode, isAdminRoleCode } from './admin-roles.ts'
import type { StoredEvent } from './chain.ts'
import { events } from './events.ts'
import { publicId } from './ids.ts'
import { maskAddress } from './text.ts'

export type Side = 'partner' | 'customer'

/**
 * An event as one side may read it: roles by name, addresses masked, people of other organisations than the `reader`'s
 * (a tenant) only where they decide. In a channel these are also those of the other partner.
 */
export function eventFor(side: Side, reader: string, event: StoredEvent): StoredEvent {
  const row = events[event.name]
  const { actor, data } = event
  const nameless = actor && actor.tenantId !== reader && !row.named
  return {
    ...event,
    actor: actor && { kind: actor.kind, name: nameless ? undefined : actor.name },
    data: data && readable(pick(data, row[side])),
    // whom the partner's mail did not reach is no business of the customer
    undelivered: event.undelivered?.filter((audience) => side === 'partner' || audience === side),
  }
}

const pick = (data: Record<string, unknown>, fields: readonly string[]) =>
  Object.fromEntries(Object.entries(data).filter(([field]) => fields.includes(field)))

const roleFields = ['roles', 'added', 'removed', 'kept']

const roleOf = (code: AdminRoleCode) => {
  const { id, name, risk } = adminRoleByCode(code)
  return { id, name, risk }
}

const isCode = (value: unknown): value is AdminRoleCode => typeof value === 'string' && isAdminRoleCode(value)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Storage's codes and ids as the API says them. */
function readable(data: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(data).map(([field, value]) => {
    if (roleFields.includes(field) && Array.isArray(value)) return [field, value.filter(isCode).map(roleOf)]
    if (field === 'email') return [field, maskAddress(String(value))]
    if (field === 'invitation') return [field, publicId('inv', String(value))]
    return [field, isRecord(value) ? readable(value) : value]
  })
  return Object.fromEntries(entries)
}
