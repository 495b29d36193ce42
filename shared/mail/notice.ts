import type { Terms } from '../domain/admin-privileges.ts'
import type { AcceptedAgreement } from '../domain/agreement.ts'
import type { Audience, NoticeEvent, ReadEvent } from '../domain/events.ts'
import { type Invitation, publicInvitationId } from '../domain/invitation.ts'
import type { Locale } from '../domain/locale.ts'
import type { Held } from '../domain/outcome.ts'
import type { Partner } from '../domain/partner.ts'
import type { Relationship, SupportContact } from '../domain/relationship.ts'
import { daysOf } from '../domain/time.ts'
import { formatDate, formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import type { Block } from './blocks.ts'
import { type RenderedMail, renderMail } from './layout.tsx'

/** What a notice may tell: the event, and what stands behind it where it could be read. */
export interface NoticeFacts<N extends NoticeEvent = NoticeEvent> {
  locale: Locale
  audience: Extract<Audience, 'partner' | 'customer'>
  event: ReadEvent<N>
  partner: Partner
  invitation: Invitation | undefined
  relationship: Relationship | undefined
  agreement: AcceptedAgreement | undefined
  /** of a provider's event: the reseller that the customer accepted */
  reseller?: { name: string; supportContact?: SupportContact }
  /** the version in force, while the customer has not accepted it */
  agreementOpen?: string
  operatorName: string
  /** the one link: the partner's console, or the customer's list of resellers */
  link: string
}

/** The part of a notice that is its own. */
export interface Notice {
  subject: string
  blocks: Block[]
  /** in place of the one that all notices to this side have */
  button?: { label: string; note: string }
}

export const wordsOf = ({ locale }: NoticeFacts) => messagesOf(locale).notices

/** What the partner calls the customer; an invited person who is all we know is called by the address. */
export const customerName = ({ relationship, invitation }: NoticeFacts): string => {
  const { company, name, email } = invitation?.recipient ?? {}
  return relationship?.name ?? company ?? name ?? email ?? ''
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/** Rows of label and value; what is not known is left out. */
export const factRows = (rows: [label: string, value: string | undefined][]): Block => ({
  kind: 'facts',
  rows: rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== ''),
})

/** What somebody of the customer wrote, shown as a quotation. */
export function quoted(facts: NoticeFacts, text: string | undefined): Block[] {
  if (!text) return []
  return [{ kind: 'quote', title: wordsOf(facts).theirWords({ customer: customerName(facts) }), text }]
}

export function roleNames(locale: Locale, roles: Terms['roles']): string {
  const { roles: words } = messagesOf(locale)
  return roles.map((code) => words[code].name).join(', ')
}

/** Admin privileges in one line: `Directory Readers for 30 days`. */
export function termsLine(facts: NoticeFacts, terms: Terms | null): string {
  const words = wordsOf(facts)
  if (!terms || terms.roles.length === 0) return words.none
  const line = words.rolesFor({ roles: roleNames(facts.locale, terms.roles), days: daysOf(terms.duration) ?? 0 })
  return terms.autoExtend === 'PT0S' ? line : words.extending({ terms: line })
}

/** Privileges that are held, in one line: `Directory Readers until 30 November 2026`. */
export function heldLine(facts: Pick<NoticeFacts, 'locale'>, held: Held | null): string {
  const words = messagesOf(facts.locale).notices
  if (!held || held.roles.length === 0) return words.none
  const date = formatDate(facts.locale, new Date(held.endsAt))
  const line = words.rolesUntil({ roles: roleNames(facts.locale, held.roles), date })
  return held.autoExtend === 'PT0S' ? line : words.extending({ terms: line })
}

/** The rows by which a partner recognises what the mail is about. */
export function invitationRows(facts: NoticeFacts): [label: string, value: string | undefined][] {
  const { invitation: i, event, locale } = facts
  const { facts: labels } = wordsOf(facts)
  return [
    [labels.customer, i?.recipient.company],
    [labels.recipient, i?.recipient.email],
    [labels.reference, i?.reference],
    [labels.invitation, i && publicInvitationId(i)],
    [labels.when, formatDateTime(locale, new Date(event.at))],
  ]
}

/** A notice in the frame of all notices: fixed header, one link, and why the reader gets it. */
export function renderNotice(facts: NoticeFacts, { subject, blocks, button }: Notice): RenderedMail {
  const words = wordsOf(facts)
  const { audience, operatorName: operator, partner, relationship, agreementOpen } = facts
  return renderMail({
    locale: facts.locale,
    subject,
    // what an inbox shows beside the subject says more than the subject
    preheader: blocks.find((block) => block.kind === 'paragraph')?.text ?? subject,
    header: words.header[audience],
    blocks: [
      { kind: 'heading', text: subject },
      ...blocks,
      ...(audience === 'customer' && !button && agreementOpen
        ? [paragraph(words.agreementOpen({ version: agreementOpen }))]
        : []),
      { kind: 'button', label: words.button[audience], note: words.note[audience], ...button, link: facts.link },
    ],
    footer: [
      audience === 'partner'
        ? words.why.partner({ operator, partner: partner.name })
        : words.why.customer({ operator, email: relationship?.customerContact.email ?? '' }),
    ],
  })
}
