import { grantPrivileges, type Terms } from '../../shared/domain/admin-privileges.ts'
import { adminRoleByCode } from '../../shared/domain/admin-roles.ts'
import {
  type Audience,
  audiences,
  carriesLink,
  type EventData,
  type EventName,
  eventNames,
  hasItsPayload,
  isNoticed,
  type NoticeEvent,
  type ReadEvent,
  type Template,
  templateOf,
} from '../../shared/domain/events.ts'
import { type Locale, locales } from '../../shared/domain/locale.ts'
import { defaultDraft } from '../../shared/mail/default-draft.ts'
import { type InvitationMailFacts, renderInvitationMail } from '../../shared/mail/invitation-mail.tsx'
import type { RenderedMail } from '../../shared/mail/layout.tsx'
import type { NoticeFacts } from '../../shared/mail/notice.ts'
import { writeNotice } from '../../shared/mail/notices.ts'
import { aDecided, anAcceptedAgreement, anInvitation, aPartner, aRelationship, day, later } from '../domain/builders.ts'
import { payloads } from '../domain/event-samples.ts'

/** One mail as somebody gets it. */
export interface Sample {
  event: EventName
  audience: Audience
  template: Template
  locale: Locale
  /** what makes it another mail than the plain one of its template */
  variant?: string
  from: string
  replyTo: string
  mail: RenderedMail
}

export const code = `AQ${'x7Kq2mPz'.repeat(11)}Zw`
export const link = `https://liaison.example/accept#i=${code}`
const operatorName = 'Example Distribution'
const at = '2026-10-30T09:05:00.000Z'
const terms: Terms = { roles: ['DR', 'SS', 'US'], duration: 'P365D', autoExtend: 'P180D' }
const partner = aPartner({ name: 'Fabrikam Ltd. Şti.' })
const provider = { name: 'Litware', domain: 'litware.example' }
const recipient = { email: 'carla@contoso.example', name: 'Carla Haddad', company: 'Contoso', locale: 'en' as const }

function letter(template: Template, locale: Locale, asked: Terms | null, provider?: InvitationMailFacts['provider']) {
  const occasions: Partial<Record<Template, InvitationMailFacts['occasion']>> = {
    reminder: { kind: 'reminder', days: 7 },
    forwarded: { kind: 'forwarded', by: 'Cem Aydın' },
  }
  return renderInvitationMail({
    locale,
    partner,
    provider,
    recipient,
    message: defaultDraft({ locale, partner, provider, recipient, adminPrivileges: asked !== null }),
    sender: 'Sam Demir',
    link,
    code,
    acceptUrl: 'https://liaison.example/accept',
    portalName: 'Example portal',
    operatorName,
    adminPrivileges: asked && {
      ...asked,
      roles: asked.roles.map((role) => ({ code: role, risk: adminRoleByCode(role).risk })),
    },
    expiresAt: new Date(at),
    occasion: occasions[template],
  })
}

const words: Record<Locale, string> = {
  en: 'Please talk to our purchasing first.\nWe decide in January.',
  tr: 'Önce satın alma bölümümüzle görüşün.\nOcak ayında karar vereceğiz.',
}

/** What the samples of these events say; the rest of each payload is that of `payloads`. */
const dataOf = (locale: Locale): { [N in EventName]?: Partial<EventData<N>> } => ({
  'invitation.accepted': { granted: { ...terms, roles: ['DR', 'SS'] } },
  'invitation.declined': { reason: words[locale] },
  'invitation.not-us': { note: words[locale] },
  'invitation.bounced': { reason: '550 5.1.1 user unknown' },
  'relationship.end-requested': { reason: words[locale] },
  'admin-privileges.revoked': { waiting: undefined },
  'admin-privileges.expiring': { endsAt: later(30 * day).toISOString(), daysLeft: 30 },
  'admin-privileges.extended': { endsAt: later(210 * day).toISOString() },
})

/** The schedule or a mail server does these. */
const withoutActor: readonly EventName[] = [
  'invitation.expired',
  'invitation.bounced',
  'admin-privileges.expiring',
  'admin-privileges.extended',
  'admin-privileges.expired',
]

export function noticeEvent(name: EventName, actor: string | undefined, data: object = {}): ReadEvent<NoticeEvent> {
  const event = { name, at, actor, data: { ...payloads[name], ...data } }
  if (!hasItsPayload(event) || !isNoticed(event)) throw new Error(`${name} sends no notice`)
  return event
}

function notice(name: EventName, audience: NoticeFacts['audience'], locale: Locale, data: object = {}) {
  const invitation =
    name === 'invitation.accepted'
      ? aDecided({ recipient, adminPrivileges: terms })
      : anInvitation({ recipient, reference: 'Q4-17' })
  const event = noticeEvent(name, withoutActor.includes(name) ? undefined : 'Carla Haddad', {
    ...dataOf(locale)[name],
    ...data,
  })
  return writeNotice(event.name, {
    locale,
    audience,
    event,
    partner,
    invitation: name.startsWith('invitation.') ? invitation : undefined,
    relationship: aRelationship({
      partnerName: partner.name,
      adminPrivileges: grantPrivileges(terms, terms, new Date(at)),
    }),
    agreement: anAcceptedAgreement({ language: locale }),
    reseller: { name: 'Tailspin', supportContact: partner.contact },
    operatorName,
    link: `https://liaison.example/${audience === 'partner' ? 'console' : 'partners'}`,
  })
}

function samplesOf(event: EventName, audience: Audience, template: Template, locale: Locale): Sample[] {
  const common = { event, audience, template, locale, replyTo: `${partner.contact.name} <${partner.contact.email}>` }
  if (!carriesLink(template)) {
    const side = audience === 'partner' ? audience : 'customer'
    const plain = { ...common, from: operatorName, mail: notice(event, side, locale) }
    if (template !== 'receipt') return [plain]
    const alone = { variant: 'without a provider', mail: notice(event, side, locale, { provider: undefined }) }
    return [plain, { ...plain, ...alone }]
  }
  const plain = { ...common, from: partner.name, mail: letter(template, locale, terms) }
  const ofReseller = { ...plain, variant: 'with a provider', mail: letter(template, locale, terms, provider) }
  if (template !== 'invitation') return [plain, ofReseller]
  return [plain, ofReseller, { ...plain, variant: 'without admin privileges', mail: letter(template, locale, null) }]
}

/** Every mail that the table of events names, in every language. */
export const samples: readonly Sample[] = eventNames.flatMap((event) =>
  audiences.flatMap((audience) => {
    const template = templateOf(event, audience)
    return template ? locales.flatMap((locale) => samplesOf(event, audience, template, locale)) : []
  }),
)
