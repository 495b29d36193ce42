import * as z from 'zod'
import { autoExtends } from './admin-privileges.ts'
import { type AdminRoleCode, isAdminRoleCode } from './admin-roles.ts'
import type { Actor } from './people.ts'

/** Who gets a mail: the invited person, a colleague, the sender and the partner's contact, or the person who accepted. */
export const audiences = ['recipient', 'colleague', 'partner', 'customer'] as const
export type Audience = (typeof audiences)[number]

const text = z.string()
const roles = z.array(z.custom<AdminRoleCode>((code) => typeof code === 'string' && isAdminRoleCode(code)))
const autoExtend = z.enum(autoExtends)
const terms = z.object({ roles, duration: text, autoExtend })
const side = z.enum(['partner', 'customer'])

const change = <T extends z.ZodType>(value: T) => z.object({ before: value.nullable(), after: value.nullable() })
const privilegesOutcome = z.object({
  added: roles,
  removed: roles,
  kept: roles,
  endsAt: change(text),
  autoExtend: change(autoExtend),
  begins: z.enum(['now', 'confirmation']),
})

const link = { generation: z.int() }
const issued = { via: text, ...link, expiresAt: text }
const report = { ...link, reason: text.optional() }
const privileges = { roles, endsAt: text, autoExtend }
// true while the partner has not confirmed the relationship, so that the privileges have not begun
const waiting = z.literal(true).optional()
const subscription = { subscription: text, kind: text }
const serviceRequest = { serviceRequest: text, channel: text }

/** `all`: every field of the payload. A field that is not named stays inside. */
type Fields<S> = 'all' | readonly (keyof S)[]

/** Who learns what of an event: fields for people of either side and for the event bus, and a mail template per audience. */
interface Reach<S, M> {
  partner?: Fields<S>
  customer?: Fields<S>
  bus?: Fields<S>
  mail?: M
  /** the partner is mailed only where this field names another partner of its channel: that one caused the event */
  partnerMailedIf?: keyof S
  /** people of the other organisation are named: they decided */
  named?: true
}

const event = <S extends z.ZodRawShape, const M extends Partial<Record<Audience, string>> = Record<never, never>>(
  payload: S,
  { partner = [], customer = [], bus = [], mail, partnerMailedIf, named }: Reach<S, M> = {},
) => {
  const fields = (chosen: Fields<S>): readonly string[] =>
    chosen === 'all' ? Object.keys(payload) : chosen.map(String)
  const reach = { partner: fields(partner), customer: fields(customer), bus: fields(bus) }
  const condition = partnerMailedIf && String(partnerMailedIf)
  return { data: z.object(payload), ...reach, mail: mail ?? ({} as M), partnerMailedIf: condition, named }
}

const provider = z.object({ id: text, name: text, domain: text }).optional()
// `provenDomain`: this relationship ended. `reseller`: whose end changed it; then `status` is that of a provider that stays
const unconfirmedEnd = {
  provenDomain: text.optional(),
  reseller: text.optional(),
  status: text.optional(),
  provider,
}

const both = { partner: 'all', customer: 'all' } as const
const everyone = { ...both, bus: 'all' } as const

