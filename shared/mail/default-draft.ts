import type { Locale } from '../domain/locale.ts'
import { type Message, placeholder } from '../domain/message.ts'
import { messagesOf } from '../messages/messages.ts'
import { harmless } from './signature.ts'

export interface DraftFacts {
  locale: Locale
  partner: { name: string }
  /** the provider that the partner sells for */
  provider: { name: string } | undefined
  recipient: { name?: string; company?: string }
  adminPrivileges: boolean
}

/** The email that a partner finds when it starts an invitation, with `{link}` exactly once. Who sends it signs it. */
export function defaultDraft({ locale, partner, provider, recipient, adminPrivileges }: DraftFacts): Message {
  const { draft, channel } = messagesOf(locale)
  const names = { partner: harmless(partner.name) }
  const both = provider && { ...names, provider: harmless(provider.name) }
  const privileges = both ? channel.draftPrivileges : draft.privileges
  const addressee = harmless(recipient.name ?? recipient.company ?? '')
  return {
    subject: both ? channel.draftSubject(both) : draft.subject(names),
    text: [
      addressee === '' ? draft.greetingWithoutName : draft.greeting({ name: addressee }),
      both ? channel.draftOpening(both) : draft.opening(names),
      placeholder,
      `${adminPrivileges ? privileges : draft.noPrivileges} ${draft.decision}`,
    ].join('\n\n'),
  }
}
