import { type AdminRoleCode, adminRoleByCode, isAdminRoleCode } from './admin-roles.ts'
import type { StoredEvent } from './chain.ts'
import { events } from './events.ts'
import { publicId } from './ids.ts'

/** The `detail` of an event on the bus. `id` stays the same however often it is delivered. */
export interface PublishedEvent {
  version: '1'
  id: string
  at: string
  partnerId: string
  invitationId?: string
  customerId?: string
  actorKind?: string
  data: Record<string, unknown>
}

/** Whose event it is: an invitation's, or a relationship's. */
export type EventSubject = { partnerId: string } & (
  | { invitationId: string; customerId?: undefined }
  | { customerId: string; invitationId?: undefined }
)

// an id, a code, a time or a digest; neither an address nor a sentence looks like this
const code = /^[\w.:+-]{1,64}$/

function published(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'string') return code.test(value) ? value : undefined
  // the only lists are those of roles
  if (Array.isArray(value)) return roleIds(value)
  return isTerms(value)
    ? { roles: published(value.roles), duration: published(value.duration), autoExtend: published(value.autoExtend) }
    : undefined
}

const isTerms = (value: unknown): value is { roles: unknown[]; duration?: unknown; autoExtend?: unknown } =>
  typeof value === 'object' && value !== null && 'roles' in value && Array.isArray(value.roles)

const roleIds = (codes: unknown[]) =>
  codes.filter((c): c is AdminRoleCode => typeof c === 'string' && isAdminRoleCode(c)).map((c) => adminRoleByCode(c).id)

/** What the rest of the world learns of an event: no name, no address, no free text, whatever its data holds. */
export function publishedEvent(subject: EventSubject, event: StoredEvent): PublishedEvent {
  const { partnerId, invitationId, customerId } = subject
  const chain = invitationId ? `invitation/${partnerId}/${invitationId}` : `relationship/${partnerId}/${customerId}`
  const fields = events[event.name].bus.filter((field) => event.data?.[field] !== undefined)
  const data = fields.map((field) => {
    const value = event.data?.[field]
    return [field, field === 'invitation' ? publicId('inv', String(value)) : published(value)]
  })
  return {
    version: '1',
    id: `${chain}/${event.seq}`,
    at: event.at,
    partnerId,
    invitationId: invitationId && publicId('inv', invitationId),
    customerId,
    actorKind: event.actor?.kind,
    data: Object.fromEntries(data.filter(([, value]) => value !== undefined)),
  }
}
