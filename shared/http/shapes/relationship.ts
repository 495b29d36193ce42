import * as z from 'zod'
import { type Access, type AccessFacts, accessBySection, accessReasons } from '../../domain/access.ts'
import { actionNames, type Section, sections } from '../../domain/actions.ts'
import {
  type Grant,
  type Privileges,
  privilegeStates,
  privilegesAt,
  type Terms,
} from '../../domain/admin-privileges.ts'
import { cloudIds } from '../../domain/cloud.ts'
import { nameSources } from '../../domain/customer-name.ts'
import type { Complete, EveryField } from '../../domain/every-field.ts'
import { honest } from '../../domain/imitation.ts'
import type { Partner } from '../../domain/partner.ts'
import type { Member } from '../../domain/people.ts'
import { sectionUrl } from '../../domain/portals.ts'
import {
  type Relationship,
  responsibilityEndsAt,
  responsibleForSupport,
  type SupportContact,
} from '../../domain/relationship.ts'
import { supportContactOf } from '../../domain/support.ts'
import { name } from '../../domain/text.ts'
import { durationBetween } from '../../domain/time.ts'
import { termsShape, termsView } from './invitation.ts'

export const renameCustomerBody = z.strictObject({ name: honest(name, 'company') })

const dateTime = z.string().meta({ format: 'date-time' })

/** What the service keeps for itself, and who accepted, which the history tells. */
type NotShown = 'head' | 'typedName' | 'invitationId' | 'customerContact' | 'removedAt' | 'openSubscriptions'
/** `agreement`, `withheldPrivileges` and, of a single relationship, `partner`. */
type OtherName = 'agreementVersion' | 'withheld' | 'partnerName' | 'partnerDomain'

const grantShape = termsShape.extend({
  asked: termsShape.meta({ description: 'what the customer may grant of: it was asked for' }),
  grantedAt: dateTime,
  endsAt: dateTime.meta({ description: 'Counted from the acceptance' }),
} satisfies EveryField<Grant, keyof Terms>)

const listed = {
  partnerId: z.string(),
  customerId: z.string(),
  name: z.string().meta({ description: 'What the partner calls the customer' }),
  nameSource: z
    .enum(nameSources)
    .meta({ description: 'partner = the partner typed it, verified = the verified domain' }),
  provenDomain: z.string(),
  country: z.string(),
  cloud: z.enum(cloudIds),
  status: z.enum(['unconfirmed', 'active', 'removed']),
  since: dateTime,
  responsibleForSupport: z.boolean(),
  responsibilityEndedBy: z
    .object({
      partner: dateTime.nullable(),
      customer: dateTime.nullable(),
      endsAt: dateTime.nullable(),
    } satisfies EveryField<NonNullable<Relationship['responsibilityEndedBy']>> & z.ZodRawShape)
    .nullable()
    .meta({ description: 'What each side said of the end of that responsibility; endsAt once both did' }),
  supportContact: z
    .object({ name: z.string(), email: z.string(), phone: z.string().optional() } satisfies EveryField<SupportContact>)
    .nullable()
    .meta({ description: "Who was assigned; where one relationship is read, otherwise the partner's own contact" }),
  endRequestedAt: dateTime.nullable().meta({ description: 'When the customer asked to end the relationship' }),
  agreement: z.object({
    version: z.string(),
    current: z.boolean().optional().meta({
      description:
        'Whether the customer accepted the version in force; in lists and of single ones, not after a change',
    }),
  }),
  version: z.int(),
  channel: z
    .object({
      role: z.enum(['reseller', 'provider']),
      partnerIds: z.array(z.string()),
    } satisfies EveryField<NonNullable<Relationship['channel']>>)
    .nullable()
    .meta({ description: 'the other partners of a multi-channel relationship and what they are' }),
  adminPrivileges: grantShape
    .extend({
      state: z.enum(privilegeStates).exclude(['none']),
      enforcement: z.enum(['recorded', 'applied', 'failed', 'removed-elsewhere']),
    } satisfies EveryField<Privileges, keyof Grant | 'dueAt'>)
    .nullable(),
  withheldPrivileges: grantShape.nullable().meta({
    description:
      'Granted by an organisation that the partner has not confirmed yet; they take effect when it does, until the same endsAt',
  }),
  lapsesAt: dateTime
    .nullable()
    .meta({ description: 'While unconfirmed: the partner can confirm until then; otherwise the acceptance lapses' }),
} satisfies EveryField<Relationship, NotShown | OtherName> & z.ZodRawShape

