import * as z from 'zod'
import { type Privileges, privilegeStates } from '../domain/admin-privileges.ts'
import { cloudIds } from '../domain/cloud.ts'
import { locales } from '../domain/locale.ts'
import type { Relationship } from '../domain/relationship.ts'
import { subscriptionKindNames } from '../domain/subscription.ts'
import { ms, roleCodes } from './invitation-item.ts'
import { dueDayOf, relationshipKey } from './keys.ts'
import type { Item } from './read.ts'

const time = z.int().transform((n) => new Date(n).toISOString())
const autoExtend = z.enum(['PT0S', 'P180D'])

const privilegesItem = z.object({
  state: z.enum(privilegeStates).exclude(['none']),
  roles: roleCodes,
  duration: z.string(),
  autoExtend,
  askedRoles: roleCodes,
  askedDuration: z.string(),
  askedAutoExtend: autoExtend,
  grantedAt: time,
  endsAt: time,
  enforcement: z.enum(['recorded', 'applied', 'failed', 'removed-elsewhere']),
})

const relationshipItem = z.object({
  pk: z.string(),
  sk: z.string(),
  status: z.enum(['unconfirmed', 'active', 'removed']),
  version: z.int(),
  seq: z.int(),
  hash: z.string(),
  name: z.string(),
  provenDomain: z.string(),
  country: z.string(),
  cloud: z.enum(cloudIds),
  partnerName: z.string(),
  partnerDomain: z.string(),
  since: time,
  invitation: z.string(),
  agreement: z.string(),
  contactName: z.string(),
  contactEmail: z.string(),
  contactLocale: z.enum(locales),
  channel: z.object({ role: z.enum(['reseller', 'provider']), partnerIds: z.array(z.string()) }).optional(),
  supportContact: z.object({ name: z.string(), email: z.string(), phone: z.string().optional() }).optional(),
  endedByPartner: time.optional(),
  endedByCustomer: time.optional(),
  endRequestedAt: time.optional(),
  openSubscriptions: z.partialRecord(z.enum(subscriptionKindNames), z.int()),
  privileges: privilegesItem.optional(),
  dueAt: z.iso.datetime().optional(),
})

/** A stored item as a relationship; a corrupt one throws. */
export function decodeRelationship(item: Item): Relationship {
  const { pk, sk, seq, hash, invitation, agreement, privileges: p, dueAt, ...fields } = relationshipItem.parse(item)
  const { contactName, contactEmail, contactLocale, endedByPartner, endedByCustomer, ...rest } = fields
  return {
    ...rest,
    partnerId: pk.slice(2),
    customerId: sk.slice(2),
    head: { seq, hash },
    invitationId: invitation,
    agreementVersion: agreement,
    customerContact: { name: contactName, email: contactEmail, locale: contactLocale },
    responsibilityEndedBy:
      endedByPartner || endedByCustomer ? { partner: endedByPartner, customer: endedByCustomer } : undefined,
    adminPrivileges: p ? { ...decodePrivileges(p), dueAt } : null,
  }
}

function decodePrivileges(p: z.output<typeof privilegesItem>): Privileges {
  const { askedRoles, askedDuration, askedAutoExtend, ...rest } = p
  return { ...rest, asked: { roles: askedRoles, duration: askedDuration, autoExtend: askedAutoExtend } }
}

/** A relationship as its item, at most 1 KB at the field caps. */
export function encodeRelationship(relationship: Relationship): Item {
  const { partnerId, customerId, head, invitationId, agreementVersion, adminPrivileges, since, ...more } = relationship
  const { customerContact, responsibilityEndedBy, endRequestedAt, ...rest } = more
  // what is not active neither warns nor extends nor expires
  const due = relationship.status === 'active' && adminPrivileges?.dueAt ? new Date(adminPrivileges.dueAt) : undefined
  return {
    ...relationshipKey(partnerId, customerId),
    ...rest,
    customerId,
    seq: head.seq,
    hash: head.hash,
    since: ms(since),
    invitation: invitationId,
    agreement: agreementVersion,
    contactName: customerContact.name,
    contactEmail: customerContact.email,
    contactLocale: customerContact.locale,
    endedByPartner: ms(responsibilityEndedBy?.partner),
    endedByCustomer: ms(responsibilityEndedBy?.customer),
    endRequestedAt: ms(endRequestedAt),
    privileges: adminPrivileges ? encodePrivileges(adminPrivileges) : undefined,
    dueDay: due && dueDayOf('state', due),
    dueAt: due?.toISOString(),
  }
}

const encodePrivileges = ({ asked, roles, grantedAt, endsAt, dueAt: _, ...rest }: Privileges): Item => ({
  ...rest,
  roles: roles.join(','),
  askedRoles: asked.roles.join(','),
  askedDuration: asked.duration,
  askedAutoExtend: asked.autoExtend,
  grantedAt: ms(grantedAt),
  endsAt: ms(endsAt),
})
