import * as z from 'zod'
import { maxRoles, type Terms } from '../../domain/admin-privileges.ts'
import { adminRoleByCode, templateNames } from '../../domain/admin-roles.ts'
import type { Complete, EveryField } from '../../domain/every-field.ts'
import { honest } from '../../domain/imitation.ts'
import {
  type Delivery,
  defaultExpiry,
  deliveryStates,
  type ExpectedCustomer,
  effectiveStatus,
  type Invitation,
  invitationStatuses,
  type NewInvitation,
  publicInvitationId,
  type Recipient,
  vias,
} from '../../domain/invitation.ts'
import { locales } from '../../domain/locale.ts'
import { type InvitationMessage, type Message, messageSchema } from '../../domain/message.ts'
import type { Changes } from '../../domain/outcome.ts'
import type { Agent } from '../../domain/people.ts'
import { rule } from '../../domain/rules.ts'
import { country, domainName, email, name, reference, uuid } from '../../domain/text.ts'
import { daysOf } from '../../domain/time.ts'

const maxExpiryDays = 90

const expiresIn = z
  .string()
  .refine((d) => (daysOf(d) ?? Number.POSITIVE_INFINITY) <= maxExpiryDays, rule('days', { limit: maxExpiryDays }))
  .meta({ example: defaultExpiry })

const metadata = z
  .record(
    z.string().regex(/^[\w.-]{1,40}$/, rule('metadata-key').error),
    z
      .string()
      .max(200)
      .refine((text) => text.isWellFormed(), rule('well-formed')),
  )
  .refine((m) => Object.keys(m).length <= 10, rule('metadata-size', { limit: 10 }))

/** Absent = none in the public cloud, the default template where asking is mandatory; null = none. */
const adminPrivilegesRequest = z
  .union([
    z.strictObject({ template: z.enum(templateNames) }),
    z.strictObject({
      roles: z.array(uuid).min(1).max(maxRoles),
      duration: z.string().meta({ example: 'P730D' }),
      autoExtend: z.enum(['PT0S', 'P180D']).optional(),
    } satisfies EveryField<Terms>),
  ])
  .nullable()
  .optional()

export const createInvitationBody = z.strictObject({
  recipient: z.strictObject({
    email,
    name: honest(name, 'name').optional(),
    company: honest(name, 'company').optional(),
    locale: z.enum(locales).optional(),
  } satisfies EveryField<Recipient>),
  customer: z
    .strictObject({
      country: country.optional(),
      tenantId: uuid.optional(),
      domain: domainName.optional(),
    } satisfies EveryField<ExpectedCustomer>)
    .optional(),
  adminPrivileges: adminPrivilegesRequest,
  expiresIn: expiresIn.default(defaultExpiry),
  reference: reference.optional(),
  metadata: metadata.optional(),
} satisfies EveryField<NewInvitation, 'id' | 'partnerId' | 'recipientHash'> & Record<'metadata', unknown>)

export const editMessageBody = z.strictObject({
  subject: honest(messageSchema.shape.subject, 'text'),
  text: honest(messageSchema.shape.text, 'text'),
} satisfies EveryField<Message>)
export const sendBody = z.strictObject({ via: z.enum(vias) })
export const noBody = z.strictObject({}).optional()

const dateTime = z.string().meta({ format: 'date-time' })

export const termsShape = z.object({
  roles: z.array(z.object({ id: z.string(), name: z.string(), risk: z.enum(['low', 'medium', 'high', 'critical']) })),
  duration: z.string(),
  autoExtend: z.enum(['PT0S', 'P180D']),
} satisfies EveryField<Terms>)

const change = z.object({ before: dateTime.nullable(), after: dateTime.nullable() })

export const changesShape = z
  .object({
    added: termsShape.shape.roles,
    removed: termsShape.shape.roles,
    endsAt: change,
  } satisfies EveryField<Changes>)
  .meta({ id: 'Changes' })

const agentShape = z.object({ userId: z.string(), name: z.string() } satisfies EveryField<Agent>).meta({ id: 'Agent' })

/** What the service keeps for itself, and who decided, which the history tells. */
type NotShown = 'partnerId' | 'head' | 'recipientHash' | 'decidedBy' | 'forwards' | 'reminders'