const access = z.object({ allowed: z.boolean(), reason: z.enum(accessReasons) } satisfies EveryField<Access>)

export const accessShape = access.extend({ action: z.enum(actionNames), checkedAt: dateTime }).meta({ id: 'Access' })

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

type ListedCustomer = z.input<typeof listedCustomerShape>

export function listedCustomerView(relationship: Relationship, now: Date, partner?: Partner): Complete<ListedCustomer> {
  const {
    partnerId,
    customerId,
    name,
    nameSource,
    provenDomain,
    country,
    cloud,
    status,
    since,
    version,
    channel,
    withheld,
    lapsesAt,
    responsibilityEndedBy: endedBy,
    adminPrivileges: p,
  } = relationship
  return {
    partnerId,
    customerId,
    name,
    nameSource,
    provenDomain,
    country,
    cloud,
    status,
    since,
    version,
    responsibleForSupport: responsibleForSupport(relationship, now),
    responsibilityEndedBy: endedBy
      ? ({
          partner: endedBy.partner ?? null,
          customer: endedBy.customer ?? null,
          endsAt: responsibilityEndsAt(relationship) ?? null,
        } satisfies Complete<NonNullable<ListedCustomer['responsibilityEndedBy']>>)
      : null,
    supportContact: supportContactOf(relationship, partner),
    endRequestedAt: relationship.endRequestedAt ?? null,
    agreement: { version: relationship.agreementVersion },
    channel: channel ?? null,
    adminPrivileges: p && privilegesView(privilegesAt(p, now)),
    withheldPrivileges: withheld ? grantView(withheld) : null,
    lapsesAt: lapsesAt ?? null,
  }
}

// the end moves when the customer shortens it and when it extends; the duration follows it
const grantView = ({
  roles,
  autoExtend,
  asked,
  grantedAt,
  endsAt,
}: Grant): Complete<NonNullable<ListedCustomer['withheldPrivileges']>> => ({
  ...termsView({ roles, duration: durationBetween(grantedAt, endsAt), autoExtend }),
  asked: termsView(asked),
  grantedAt,
  endsAt,
})

const privilegesView = (privileges: Privileges): Complete<NonNullable<ListedCustomer['adminPrivileges']>> => ({
  ...grantView(privileges),
  state: privileges.state,
  enforcement: privileges.enforcement,
})

/** Adds whether the agreement in force has been accepted. */
export const withAgreement = <T extends { agreement: { version: string } }>(view: T, current: boolean) => ({
  ...view,
  agreement: { ...view.agreement, current },
})

/** A customer with every action of every section: allowed for this caller or not, and why. */
export function customerView(
  facts: AccessFacts & { partner: Partner | undefined },
  caller: Pick<Member, 'appRoles' | 'cloud'>,
  portal: { sections?: Partial<Record<Section, string>> },
  now: Date,
): Complete<z.input<typeof customerShape>> {
  const { relationship, partner } = facts
  const access = accessBySection(facts, caller, now)
  return {
    ...listedCustomerView(relationship, now, partner),
    sections: Object.fromEntries(
      sections.map((s) => [s, { actions: access[s], portalUrl: sectionUrl(relationship, s, portal.sections) }]),
    ),
  }
}

/** A relationship as the customer sees it. */
export const relationshipView = (
  relationship: Relationship,
  now: Date,
  partner?: Partner,
): Complete<z.input<typeof relationshipShape>> => ({
  ...listedCustomerView(relationship, now, partner),
  partner: { name: relationship.partnerName, domain: relationship.partnerDomain },
})
