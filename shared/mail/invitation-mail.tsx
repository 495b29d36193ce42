import type { AutoExtend } from '../domain/admin-privileges.ts'
import type { AdminRoleCode, Risk } from '../domain/admin-roles.ts'
import type { Locale } from '../domain/locale.ts'
import { type Message, placeholder } from '../domain/message.ts'
import { daysOf } from '../domain/time.ts'
import { countryName, formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import type { Block } from './blocks.ts'
import { type RenderedMail, renderMail } from './layout.tsx'

export interface InvitationMailFacts {
  locale: Locale
  partner: {
    name: string
    domain: string
    country: string
    contact: { name: string; email: string; phone?: string }
  }
  recipient: { email: string; name?: string; company?: string }
  /** as the partner wrote it, still with `{link}` */
  message: Message
  link: string
  /** the bare secret, for the paste form */
  code: string
  /** the page with the paste form, without the secret: shown, never linked */
  acceptUrl: string
  portalName: string
  operatorName: string
  adminPrivileges: null | {
    roles: readonly { code: AdminRoleCode; risk: Risk }[]
    duration: string
    autoExtend?: AutoExtend
  }
  expiresAt: Date
}

/** The mail that brings an invitation: the partner's words framed by ours, and exactly one link. */
export function renderInvitationMail(facts: InvitationMailFacts): RenderedMail {
  const { locale, partner, recipient, message, link, operatorName } = facts
  const { contact } = partner
  const words = messagesOf(locale).invitationMail
  const until = formatDateTime(locale, facts.expiresAt)
  return renderMail({
    locale,
    subject: message.subject,
    preheader: words.preheader({ partner: partner.name, until }),
    header: words.header,
    blocks: [
      { kind: 'heading', text: words.heading({ partner: partner.name }) },
      { kind: 'paragraph', text: words.opening },
      { kind: 'facts', rows: factRows(facts, until) },
      {
        kind: 'quote',
        title: words.messageFrom({ partner: partner.name }),
        text: message.text.replaceAll(placeholder, words.linkIsBelow),
      },
      { kind: 'button', label: words.button, note: words.buttonOpens({ portal: facts.portalName }), link },
      ...consequences(facts),
      { kind: 'title', text: words.genuine.title },
      {
        kind: 'list',
        items: [
          words.genuine.operator({ operator: operatorName, partner: partner.name, domain: partner.domain }),
          words.genuine.password,
          words.genuine.phone({ partner: partner.name }),
          words.genuine.signIn,
        ],
      },
      {
        kind: 'fallback',
        title: words.fallback.title,
        linkIntro: words.fallback.link,
        link,
        codeIntro: words.fallback.code({ url: facts.acceptUrl }),
        code: facts.code,
      },
    ],
    footer: [
      words.footer.why({ operator: operatorName, contact: contact.name, email: recipient.email }),
      words.footer.reply({ contact: contact.name }),
      words.footer.ignore,
    ],
  })
}

function factRows({ locale, partner, recipient, adminPrivileges }: InvitationMailFacts, until: string) {
  const words = messagesOf(locale).invitationMail
  const { facts } = words
  const { name, email, phone } = partner.contact
  const days = daysOf(adminPrivileges?.duration ?? '') ?? 0
  const asked = adminPrivileges
    ? words.privilegesAsked({ count: adminPrivileges.roles.length, days })
    : words.privilegesNotAsked
  const rows: [label: string, value: string | undefined][] = [
    [facts.partner, partner.name],
    [facts.domain, partner.domain],
    [facts.country, countryName(locale, partner.country)],
    [facts.contact, name],
    [facts.email, email],
    [facts.phone, phone],
    [facts.customer, recipient.company ?? recipient.name ?? recipient.email],
    [facts.privileges, asked],
    [facts.until, until],
  ]
  return rows.filter((row): row is [label: string, value: string] => row[1] !== undefined)
}

/** What a yes brings, and what it does not. */
function consequences({ locale, partner, adminPrivileges }: InvitationMailFacts): Block[] {
  const { roles, risks, invitationMail } = messagesOf(locale)
  const { ifYes, notIncluded } = invitationMail
  const asked: Block[] = adminPrivileges
    ? [
        { kind: 'paragraph', text: ifYes.privileges({ days: daysOf(adminPrivileges.duration) ?? 0 }) },
        {
          kind: 'entries',
          items: adminPrivileges.roles.map(({ code, risk }) => ({
            name: roles[code].name,
            tag: ifYes.risk({ risk: risks[risk].name }),
            tone: risk,
            text: roles[code].allows,
          })),
        },
      ]
    : [{ kind: 'paragraph', text: ifYes.noPrivileges }]
  if (adminPrivileges?.autoExtend === 'P180D') asked.push({ kind: 'paragraph', text: ifYes.autoExtend })
  return [
    { kind: 'title', text: ifYes.title },
    { kind: 'paragraph', text: ifYes.reseller({ partner: partner.name }) },
    ...asked,
    { kind: 'title', text: notIncluded.title },
    {
      kind: 'list',
      items: [
        adminPrivileges ? notIncluded.onlyThese : notIncluded.noPrivileges,
        notIncluded.noPurchase,
        notIncluded.noExclusivity,
      ],
    },
  ]
}
