import * as z from 'zod'
import type { Terms } from '../domain/admin-privileges.ts'
import { type AdminRoleCode, isAdminRoleCode } from '../domain/admin-roles.ts'
import type { Head } from '../domain/chain.ts'
import type { Complete, EveryField } from '../domain/every-field.ts'
import {
  type Delivery,
  deliveryStates,
  type ExpectedCustomer,
  type Invitation,
  type Recipient,
  vias,
} from '../domain/invitation.ts'
import { locales } from '../domain/locale.ts'
import { closedSince } from '../domain/purge.ts'
import { nextLook } from '../domain/reminders.ts'
import { utcDay } from '../domain/time.ts'
import { decodeGranted, encodeGranted } from './granted-terms.ts'
import { dueDayOf, invitationKey } from './keys.ts'
import { decodeAgent, decodePerson, encodeAgent, encodePerson } from './person.ts'
import type { Item } from './read.ts'

/** Times are stored as epoch milliseconds: 8 bytes where RFC 3339 takes 24. */
export const ms = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso))
const time = z.int().transform((n) => new Date(n).toISOString())

/** Codes between commas. A code that is not known is corrupt: leaving it out would tell of fewer roles than were granted. */
export const roleCodes = z.string().transform((text, { addIssue }) => {
  const unknown = text.split(',').filter((code) => !isAdminRoleCode(code))
  if (unknown.length > 0) addIssue(`"${unknown.join(',')}" is no code of an admin role`)
  return text.split(',') as AdminRoleCode[]
})

const common = {
  pk: z.string(),
  sk: z.string(),
  version: z.int(),
  generation: z.int(),
  seq: z.int(),
  hash: z.string(),
  email: z.string(),
  name: z.string().optional(),
  company: z.string().optional(),
  locale: z.enum(locales),
  recipientHash: z.string(),
  country: z.string().optional(),
  tenantId: z.string().optional(),
  domain: z.string().optional(),
  roles: roleCodes.optional(),
  duration: z.string().optional(),
  autoExtend: z.enum(['PT0S', 'P180D']).optional(),
  expiresIn: z.string(),
  reference: z.string().optional(),
  createdAt: time,
  createdBy: z.string().optional(),
  sentBy: z.string().optional(),
  delivery: z.enum(deliveryStates).optional(),
  deliveryAt: time.optional(),
  deliveryReason: z.string().optional(),
  viewedAt: time.optional(),
  forwards: z.int().optional(),
  reminders: z.int().optional(),
  freshLinkAt: time.optional(),
}
const sent = { via: z.enum(vias), issuedAt: time, expiresAt: time }
const decided = {
  granted: z.string().optional(),
  decidedAt: time,
  decidedBy: z.string().optional(),
}
const optionalSent = { via: sent.via.optional(), issuedAt: time.optional(), expiresAt: time.optional() }

const itemSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('draft'), ...common }),
  z.object({ status: z.literal('issued'), ...common, ...sent }),
  z.object({ status: z.enum(['accepted', 'declined', 'expired']), ...common, ...sent, ...decided }),
  z.object({ status: z.literal('revoked'), ...common, ...optionalSent, ...decided }),
])

