import fc from 'fast-check'
import type { Grant, Privileges, Terms } from '../../shared/domain/admin-privileges.ts'
import { privilegeStates } from '../../shared/domain/admin-privileges.ts'
import { type AdminRoleCode, adminRoles } from '../../shared/domain/admin-roles.ts'
import type { AcceptedAgreement } from '../../shared/domain/agreement.ts'
import type { Block } from '../../shared/domain/block.ts'
import type { Head } from '../../shared/domain/chain.ts'
import { cloudIds } from '../../shared/domain/cloud.ts'
import { nameSources } from '../../shared/domain/customer-name.ts'
import type { Complete } from '../../shared/domain/every-field.ts'
import {
  type DecidedInvitation,
  type Delivery,
  type DraftInvitation,
  deliveryStates,
  type ExpectedCustomer,
  type Invitation,
  type IssuedInvitation,
  type Recipient,
  type RevokedInvitation,
  vias,
} from '../../shared/domain/invitation.ts'
import { locales } from '../../shared/domain/locale.ts'
import type { InvitationMessage } from '../../shared/domain/message.ts'
import type { Partner } from '../../shared/domain/partner.ts'
import type { Agent } from '../../shared/domain/people.ts'
import type { CustomerContact, Relationship, SupportContact } from '../../shared/domain/relationship.ts'
import { type ServiceRequest, serviceRequestChannels, severities } from '../../shared/domain/service-request.ts'
import {
  type Subscription,
  type SubscriptionKind,
  subscriptionKindNames,
  subscriptionStatuses,
} from '../../shared/domain/subscription.ts'
import type { IdempotencyRecord } from '../../shared/store/idempotency.ts'

/**
 * Random values of everything that is stored. `fc.record<Complete<T>>` names every field of T, so a new field does not
 * compile until it is here too, and so takes part in the round trips.
 */
export type Optional = <A>(value: fc.Arbitrary<A>) => fc.Arbitrary<A | undefined>

/** Every optional field has a value. */
export const filled: Optional = (value) => value
/** Any optional field may be missing. */
export const perhaps: Optional = (value) => fc.option(value, { nil: undefined })

export const id = fc.uuid({ version: [4, 7] })
const text = fc.stringMatching(/^[a-zçğıöşü][a-zçğıöşü ]{0,20}[a-zçğıöşü]$/)
const count = fc.nat({ max: 1_000_000 })
const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString())
const address = fc.stringMatching(/^[a-z]{1,20}$/).map((name) => `${name}@contoso.example`)
const locale = fc.constantFrom(...locales)
const country = fc.constantFrom('TR', 'AE', 'DE')
const cloud = fc.constantFrom(...cloudIds)

const days = fc.integer({ min: 1, max: 730 }).map((n) => `P${n}D`)
const autoExtend = fc.constantFrom('PT0S' as const, 'P180D' as const)
const codes = adminRoles.map(({ code }): AdminRoleCode => code)

const terms = fc.record<Complete<Terms>>({
  roles: fc.subarray(codes, { minLength: 1, maxLength: 15 }),
  duration: days,
  autoExtend,
})
const partOf = (asked: Terms) =>
  fc.record<Complete<Terms>>({ roles: fc.subarray(asked.roles), duration: days, autoExtend })
const isLess = (granted: Terms, asked: Terms) => JSON.stringify(granted) !== JSON.stringify(asked)

const head = fc.record<Complete<Head>>({ seq: count, hash: text })

const agent = fc.record<Complete<Agent>>({ userId: id, name: text })

