import { type AdminRoleCode, adminRoleByCode, isAdminRoleCode } from './admin-roles.ts'
import type { EventName, StoredEvent } from './chain.ts'
import { publicId } from './ids.ts'
import { maskAddress } from './text.ts'

export type Side = 'partner' | 'customer'

/** Which fields of an event's data people of either side read, and whether they read who of another organisation it was. */
interface Rights {
  partner: string
  customer: string
  named?: true
}

const both = (fields: string): Rights => ({ partner: fields, customer: fields })
const partnerOnly = (fields: string): Rights => ({ partner: fields, customer: '' })
const privileges = both('roles duration endsAt autoExtend added removed daysLeft previousEnd enforcement reason state')

/** Whatever is not named here stays inside. */
const rights: Record<EventName, Rights> = {
  'invitation.created': partnerOnly('adminPrivileges'),
  'invitation.message-edited': partnerOnly('sha256'),
  'invitation.sent': partnerOnly('via generation expiresAt'),
  'invitation.resent': partnerOnly('via generation expiresAt'),
  'invitation.forwarded': partnerOnly('email generation'),
  'invitation.fresh-link-requested': partnerOnly('generation'),
  'invitation.not-us': partnerOnly('note domain generation'),
  'invitation.delivered': partnerOnly('generation'),
  'invitation.bounced': partnerOnly('generation type reason'),
  'invitation.complained': partnerOnly('generation reason'),
  'invitation.failed': partnerOnly('generation reason'),
  'invitation.reminded': partnerOnly('generation daysLeft expiresAt'),
  'invitation.accepted': { ...partnerOnly('digest granted withheld'), named: true },
  'invitation.declined': { ...partnerOnly('reason'), named: true },
  'invitation.revoked': partnerOnly(''),
  'invitation.expired': partnerOnly('generation'),
  'relationship.established': { ...both('invitation status renewed digest agreement reseller provider'), named: true },
  'relationship.confirmed': both('provenDomain'),
  'relationship.refused': both('provenDomain reseller status'),
  'relationship.support-contact-assigned': both(''),
  'relationship.support-renegotiated': both('side endsAt'),
  'relationship.end-requested': both('reason'),
  'relationship.removed': both(''),
  'agreement.accepted': { ...both('version language sha256'), named: true },
  'admin-privileges.granted': privileges,
  'admin-privileges.changed': privileges,
  'admin-privileges.revoked': privileges,
  'admin-privileges.relinquished': privileges,
  'admin-privileges.expiring': privileges,
  'admin-privileges.extended': privileges,
  'admin-privileges.expired': privileges,
  'admin-privileges.reported': privileges,
  'service-request.opened': both('serviceRequest channel severity vendorReference'),
  'service-request.closed': both('serviceRequest channel vendorReference'),
  'subscription.created': both('subscription kind quantity'),
  'subscription.suspended': both('subscription kind'),
  'subscription.cancelled': both('subscription kind'),
}

/**
 * An event as one side may read it: roles by name, addresses masked, people of other organisations than the `reader`'s
 * (a tenant) only where they decide. In a channel these are also those of the other partner.
 */
export function eventFor(side: Side, reader: string, event: StoredEvent): StoredEvent {
  const right = rights[event.name]
  const { actor, data } = event
  const nameless = actor && actor.tenantId !== reader && !right.named
  return {
    ...event,
    actor: actor && { kind: actor.kind, name: nameless ? undefined : actor.name },
    data: data && readable(pick(data, right[side].split(' '))),
    // whom the partner's mail did not reach is no business of the customer
    undelivered: event.undelivered?.filter((audience) => side === 'partner' || audience === side),
  }
}

const pick = (data: Record<string, unknown>, fields: string[]) =>
  Object.fromEntries(Object.entries(data).filter(([field]) => fields.includes(field)))

const roleFields = ['roles', 'added', 'removed']

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
