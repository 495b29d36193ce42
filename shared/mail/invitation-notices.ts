import { type PrivilegesOutcome, renewalOf } from '../domain/outcome.ts'
import { formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import {
  customerName,
  factRows,
  heldLine,
  invitationRows,
  type Notice,
  type NoticeFacts,
  paragraph,
  quoted,
  roleNames,
  termsLine,
  wordsOf,
} from './notice.ts'

const endedRoles = ({ locale }: Pick<NoticeFacts, 'locale'>, outcome: PrivilegesOutcome | null | undefined) =>
  outcome?.removed.length ? roleNames(locale, outcome.removed) : undefined

/** A yes: which organisation it was, and what was asked against what was granted. */
export function accepted(facts: NoticeFacts<'invitation.accepted'>): Notice {
  const { accepted: words, facts: labels } = wordsOf(facts)
  const { invitation, relationship, event } = facts
  const customer = customerName(facts)
  const asked = invitation?.adminPrivileges ?? null
  const { withheld, granted = withheld ?? null, adminPrivileges } = event.data
  const askedLine = termsLine(facts, asked)
  return {
    subject: words.subject({ customer }),
    blocks: [
      paragraph(relationship?.status === 'unconfirmed' ? words.unconfirmed : words.text({ customer })),
      factRows([
        ...invitationRows(facts),
        [labels.who, event.actor],
        [labels.organisation, relationship?.provenDomain],
        [labels.tenant, relationship?.customerId],
        [labels.asked, askedLine],
        [
          adminPrivileges?.begins === 'confirmation' ? labels.withheld : labels.granted,
          heldLine(facts, renewalOf(adminPrivileges ?? null).after),
        ],
        [labels.ended, endedRoles(facts, adminPrivileges)],
      ]),
      ...(askedLine === termsLine(facts, granted) ? [] : [paragraph(words.less)]),
    ],
  }
}

export function declined(facts: NoticeFacts<'invitation.declined'>): Notice {
  const { declined: words, facts: labels } = wordsOf(facts)
  return {
    subject: words.subject({ customer: customerName(facts) }),
    blocks: [
      paragraph(words.text),
      factRows([...invitationRows(facts), [labels.who, facts.event.actor]]),
      ...quoted(facts, facts.event.data.reason),
    ],
  }
}

export function notUs(facts: NoticeFacts<'invitation.not-us'>): Notice {
  const words = wordsOf(facts)['not-us']
  const { data } = facts.event
  return {
    subject: words.subject({ customer: customerName(facts) }),
    blocks: [
      paragraph(words.text({ domain: data.domain ?? words.unknown })),
      factRows(invitationRows(facts)),
      ...quoted(facts, data.note),
    ],
  }
}

export function bounced(facts: NoticeFacts<'invitation.bounced'>): Notice {
  const { bounced: words, facts: labels } = wordsOf(facts)
  return {
    subject: words.subject({ customer: customerName(facts) }),
    blocks: [paragraph(words.text), factRows([...invitationRows(facts), [labels.reason, facts.event.data.reason]])],
  }
}

/** What needs no more than one sentence and the invitation's own data. */
const plain =
  (id: 'expired' | 'fresh-link-requested') =>
  (facts: NoticeFacts<'invitation.expired' | 'invitation.fresh-link-requested'>): Notice => {
    const words = wordsOf(facts)[id]
    return {
      subject: words.subject({ customer: customerName(facts) }),
      blocks: [paragraph(words.text), factRows(invitationRows(facts))],
    }
  }

export const expired = plain('expired')
export const freshLinkRequested = plain('fresh-link-requested')

/** The customer's proof of consent: what was shown, by whom, when, which agreement, and where the history stands. */
export function receipt(facts: NoticeFacts<'relationship.established'>): Notice {
  const { receipt: words, facts: labels, entry } = wordsOf(facts)
  const { event, partner, relationship, agreement, locale } = facts
  const { data } = event
  const unconfirmed = data.status === 'unconfirmed'
  const lapsesAt = relationship?.lapsesAt
  const outcome = data.adminPrivileges ?? null
  const { after } = renewalOf(outcome)
  const waits = outcome?.begins === 'confirmation'
  const { channel } = messagesOf(locale)
  const both = data.provider && { partner: partner.name, provider: data.provider.name }
  const support = data.provider && relationship?.supportContact
  const names = { partner: partner.name }
  return {
    subject: both ? channel.receiptSubject(both) : words.subject({ partner: partner.name }),
    blocks: [
      paragraph((data.renewed === true ? words.renewed : words.text)({ partner: partner.name })),
      ...(both ? [paragraph(channel.receiptText(both))] : []),
      ...(unconfirmed ? [paragraph(words.unconfirmed(names))] : []),
      ...(unconfirmed && lapsesAt
        ? [paragraph(words.lapses({ ...names, date: formatDateTime(locale, new Date(lapsesAt)) }))]
        : []),
      factRows([
        [labels.partner, partner.name],
        [labels.domain, partner.domain],
        [labels.provider, data.provider && `${data.provider.name} (${data.provider.domain})`],
        [labels.support, support && `${support.name}, ${support.email}`],
        [labels.organisation, relationship?.provenDomain],
        [labels.tenant, relationship?.customerId],
        [labels.who, event.actor],
        [labels.when, formatDateTime(locale, new Date(event.at))],
        [waits ? labels.grantedOnceConfirmed(names) : labels.granted, heldLine(facts, after)],
        [labels.ended, endedRoles(facts, outcome)],
        [labels.agreement, agreement?.version ?? relationship?.agreementVersion],
        [labels.agreementHash, agreement?.sha256],
        [labels.shownHash, data.digest],
        [labels.history, relationship && entry(relationship.head)],
      ]),
      paragraph(words.proof),
    ],
  }
}
