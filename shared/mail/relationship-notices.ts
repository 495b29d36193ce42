import { formatDateTime } from '../messages/formats.ts'
import {
  customerName,
  factRows,
  type Notice,
  type NoticeFacts,
  paragraph,
  quoted,
  roleNames,
  wordsOf,
} from './notice.ts'

const when = ({ locale }: Pick<NoticeFacts, 'locale'>, at: string) => formatDateTime(locale, new Date(at))

/** What the customer says of the end of the relationship: which organisation, who and when. */
function ofTheEnd(
  facts: NoticeFacts<'relationship.end-requested' | 'relationship.end-request-withdrawn'>,
  id: 'end-requested' | 'end-request-withdrawn',
): Notice {
  const { [id]: words, facts: labels } = wordsOf(facts)
  const { event, relationship } = facts
  return {
    subject: words.subject({ customer: customerName(facts) }),
    blocks: [
      paragraph(words.text),
      factRows([
        [labels.organisation, relationship?.provenDomain],
        [labels.who, event.actor],
        [labels.when, when(facts, event.at)],
      ]),
    ],
  }
}

export function endRequested(facts: NoticeFacts<'relationship.end-requested'>): Notice {
  const { subject, blocks } = ofTheEnd(facts, 'end-requested')
  return { subject, blocks: [...blocks, ...quoted(facts, facts.event.data.reason)] }
}

export const endRequestWithdrawn = (facts: NoticeFacts<'relationship.end-request-withdrawn'>): Notice =>
  ofTheEnd(facts, 'end-request-withdrawn')

export function agreementRequested(facts: NoticeFacts<'agreement.requested'>): Notice {
  const all = wordsOf(facts)
  const words = all['agreement-requested']
  const { event, partner } = facts
  const { version } = event.data
  return {
    subject: words.subject({ partner: partner.name }),
    blocks: [
      paragraph(words.text({ partner: partner.name, version })),
      factRows([
        [all.facts.partner, partner.name],
        [all.facts.domain, partner.domain],
        [all.facts.agreement, version],
        [all.facts.who, event.actor],
        [all.facts.when, when(facts, event.at)],
      ]),
    ],
    button: { label: words.button, note: words.note },
  }
}

export function confirmed(facts: NoticeFacts<'relationship.confirmed'>): Notice {
  const { confirmed: words, facts: labels, entry } = wordsOf(facts)
  const { event, partner, relationship } = facts
  const { granted, expired } = event.data
  const begins = granted ? words.granted : expired ? words.expired({ date: when(facts, expired.endsAt) }) : words.none
  return {
    subject: words.subject({ partner: partner.name }),
    blocks: [
      paragraph(words.text({ partner: partner.name })),
      paragraph(begins),
      factRows([
        [labels.partner, partner.name],
        [labels.domain, partner.domain],
        [labels.organisation, event.data.provenDomain],
        [labels.tenant, relationship?.customerId],
        [labels.when, when(facts, event.at)],
        [labels.granted, granted && roleNames(facts.locale, granted.roles)],
        [labels.until, granted && when(facts, granted.endsAt)],
        [labels.history, relationship && entry(relationship.head)],
      ]),
    ],
  }
}

export function lapsed(facts: NoticeFacts<'relationship.lapsed'>): Notice {
  const { lapsed: words, facts: labels } = wordsOf(facts)
  const { event, partner, audience } = facts
  const names = { partner: partner.name, customer: customerName(facts) }
  return {
    subject: words.subject(names),
    blocks: [
      paragraph(audience === 'partner' ? words.partner : words.customer(names)),
      factRows([
        [labels.partner, partner.name],
        [labels.customer, names.customer],
        [labels.organisation, event.data.provenDomain],
        [labels.when, when(facts, event.at)],
      ]),
    ],
  }
}

export function withdrawn(facts: NoticeFacts<'relationship.withdrawn'>): Notice {
  const { withdrawn: words, facts: labels } = wordsOf(facts)
  const { event } = facts
  return {
    subject: words.subject({ customer: customerName(facts) }),
    blocks: [
      paragraph(words.text),
      factRows([
        [labels.organisation, event.data.provenDomain],
        [labels.who, event.actor],
        [labels.when, when(facts, event.at)],
      ]),
      ...quoted(facts, event.data.reason),
    ],
  }
}

export function removed(facts: NoticeFacts<'relationship.removed' | 'relationship.refused'>): Notice {
  const { removed: words, facts: labels } = wordsOf(facts)
  const { event, partner } = facts
  return {
    subject: words.subject({ partner: partner.name }),
    blocks: [
      paragraph(words.text({ partner: partner.name })),
      factRows([
        [labels.domain, partner.domain],
        [labels.when, when(facts, event.at)],
      ]),
    ],
  }
}

type PrivilegeNotice = 'privileges-expiring' | 'privileges-extended' | 'privileges-expired' | 'privileges-revoked'

/** What happened to admin privileges, each side told what it can do about it. */
export const privileges =
  (id: PrivilegeNotice) =>
  (facts: NoticeFacts<`admin-privileges.${'expiring' | 'extended' | 'expired' | 'revoked'}`>): Notice => {
    const all = wordsOf(facts)
    const words = all[id]
    const { event, partner, audience } = facts
    const { roles, endsAt, autoExtend } = event.data
    const days = 'daysLeft' in event.data ? event.data.daysLeft : 1
    const extending = 'extends' in words && autoExtend === 'P180D'
    const names = { partner: partner.name, customer: customerName(facts) }
    const waiting = 'waiting' in event.data && 'waiting' in words && event.data.waiting
    return {
      subject: words.subject({ ...names, days }),
      blocks: [
        paragraph(waiting ? words.waiting[audience](names) : extending ? words.extends[audience] : words[audience]),
        factRows([
          [all.facts.partner, partner.name],
          [all.facts.customer, names.customer],
          [all.facts.roles, roleNames(facts.locale, roles)],
          [all.facts.until, when(facts, endsAt)],
          [all.facts.who, event.actor],
        ]),
      ],
    }
  }