/** A stored item as an invitation; a corrupt one throws. */
export function decodeInvitation(item: Item): Complete<Invitation> {
  const i = itemSchema.parse(item)
  const base = {
    id: i.sk.slice(2),
    partnerId: i.pk.slice(2),
    version: i.version,
    generation: i.generation,
    head: { seq: i.seq, hash: i.hash } satisfies Complete<Head>,
    recipient: { email: i.email, name: i.name, company: i.company, locale: i.locale } satisfies Complete<Recipient>,
    recipientHash: i.recipientHash,
    customer: { country: i.country, tenantId: i.tenantId, domain: i.domain } satisfies Complete<ExpectedCustomer>,
    adminPrivileges:
      i.roles && i.duration && i.autoExtend
        ? ({ roles: i.roles, duration: i.duration, autoExtend: i.autoExtend } satisfies Complete<Terms>)
        : null,
    expiresIn: i.expiresIn,
    reference: i.reference,
    createdAt: i.createdAt,
    createdBy: decodeAgent(i.createdBy),
    sentBy: decodeAgent(i.sentBy),
    delivery:
      i.delivery && i.deliveryAt
        ? ({ state: i.delivery, at: i.deliveryAt, reason: i.deliveryReason } satisfies Complete<Delivery>)
        : undefined,
    viewedAt: i.viewedAt,
    forwards: i.forwards,
    reminders: i.reminders,
    freshLinkRequestedAt: i.freshLinkAt,
  }
  if (i.status === 'draft') return { ...base, status: i.status }
  if (i.status === 'issued')
    return { ...base, status: i.status, via: i.via, issuedAt: i.issuedAt, expiresAt: i.expiresAt }
  const decision = { decidedAt: i.decidedAt, decidedBy: decodePerson(i.decidedBy) }
  if (i.status === 'revoked')
    return { ...base, status: i.status, via: i.via, issuedAt: i.issuedAt, expiresAt: i.expiresAt, ...decision }
  const { via, issuedAt, expiresAt } = i
  const granted = decodeGranted(base.adminPrivileges, i.granted)
  return { ...base, status: i.status, via, issuedAt, expiresAt, ...decision, granted }
}

/** Every field by its own name but for those that are in the key or have another name here. */
type InvitationItem = Item &
  EveryField<
    Invitation,
    'id' | 'partnerId' | 'head' | 'recipient' | 'customer' | 'adminPrivileges' | 'freshLinkRequestedAt'
  > &
  EveryField<Head> &
  EveryField<Recipient> &
  EveryField<ExpectedCustomer> &
  EveryField<Terms> &
  EveryField<Delivery, 'state' | 'at' | 'reason'>

/** An invitation as its item: flat, usually under 1 KB, which is one write unit; at most 1.5 KB at the field caps. */
export function encodeInvitation(invitation: Invitation): Item {
  const i = invitation
  const sent = 'via' in i ? i : undefined
  const decision = 'decidedAt' in i ? i : undefined
  return {
    ...invitationKey(i.partnerId, i.id),
    status: i.status,
    version: i.version,
    generation: i.generation,
    seq: i.head.seq,
    hash: i.head.hash,
    email: i.recipient.email,
    name: i.recipient.name,
    company: i.recipient.company,
    locale: i.recipient.locale,
    recipientHash: i.recipientHash,
    country: i.customer.country,
    tenantId: i.customer.tenantId,
    domain: i.customer.domain,
    roles: i.adminPrivileges?.roles.join(','),
    duration: i.adminPrivileges?.duration,
    autoExtend: i.adminPrivileges?.autoExtend,
    expiresIn: i.expiresIn,
    reference: i.reference,
    createdAt: ms(i.createdAt),
    createdBy: encodeAgent(i.createdBy),
    sentBy: encodeAgent(i.sentBy),
    delivery: i.delivery?.state,
    deliveryAt: ms(i.delivery?.at),
    deliveryReason: i.delivery?.reason,
    viewedAt: ms(i.viewedAt),
    forwards: i.forwards,
    reminders: i.reminders,
    freshLinkAt: ms(i.freshLinkRequestedAt),
    via: sent?.via,
    issuedAt: ms(sent?.issuedAt),
    expiresAt: ms(sent?.expiresAt),
    decidedAt: ms(decision?.decidedAt),
    decidedBy: encodePerson(decision?.decidedBy),
    granted: 'granted' in i ? encodeGranted(i.adminPrivileges, i.granted) : undefined,
    ...dueKeys(i),
  } satisfies InvitationItem
}

function dueKeys(invitation: Invitation): Item {
  const next = nextLook(invitation)
  if (next) return { dueDay: dueDayOf('state', next), dueAt: next.toISOString() }
  const closed = closedSince(invitation)
  return closed ? { dueDay: dueDayOf('purge', new Date(closed)), dueAt: utcDay(new Date(closed)) } : {}
}
