import type { Terms } from '../../shared/domain/admin-privileges.ts'
import { adminRoleByCode } from '../../shared/domain/admin-roles.ts'
import type { EventName } from '../../shared/domain/chain.ts'
import { type Locale, locales } from '../../shared/domain/locale.ts'
import {
  type Audience,
  audiencesOf,
  isLetter,
  notifications,
  type Template,
} from '../../shared/domain/notifications.ts'
import { defaultDraft } from '../../shared/mail/default-draft.ts'
import { type InvitationMailFacts, renderInvitationMail } from '../../shared/mail/invitation-mail.tsx'
import type { RenderedMail } from '../../shared/mail/layout.tsx'
import type { NoticeFacts } from '../../shared/mail/notice.ts'
import { type NoticeTemplate, writeNotice } from '../../shared/mail/notices.ts'
import { aDecided, anAcceptedAgreement, anInvitation, aPartner, aRelationship, day, later } from '../domain/builders.ts'

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
const recipient = { email: 'carla@contoso.example', name: 'Carla Haddad', company: 'Contoso', locale: 'en' as const }

function letter(template: Template, locale: Locale, asked: Terms | null): RenderedMail {
  const occasions: Partial<Record<Template, InvitationMailFacts['occasion']>> = {
    reminder: { kind: 'reminder', days: 7 },
    forwarded: { kind: 'forwarded', by: 'Cem Aydın' },
  }
  return renderInvitationMail({
    locale,
    partner,
    recipient,
    message: defaultDraft({ locale, partner, recipient, adminPrivileges: asked !== null }),
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

/** What the events bring that the mails tell. */
const dataOf = (locale: Locale): Partial<Record<NoticeTemplate, Record<string, unknown>>> => ({
  accepted: { granted: { ...terms, roles: ['DR', 'SS'] } },
  declined: { reason: words[locale] },
  'not-us': { note: words[locale], domain: 'contoso.example' },
  bounced: { reason: '550 5.1.1 user unknown' },
  receipt: { digest: 'oQhiJJZGSHNEoJuPcZc-1C9Om-oeFuHT9uyXP-3cbU0', granted: terms },
  'end-requested': { reason: words[locale] },
  'privileges-expiring': { ...terms, endsAt: later(30 * day).toISOString(), daysLeft: 30 },
  'privileges-extended': { ...terms, endsAt: later(210 * day).toISOString() },
  'privileges-expired': { ...terms, endsAt: at },
  'privileges-revoked': { ...terms, endsAt: at },
})

/** What the clock or a mail server does. */
const byItself: readonly Template[] = [
  'expired',
  'bounced',
  'privileges-expiring',
  'privileges-extended',
  'privileges-expired',
]

function notice(template: NoticeTemplate, name: EventName, audience: NoticeFacts['audience'], locale: Locale) {
  const invitation =
    template === 'accepted'
      ? aDecided({ recipient, adminPrivileges: terms })
      : anInvitation({ recipient, reference: 'Q4-17' })
  return writeNotice(template, {
    locale,
    audience,
    event: {
      name,
      at,
      actor: byItself.includes(template) ? undefined : 'Carla Haddad',
      data: dataOf(locale)[template] ?? {},
    },
    partner,
    invitation: name.startsWith('invitation.') ? invitation : undefined,
    relationship: aRelationship({ partnerName: partner.name }),
    agreement: anAcceptedAgreement({ language: locale }),
    operatorName,
    link: `https://liaison.example/${audience === 'partner' ? 'console' : 'partners'}`,
  })
}

function samplesOf(event: EventName, audience: Audience, template: Template, locale: Locale): Sample[] {
  const common = { event, audience, template, locale, replyTo: `${partner.contact.name} <${partner.contact.email}>` }
  if (!isLetter(template)) {
    const side = audience === 'partner' ? audience : 'customer'
    return [{ ...common, from: operatorName, mail: notice(template, event, side, locale) }]
  }
  const plain = { ...common, from: partner.name, mail: letter(template, locale, terms) }
  if (template !== 'invitation') return [plain]
  return [plain, { ...plain, variant: 'without admin privileges', mail: letter(template, locale, null) }]
}

/** Every mail that the table of notifications names, in every language. */
export const samples: readonly Sample[] = (Object.keys(notifications) as (keyof typeof notifications)[]).flatMap(
  (event) =>
    audiencesOf(event, { via: 'ses' }).flatMap((audience) => {
      const row: Partial<Record<Audience, Template>> = notifications[event]
      const template = row[audience]
      return template ? locales.flatMap((locale) => samplesOf(event, audience, template, locale)) : []
    }),
)