const common = (optional: Optional) => ({
  id,
  partnerId: id,
  version: count,
  generation: count,
  head,
  recipient: fc.record<Complete<Recipient>>({
    email: address,
    name: optional(text),
    company: optional(text),
    locale,
  }),
  recipientHash: text,
  customer: fc.record<Complete<ExpectedCustomer>>({
    country: optional(country),
    tenantId: optional(id),
    domain: optional(text),
  }),
  adminPrivileges: optional(terms).map((asked) => asked ?? null),
  expiresIn: days,
  reference: optional(text),
  createdAt: time,
  createdBy: optional(agent),
  sentBy: optional(agent),
  delivery: optional(
    fc.record<Complete<Delivery>>({
      state: fc.constantFrom(...deliveryStates),
      at: time,
      reason: optional(text),
    }),
  ),
  viewedAt: optional(time),
  forwards: optional(count),
  reminders: optional(count),
  freshLinkRequestedAt: optional(time),
})
const via = fc.constantFrom(...vias)
const decidedBy = fc.record<Complete<NonNullable<DecidedInvitation['decidedBy']>>>({ tenantId: id, userId: id })

const decided = (optional: Optional): fc.Arbitrary<DecidedInvitation> =>
  fc
    .record<Complete<Omit<DecidedInvitation, 'granted'>>>({
      ...common(optional),
      status: fc.constantFrom('accepted', 'declined', 'expired'),
      via,
      issuedAt: time,
      expiresAt: time,
      decidedAt: time,
      decidedBy: optional(decidedBy),
    })
    .chain((invitation) => {
      const asked = invitation.adminPrivileges
      const less = asked ? partOf(asked).filter((granted) => isLess(granted, asked)) : fc.constant(undefined)
      const granted = asked ? optional(fc.oneof(less, fc.constant(null))) : less
      return granted.map((some): Complete<DecidedInvitation> => ({ ...invitation, granted: some }))
    })

/** An invitation in each of its states. */
export const invitations = (optional: Optional): Record<string, fc.Arbitrary<Invitation>> => ({
  draft: fc.record<Complete<DraftInvitation>>({ ...common(optional), status: fc.constant('draft') }),
  issued: fc.record<Complete<IssuedInvitation>>({
    ...common(optional),
    status: fc.constant('issued'),
    via,
    issuedAt: time,
    expiresAt: time,
  }),
  decided: decided(optional),
  revoked: fc.record<Complete<RevokedInvitation>>({
    ...common(optional),
    status: fc.constant('revoked'),
    via: optional(via),
    issuedAt: optional(time),
    expiresAt: optional(time),
    decidedAt: time,
    decidedBy: optional(decidedBy),
  }),
})

export const message = (optional: Optional): fc.Arbitrary<InvitationMessage> =>
  fc.record<Complete<InvitationMessage>>({
    subject: text,
    text,
    metadata: optional(fc.dictionary(text, text, { minKeys: 1, maxKeys: 10 })),
    sender: fc.record<Complete<InvitationMessage['sender']>>({ userId: id, name: text, email: address }),
  })

// the clock looks at privileges only while the relationship is active
const privileges = (status: Relationship['status'], optional: Optional): fc.Arbitrary<Privileges> =>
  terms.chain((asked) =>
    partOf(asked).chain((granted) =>
      fc.record<Complete<Privileges>>({
        roles: fc.constant(granted.roles),
        duration: fc.constant(granted.duration),
        autoExtend: fc.constant(granted.autoExtend),
        asked: fc.constant(asked),
        state: fc.constantFrom(...privilegeStates.filter((state) => state !== 'none')),
        grantedAt: time,
        endsAt: time,
        dueAt: status === 'active' ? optional(time) : fc.constant(undefined),
        enforcement: fc.constantFrom('recorded', 'applied', 'failed', 'removed-elsewhere'),
      }),
    ),
  )

const withheld = terms.chain((asked) =>
  partOf(asked).chain((granted) =>
    fc.record<Complete<Grant>>({
      roles: fc.constant(granted.roles),
      duration: fc.constant(granted.duration),
      autoExtend: fc.constant(granted.autoExtend),
      asked: fc.constant(asked),
      grantedAt: time,
      endsAt: time,
    }),
  ),
)

