import * as z from 'zod'
import { sections } from '../../domain/actions.ts'
import { type Privileges, privilegeStates, privilegesAt } from '../../domain/admin-privileges.ts'
import { cloudIds } from '../../domain/cloud.ts'
import type { Member } from '../../domain/people.ts'
import { accessBySection, accessReasons, type Relationship, responsibleForSupport } from '../../domain/relationship.ts'
import { termsShape, termsView } from './invitation.ts'

const dateTime = z.string().meta({ format: 'date-time' })

const listed = {
  partnerId: z.string(),
  customerId: z.string(),
  name: z.string(),
  provenDomain: z.string(),
  country: z.string(),
  cloud: z.enum(cloudIds),
  status: z.enum(['unconfirmed', 'active', 'removed']),
  since: dateTime,
  responsibleForSupport: z.boolean(),
  agreement: z.object({ version: z.string() }),
  version: z.int(),
  channel: z
    .object({ role: z.enum(['reseller', 'provider']), partnerIds: z.array(z.string()) })
    .nullable()
    .meta({ description: 'the other partners of a multi-channel relationship and what they are' }),
  adminPrivileges: termsShape
    .extend({
      state: z.enum(privilegeStates).exclude(['none']),
      asked: termsShape.meta({ description: 'what the customer may grant of: it was asked for' }),
      grantedAt: dateTime,
      endsAt: dateTime,
      enforcement: z.enum(['recorded', 'applied', 'failed', 'removed-elsewhere']),
    })
    .nullable(),
}

const access = z.object({
  allowed: z.boolean(),
  reason: z.enum(accessReasons),
})

export const relationshipShape = z
  .object({ ...listed, partner: z.object({ name: z.string(), domain: z.string() }) })
  .meta({ id: 'Relationship' })
export const customerShape = z
  .object({
    ...listed,
    sections: z.object(
      Object.fromEntries(
        sections.map((s) => [s, z.object({ actions: z.record(z.string(), access), portalUrl: z.string() })]),
      ),
    ),
  })
  .meta({ id: 'Customer' })
export const listedCustomerShape = z.object(listed).meta({ id: 'ListedCustomer' })

export function listedCustomerView(relationship: Relationship, now: Date): z.input<typeof listedCustomerShape> {
  const {
    partnerId,
    customerId,
    name,
    provenDomain,
    country,
    cloud,
    status,
    since,
    version,
    channel,
    adminPrivileges: p,
  } = relationship
  return {
    partnerId,
    customerId,
    name,
    provenDomain,
    country,
    cloud,
    status,
    since,
    version,
    responsibleForSupport: responsibleForSupport(relationship, now),
    agreement: { version: relationship.agreementVersion },
    channel: channel ?? null,
    adminPrivileges: p && privilegesView(privilegesAt(p, now)),
  }
}

const privilegesView = ({ roles, duration, autoExtend, asked, state, grantedAt, endsAt, enforcement }: Privileges) => ({
  ...termsView({ roles, duration, autoExtend }),
  asked: termsView(asked),
  state,
  grantedAt,
  endsAt,
  enforcement,
})

/** A customer with every action of every section: allowed for this caller or not, and why. */
export function customerView(
  relationship: Relationship,
  caller: Pick<Member, 'appRoles'>,
  portalUrl: string,
  now: Date,
): z.input<typeof customerShape> {
  const access = accessBySection(relationship, caller, now)
  return {
    ...listedCustomerView(relationship, now),
    sections: Object.fromEntries(sections.map((s) => [s, { actions: access[s], portalUrl }])),
  }
}

/** A relationship as the customer sees it. */
export const relationshipView = (relationship: Relationship, now: Date): z.input<typeof relationshipShape> => ({
  ...listedCustomerView(relationship, now),
  partner: { name: relationship.partnerName, domain: relationship.partnerDomain },
})
