import * as z from 'zod'
import { type Grant, type Privileges, privilegeStates, type Terms } from '../domain/admin-privileges.ts'
import type { Head } from '../domain/chain.ts'
import { cloudIds } from '../domain/cloud.ts'
import { nameSources } from '../domain/customer-name.ts'
import type { Complete, EveryField } from '../domain/every-field.ts'
import { locales } from '../domain/locale.ts'
import { overSince } from '../domain/purge.ts'
import type { CustomerContact, Relationship, SupportContact } from '../domain/relationship.ts'
import { subscriptionKindNames } from '../domain/subscription.ts'
import { decodeGranted, encodeGranted } from './granted-terms.ts'
import { ms, roleCodes } from './invitation-item.ts'
import { dueDayOf, relationshipKey } from './keys.ts'
import type { Item } from './read.ts'

const time = z.int().transform((n) => new Date(n).toISOString())

/** What was asked, and of what was granted only the difference. */
const termsItem = z.object({
  roles: roleCodes,
  duration: z.string(),
  autoExtend: z.enum(['PT0S', 'P180D']),
  granted: z.string().optional(),
})

const grantItem = termsItem.extend({ grantedAt: time, endsAt: time })

const privilegesItem = grantItem.extend({
  state: z.enum(privilegeStates).exclude(['none']),
  enforcement: z.enum(['recorded', 'applied', 'failed', 'removed-elsewhere']),
})

type Channel = NonNullable<Relationship['channel']>
type EndedBy = NonNullable<Relationship['responsibilityEndedBy']>

const relationshipItem = z.object({
  pk: z.string(),
  sk: z.string(),
  status: z.enum(['unconfirmed', 'active', 'removed']),
  version: z.int(),
  seq: z.int(),
  hash: z.string(),
  name: z.string(),
  nameSource: z.enum(nameSources),
  typedName: z.string().optional(),
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
  channel: z
    .object({ role: z.enum(['reseller', 'provider']), partnerIds: z.array(z.string()) } satisfies EveryField<Channel>)
    .optional(),
  supportContact: z
    .object({ name: z.string(), email: z.string(), phone: z.string().optional() } satisfies EveryField<SupportContact>)
    .optional(),
  endedByPartner: time.optional(),
  endedByCustomer: time.optional(),
  endRequestedAt: time.optional(),
  removedAt: time.optional(),
  openSubscriptions: z.partialRecord(z.enum(subscriptionKindNames), z.int()),
  privileges: privilegesItem.optional(),
  withheld: grantItem.optional(),
  dueAt: z.iso.datetime().optional(),
})

/** A stored item as a relationship; a corrupt one throws. */
export function decodeRelationship(item: Item): Relationship {
  const {
    pk,
    sk,
    seq,
    hash,
    invitation,
    agreement,
    privileges: p,
    withheld,
    dueAt,
    ...fields
  } = relationshipItem.parse(item)
  const { contactName, contactEmail, contactLocale, endedByPartner, endedByCustomer, ...rest } = fields
  return {
    ...rest,
    partnerId: pk.slice(2),
    customerId: sk.slice(2),
    head: { seq, hash } satisfies Complete<Head>,
    invitationId: invitation,
    agreementVersion: agreement,
    customerContact: {
      name: contactName,
      email: contactEmail,
      locale: contactLocale,
    } satisfies Complete<CustomerContact>,
    responsibilityEndedBy:
      endedByPartner || endedByCustomer
        ? ({ partner: endedByPartner, customer: endedByCustomer } satisfies Complete<EndedBy>)
        : undefined,
    adminPrivileges: p ? decodePrivileges(p, rest.status === 'active' ? dueAt : undefined) : null,
    withheld: withheld && decodeGrant(withheld),
    lapsesAt: rest.status === 'unconfirmed' ? dueAt : undefined,
  } satisfies EveryField<Relationship, keyof typeof rest>
}

function decodeGrant({ roles, duration, autoExtend, granted, grantedAt, endsAt }: z.output<typeof grantItem>): Grant {
  const asked: Terms = { roles, duration, autoExtend } satisfies Complete<Terms>
  return { ...(decodeGranted(asked, granted) ?? asked), asked, grantedAt, endsAt } satisfies Complete<Grant>
}

function decodePrivileges(item: z.output<typeof privilegesItem>, dueAt: string | undefined): Privileges {
  const { state, enforcement } = item
  return { ...decodeGrant(item), state, dueAt, enforcement } satisfies Complete<Privileges>
}

/** A relationship as its item: usually under 1 KB, which is one write unit; at most 1.5 KB at the field caps. */
export function encodeRelationship(relationship: Relationship): Item {
  const { partnerId, customerId, head, invitationId, agreementVersion, adminPrivileges, since, ...more } = relationship
  const { customerContact, responsibilityEndedBy, endRequestedAt, removedAt, withheld, lapsesAt: _, ...rest } = more
  return {
    ...relationshipKey(partnerId, customerId),
    ...rest,
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
    removedAt: ms(removedAt),
    privileges: adminPrivileges ? encodePrivileges(adminPrivileges) : undefined,
    withheld: withheld && encodeGrant(withheld),
    ...dueKeys(relationship),
  } satisfies Item &
    EveryField<Head> &
    EveryField<CustomerContact, 'name' | 'email' | 'locale'> &
    EveryField<EndedBy, 'partner' | 'customer'>
}

// what is not active does not warn, extend or expire; what waits for a confirmation lapses
function dueKeys(relationship: Relationship): Item {
  const { status, adminPrivileges, lapsesAt } = relationship
  const dueAt = status === 'active' ? adminPrivileges?.dueAt : status === 'unconfirmed' ? lapsesAt : undefined
  if (dueAt) return { dueDay: dueDayOf('state', new Date(dueAt)), dueAt }
  const over = overSince(relationship)
  return over ? { dueDay: dueDayOf('purge', new Date(over)), dueAt: over } : {}
}

// dueAt is a key of the due index
const encodePrivileges = ({ state, enforcement, dueAt: _, ...grant }: Privileges) =>
  ({ ...encodeGrant(grant), state, enforcement }) satisfies Item & EveryField<Privileges, 'asked' | 'dueAt'>

const encodeGrant = ({ asked, grantedAt, endsAt, ...granted }: Grant) =>
  ({
    roles: asked.roles.join(','),
    duration: asked.duration,
    autoExtend: asked.autoExtend,
    granted: encodeGranted(asked, granted),
    grantedAt: ms(grantedAt),
    endsAt: ms(endsAt),
  }) satisfies Item & EveryField<Grant, 'asked'>