export const relationship = (status: Relationship['status'], optional: Optional): fc.Arbitrary<Relationship> =>
  fc.record<Complete<Relationship>>({
    partnerId: id,
    customerId: id,
    status: fc.constant(status),
    version: count,
    head,
    name: text,
    nameSource: fc.constantFrom(...nameSources),
    typedName: optional(text),
    provenDomain: text,
    country,
    cloud,
    partnerName: text,
    partnerDomain: text,
    since: time,
    invitationId: id,
    agreementVersion: text,
    customerContact: fc.record<Complete<CustomerContact>>({ name: text, email: address, locale }),
    channel: optional(
      fc.record<Complete<NonNullable<Relationship['channel']>>>({
        role: fc.constantFrom('reseller', 'provider'),
        partnerIds: fc.array(id, { maxLength: 3 }),
      }),
    ),
    supportContact: optional(
      fc.record<Complete<SupportContact>>({ name: text, email: address, phone: optional(text) }),
    ),
    responsibilityEndedBy: optional(
      fc
        .record<Complete<NonNullable<Relationship['responsibilityEndedBy']>>>({
          partner: optional(time),
          customer: optional(time),
        })
        .filter(({ partner, customer }) => partner !== undefined || customer !== undefined),
    ),
    endRequestedAt: optional(time),
    removedAt: optional(time),
    openSubscriptions: fc.dictionary(fc.constantFrom<SubscriptionKind>(...subscriptionKindNames), count),
    adminPrivileges: optional(privileges(status, optional)).map((held) => held ?? null),
    withheld: optional(withheld),
    lapsesAt: status === 'unconfirmed' ? optional(time) : fc.constant(undefined),
  })

export const subscription = (optional: Optional): fc.Arbitrary<Subscription> =>
  fc.record<Complete<Subscription>>({
    id,
    name: text,
    kind: fc.constantFrom(...subscriptionKindNames),
    quantity: optional(count),
    externalId: optional(text),
    termEndsAt: optional(time),
    status: fc.constantFrom(...subscriptionStatuses),
    createdAt: time,
    suspendedAt: optional(time),
    cancelledAt: optional(time),
    vendorReference: optional(text),
  })

export const serviceRequest = (optional: Optional): fc.Arbitrary<ServiceRequest> =>
  fc.record<Complete<ServiceRequest>>({
    id,
    title: text,
    text,
    severity: fc.constantFrom(...severities),
    channel: fc.constantFrom(...serviceRequestChannels),
    vendorReference: optional(text),
    status: fc.constantFrom('open', 'closed'),
    openedAt: time,
    closedAt: optional(time),
    resolution: optional(text),
  })

// only an indirect reseller has a provider, and it must have one
export const partner = (optional: Optional): fc.Arbitrary<Partner> =>
  fc
    .record<Complete<Partner>>({
      id,
      status: fc.constantFrom('active', 'suspended'),
      type: fc.constantFrom('direct', 'indirect-provider'),
      providerId: optional(id),
      name: text,
      domain: fc.constant('fabrikam.example'),
      country,
      cloud,
      contact: fc.record<Complete<Partner['contact']>>({ name: text, email: address, phone: optional(text) }),
      locale: optional(locale),
      limits: fc.record<Complete<Partner['limits']>>({
        invitationsPerDay: optional(fc.integer({ min: 1, max: 1000 })),
        invitationsPer15Minutes: optional(fc.integer({ min: 1, max: 1000 })),
      }),
      version: fc.integer({ min: 1, max: 1000 }),
    })
    .map((made) => ({ ...made, type: made.providerId === undefined ? made.type : 'indirect-reseller' }))

export const agreement = fc.record<Complete<AcceptedAgreement>>({
  version: text,
  language: locale,
  sha256: text,
  acceptedAt: time,
  userId: id,
  firstName: text,
  lastName: text,
  email: address,
})

export const block = fc.record<Complete<Block>>({
  partnerId: id,
  partnerName: text,
  blockedAt: time,
  silenced: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }).map((all) => all.sort()),
})

export const idempotencyRecord = fc.record<Complete<IdempotencyRecord>>({
  key: text,
  hash: text,
  status: fc.constantFrom(200, 201),
  resourceId: id,
})