const listed = {
  id: z.string(),
  status: z.enum(invitationStatuses),
  version: z.int(),
  generation: z.int(),
  recipient: z.object({
    email: z.string(),
    name: z.string().optional(),
    company: z.string().optional(),
    locale: z.enum(locales),
  } satisfies EveryField<Recipient>),
  customer: z.object({
    country: z.string().optional(),
    tenantId: z.string().optional(),
    domain: z.string().optional(),
  } satisfies EveryField<ExpectedCustomer>),
  adminPrivileges: termsShape.nullable(),
  granted: termsShape
    .nullable()
    .optional()
    .meta({ description: 'of an accepted invitation: what the customer granted of it; null is nothing' }),
  expiresIn: z.string(),
  reference: z.string().optional(),
  via: z.enum(vias).nullable(),
  delivery: z
    .object({
      state: z.enum(deliveryStates),
      at: dateTime,
      reason: z.string().optional(),
    } satisfies EveryField<Delivery>)
    .nullable(),
  viewedAt: dateTime.nullable(),
  freshLinkRequestedAt: dateTime.nullable().meta({ description: 'Somebody with an old link waits for a new one' }),
  createdAt: dateTime,
  createdBy: agentShape.nullable(),
  sentBy: agentShape.nullable().meta({ description: 'Who sent the newest link; null of a draft' }),
  issuedAt: dateTime.nullable(),
  expiresAt: dateTime.nullable(),
  decidedAt: dateTime.nullable(),
} satisfies EveryField<Invitation, NotShown>

export const listedInvitationShape = z.object(listed).meta({ id: 'ListedInvitation' })
export const invitationShape = z
  .object({
    ...listed,
    message: z.object({ subject: z.string(), text: z.string() } satisfies EveryField<Message>),
    metadata: z.record(z.string(), z.string()).optional(),
    link: z
      .string()
      .optional()
      .meta({ description: 'The personal link; for AdminAgent and SalesAgent, while it is pending' }),
    mailto: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'Opens the mail app; null where it would be too long' }),
  } satisfies EveryField<InvitationMessage, keyof Message | 'sender'> & z.ZodRawShape)
  .meta({ id: 'Invitation' })

const rolesView = (codes: Terms['roles']) =>
  codes.map((code) => {
    const { id, name, risk } = adminRoleByCode(code)
    return { id, name, risk }
  })

export const termsView = (terms: Terms): z.input<typeof termsShape> => ({ ...terms, roles: rolesView(terms.roles) })

export const changesView = ({ added, removed, endsAt }: Changes): z.input<typeof changesShape> => ({
  added: rolesView(added),
  removed: rolesView(removed),
  endsAt,
})

function grantedView(i: Invitation): z.input<typeof termsShape> | null | undefined {
  if (i.status !== 'accepted') return undefined
  const granted = i.granted === undefined ? i.adminPrivileges : i.granted
  return granted && termsView(granted)
}

/** An invitation as lists show it: never with its link. */
export function listedInvitationView(
  invitation: Invitation,
  now: Date,
): Complete<z.input<typeof listedInvitationShape>> {
  const i = invitation
  return {
    id: publicInvitationId(i),
    status: effectiveStatus(i, now),
    version: i.version,
    generation: i.generation,
    recipient: i.recipient,
    customer: i.customer,
    adminPrivileges: i.adminPrivileges && termsView(i.adminPrivileges),
    granted: grantedView(i),
    expiresIn: i.expiresIn,
    reference: i.reference,
    via: ('via' in i && i.via) || null,
    delivery: i.delivery ?? null,
    viewedAt: i.viewedAt ?? null,
    freshLinkRequestedAt: i.freshLinkRequestedAt ?? null,
    createdAt: i.createdAt,
    createdBy: i.createdBy ?? null,
    sentBy: i.sentBy ?? null,
    issuedAt: ('issuedAt' in i && i.issuedAt) || null,
    expiresAt: ('expiresAt' in i && i.expiresAt) || null,
    decidedAt: ('decidedAt' in i && i.decidedAt) || null,
  }
}

export interface InvitationParts {
  invitation: Invitation
  message: InvitationMessage
  link?: { url: string; mailto: string | null }
}

export const invitationView = (
  { invitation, message, link }: InvitationParts,
  now: Date,
): Complete<z.input<typeof invitationShape>> => ({
  ...listedInvitationView(invitation, now),
  message: { subject: message.subject, text: message.text } satisfies EveryField<Message>,
  metadata: message.metadata,
  link: link?.url,
  mailto: link?.mailto,
})