/** Every event: its payload, who reads what of it, what the bus gets, and which mail it sends. A new event is one row. */
export const events = {
  'invitation.created': event({ adminPrivileges: terms.nullable() }, { partner: 'all', bus: 'all' }),
  'invitation.message-edited': event({ sha256: text }, { partner: 'all' }),
  'invitation.sent': event(issued, { partner: 'all', bus: 'all', mail: { recipient: 'invitation' } }),
  'invitation.resent': event(issued, { partner: 'all', bus: 'all', mail: { recipient: 'invitation' } }),
  'invitation.forwarded': event(
    { email: text, name: text.optional(), ...link },
    { partner: ['email', 'generation'], bus: ['generation'], mail: { colleague: 'forwarded' } },
  ),
  'invitation.fresh-link-requested': event(link, {
    partner: 'all',
    bus: 'all',
    mail: { partner: 'fresh-link-requested' },
  }),
  'invitation.not-us': event(
    { note: text.optional(), domain: text.optional(), ...link },
    { partner: 'all', bus: ['generation'], mail: { partner: 'not-us' } },
  ),
  'invitation.delivered': event(report, { partner: ['generation'], bus: ['generation'] }),
  'invitation.bounced': event(report, { partner: 'all', bus: 'all', mail: { partner: 'bounced' } }),
  'invitation.complained': event(report, { partner: 'all', bus: 'all' }),
  'invitation.failed': event(report, { partner: 'all', bus: 'all' }),
  'invitation.reminded': event(
    { ...link, daysLeft: z.int(), expiresAt: text },
    { partner: 'all', bus: 'all', mail: { recipient: 'reminder' } },
  ),
  'invitation.accepted': event(
    {
      digest: text,
      granted: terms.nullish(),
      withheld: terms.nullish(),
      adminPrivileges: privilegesOutcome.optional(),
    },
    { partner: 'all', bus: ['granted', 'withheld'], mail: { partner: 'accepted' }, named: true },
  ),
  'invitation.declined': event(
    { reason: text.optional() },
    { partner: 'all', mail: { partner: 'declined' }, named: true },
  ),
  'invitation.revoked': event({}),
  'invitation.closed': event({ reason: z.literal('relationship-exists') }, { partner: 'all', bus: 'all' }),
  'invitation.expired': event(link, { partner: 'all', bus: 'all', mail: { partner: 'expired' } }),
  'relationship.established': event(
    {
      invitation: text,
      status: text,
      renewed: z.boolean(),
      digest: text.optional(),
      agreement: z.object({ version: text, language: text, sha256: text }).optional(),
      provider,
      adminPrivileges: privilegesOutcome.optional(),
      reseller: text.optional(),
    },
    {
      ...both,
      bus: ['invitation', 'status', 'renewed', 'reseller'],
      mail: { customer: 'receipt', partner: 'became-provider' },
      partnerMailedIf: 'reseller',
      named: true,
    },
  ),
  'relationship.confirmed': event(
    {
      provenDomain: text,
      granted: z.object(privileges).optional(),
      expired: z.object(privileges).optional(),
      reseller: text.optional(),
    },
    { ...both, bus: ['granted', 'expired', 'reseller'], mail: { customer: 'confirmed' } },
  ),
  'relationship.refused': event(unconfirmedEnd, {
    ...both,
    bus: ['reseller', 'status'],
    mail: { customer: 'removed', partner: 'ended-by-provider' },
    partnerMailedIf: 'provider',
  }),
  'relationship.lapsed': event(unconfirmedEnd, {
    ...both,
    bus: ['reseller', 'status'],
    mail: { partner: 'lapsed', customer: 'lapsed' },
    partnerMailedIf: 'provenDomain',
  }),
  'relationship.withdrawn': event(
    { ...unconfirmedEnd, reason: text.optional() },
    { ...both, bus: ['reseller', 'status'], mail: { partner: 'withdrawn' }, partnerMailedIf: 'provenDomain' },
  ),
  'relationship.renamed': event({ name: text, previous: text }, both),
  'relationship.support-contact-assigned': event({}),
  'relationship.support-renegotiated': event(
    { side, endsAt: text, agreedEnd: text.optional() },
    { ...everyone, mail: { partner: 'support-end-proposed', customer: 'support-end-proposed' } },
  ),
  'relationship.end-requested': event({ reason: text.optional() }, { ...both, mail: { partner: 'end-requested' } }),
  'relationship.end-request-withdrawn': event({}, { mail: { partner: 'end-request-withdrawn' } }),
  'relationship.removed': event(
    { provider },
    { ...both, mail: { customer: 'removed', partner: 'ended-by-provider' }, partnerMailedIf: 'provider' },
  ),
  'agreement.accepted': event({ version: text, sha256: text, language: text.optional() }, { ...everyone, named: true }),
  'agreement.requested': event({ version: text }, { ...everyone, mail: { customer: 'agreement-requested' } }),
  'admin-privileges.granted': event(privileges, everyone),
  'admin-privileges.changed': event({ ...privileges, added: roles, removed: roles, waiting }, everyone),
  'admin-privileges.revoked': event(
    { ...privileges, waiting },
    {
      ...both,
      bus: ['roles', 'waiting'],
      mail: { partner: 'privileges-revoked', customer: 'privileges-revoked' },
    },
  ),
  'admin-privileges.relinquished': event(privileges, { ...both, bus: ['roles'] }),
  'admin-privileges.expiring': event(
    { ...privileges, daysLeft: z.int() },
    {
      ...both,
      bus: ['roles', 'daysLeft', 'endsAt'],
      mail: { partner: 'privileges-expiring', customer: 'privileges-expiring' },
    },
  ),
  'admin-privileges.extended': event(
    { ...privileges, previousEnd: text },
    {
      ...both,
      bus: ['roles', 'endsAt', 'autoExtend'],
      mail: { partner: 'privileges-extended', customer: 'privileges-extended' },
    },
  ),
  'admin-privileges.expired': event(privileges, {
    ...both,
    bus: ['roles', 'endsAt'],
    mail: { partner: 'privileges-expired', customer: 'privileges-expired' },
  }),
  'admin-privileges.reported': event(
    { ...privileges, enforcement: text, reason: text.optional(), state: text },
    { ...both, bus: ['enforcement'] },
  ),
  'service-request.opened': event({ ...serviceRequest, severity: text }, everyone),
  'service-request.closed': event(serviceRequest, everyone),
  'subscription.created': event({ ...subscription, quantity: z.int().optional() }, everyone),
  'subscription.suspended': event(subscription, everyone),
  'subscription.cancelled': event(
    { ...subscription, vendorReference: text.optional() },
    { ...both, bus: ['subscription', 'kind'] },
  ),
}

