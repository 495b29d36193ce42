import type { AutoExtend } from '../domain/admin-privileges.ts'
import type { AdminRoleCode, Risk } from '../domain/admin-roles.ts'
import type { Locale } from '../domain/locale.ts'
import { type Message, placeholder } from '../domain/message.ts'
import { daysOf } from '../domain/time.ts'
import { countryName, formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import type { Block } from './blocks.ts'
import { type RenderedMail, renderMail } from './layout.tsx'
import { signed } from './signature.ts'

export interface InvitationMailFacts {
  locale: Locale
  partner: {
    name: string
    domain: string
    country: string
    contact: { name: string; email: string; phone?: string }
  }
  /** the provider that the partner sells for: a yes is for both */
  provider: { name: string; domain: string } | undefined
  recipient: { email: string; name?: string; company?: string }
  /** as the partner wrote it, still with `{link}` and not signed */
  message: Message
  /** who sends it: the name under the message */
  sender: string | undefined
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
  /** absent: the first mail of a link. `by`: who passed it on */
  occasion?: { kind: 'reminder'; days: number } | { kind: 'forwarded'; by?: string }
}

/** The frame of a mail that brings an invitation: by the partner, by a colleague of the recipient, or once more. */
function frameOf(facts: InvitationMailFacts, until: string) {
  const { locale, partner, provider, recipient, message, operatorName, occasion, sender } = facts
  const { invitationMail: words, reminders, channel } = messagesOf(locale)
  const names = { partner: partner.name }
  const both = provider && { ...names, provider: provider.name }
  const whoAndWhere = { operator: operatorName, email: recipient.email }
  const why = words.footer.why({ ...whoAndWhere, sender: sender ?? partner.contact.name })
  if (occasion?.kind === 'reminder') {
    const { subject, heading, opening } = reminders.reminder
    const { days } = occasion
    return { subject: subject({ ...names, days }), heading: heading(names), opening: opening({ until }), why }
  }
  if (occasion?.kind === 'forwarded') {
    const { subject, heading, opening, someone, why: whyYou } = reminders.forwarded
    const by = occasion.by ?? someone
    return {
      subject: both ? channel.asksYou(both) : subject(names),
      heading: both ? channel.asks(both) : heading(names),
      opening: opening({ by }),
      why: whyYou({ ...whoAndWhere, by }),
    }
  }
  return {
    subject: message.subject,
    heading: both ? channel.asks(both) : words.heading(names),
    opening: words.opening,
    why,
  }
}

/** The mail that brings an invitation: the partner's words framed by ours, and exactly one link. */
export function renderInvitationMail(facts: InvitationMailFacts): RenderedMail {
  const { locale, partner, provider, message, link, operatorName } = facts
  const { contact } = partner
  const { invitationMail: words, channel } = messagesOf(locale)
  const until = formatDateTime(locale, facts.expiresAt)
  const frame = frameOf(facts, until)
  // what the partner wrote was for the recipient; a colleague and a reminder get our own words only
  const quote: Block = {
    kind: 'quote',
    title: words.messageFrom({ partner: partner.name }),
    text: signed(message, facts.sender).text.replaceAll(placeholder, words.linkIsBelow),
  }
  return renderMail({
    locale,
    subject: frame.subject,
    preheader: provider
      ? channel.preheader({ partner: partner.name, provider: provider.name, until })
      : words.preheader({ partner: partner.name, until }),
    header: words.header,
    blocks: [
      { kind: 'heading', text: frame.heading },
      { kind: 'paragraph', text: frame.opening },
      { kind: 'facts', rows: factRows(facts, until) },
      ...(facts.occasion ? [] : [quote]),
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
    footer: [frame.why, words.footer.reply({ contact: contact.name }), words.footer.ignore],
  })
}

function factRows({ locale, partner, provider, recipient, adminPrivileges }: InvitationMailFacts, until: string) {
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
    [facts.provider, provider && `${provider.name} (${provider.domain})`],
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
function consequences({ locale, partner, provider, adminPrivileges }: InvitationMailFacts): Block[] {
  const { roles, risks, invitationMail, channel } = messagesOf(locale)
  const both = provider && { partner: partner.name, provider: provider.name }
  const { ifYes, notIncluded } = invitationMail
  const asked: Block[] = adminPrivileges
    ? [
        ...(both ? [{ kind: 'paragraph', text: channel.privileges(both) } as const] : []),
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
    : [{ kind: 'paragraph', text: both ? channel.noPrivileges : ifYes.noPrivileges }]
  if (adminPrivileges?.autoExtend === 'P180D') asked.push({ kind: 'paragraph', text: ifYes.autoExtend })
  return [
    { kind: 'title', text: ifYes.title },
    { kind: 'paragraph', text: both ? channel.become(both) : ifYes.reseller({ partner: partner.name }) },
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