type Events = typeof events
export type EventName = keyof Events
export const eventNames = Object.keys(events) as [EventName, ...EventName[]]

/** An event's payload. Times are RFC 3339 in UTC, roles are codes, ids carry the API's prefix except an invitation's. */
export type EventData<N extends EventName> = z.output<Events[N]['data']>

/** What happened: by whom, when, and what is worth keeping of it. */
export interface Fact<N extends EventName> {
  name: N
  at: string
  actor: Actor
  data: EventData<N>
}
export type EventFacts<N extends EventName = EventName> = { [K in N]: Fact<K> }[N]

export const fact = <N extends EventName>(name: N, data: EventData<N>, actor: Actor, now: Date): Fact<N> => ({
  name,
  at: now.toISOString(),
  actor,
  data,
})

type Templates<M> = M extends unknown ? M[keyof M] : never
export type Template = Extract<Templates<Events[EventName]['mail']>, string>

/** The events that mail one of these audiences. */
export type EventMailing<A extends Audience> = {
  [N in EventName]: A & keyof Events[N]['mail'] extends never ? never : N
}[EventName]

interface Mailing {
  mail: Partial<Record<Audience, Template>>
  partnerMailedIf?: string
}
const mails: Record<EventName, Mailing> = events

/**
 * Who gets a mail about an event. An invitation that the partner hands over is not mailed to the recipient. What a
 * reseller's relationship changes about its provider's is not mailed to the customer again: one acceptance, one receipt.
 * A partner gets no mail about what it did itself; one that another partner of its channel did is mailed to it. What one
 * `side` did is mailed to the other side only.
 */
export function audiencesOf({ name, data }: { name: EventName; data: Record<string, unknown> }): Audience[] {
  const handedOver = (name === 'invitation.sent' || name === 'invitation.resent') && data.via !== 'ses'
  if (handedOver) return []
  const { mail, partnerMailedIf } = mails[name]
  const silent: Record<Audience, boolean> = {
    recipient: false,
    colleague: false,
    partner: data.side === 'partner' || (partnerMailedIf !== undefined && data[partnerMailedIf] === undefined),
    customer: data.side === 'customer' || data.reseller !== undefined,
  }
  return audiences.filter((audience) => mail[audience] && !silent[audience])
}

export const templateOf = (name: EventName, audience: Audience): Template | undefined => mails[name].mail[audience]

const invitationTemplates = ['invitation', 'forwarded', 'reminder'] as const
export type InvitationTemplate = (typeof invitationTemplates)[number]

/** True for mails that carry the invitation's link: they make sense only while it waits for an answer. */
export const carriesLink = (template: Template): template is InvitationTemplate =>
  (invitationTemplates as readonly Template[]).includes(template)

/** An event as it was read from the store: its payload fits its row. `actor` is the person's name, where a person did it. */
export type ReadEvent<N extends EventName = EventName> = {
  [K in N]: { name: K; at: string; actor: string | undefined; data: EventData<K> }
}[N]

export const hasItsPayload = (event: {
  name: EventName
  at: string
  actor: string | undefined
  data: unknown
}): event is ReadEvent => events[event.name].data.safeParse(event.data).success

/** The events that the partner or the customer gets a notice of. */
export type NoticeEvent = EventMailing<'partner' | 'customer'>

export const isNoticed = (event: ReadEvent): event is ReadEvent<NoticeEvent> =>
  templateOf(event.name, 'partner') !== undefined || templateOf(event.name, 'customer') !== undefined
