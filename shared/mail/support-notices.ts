import { formatDate, formatDateTime } from '../messages/formats.ts'
import { customerName, factRows, type Notice, type NoticeFacts, paragraph, wordsOf } from './notice.ts'

/** To the other side: which last day of the responsibility for support was proposed, and whether both now agree. */
export function supportEndProposed(facts: NoticeFacts<'relationship.support-renegotiated'>): Notice {
  const { 'support-end-proposed': words, facts: labels } = wordsOf(facts)
  const { audience, event, partner, locale } = facts
  const { endsAt, agreedEnd } = event.data
  const names = { partner: partner.name, customer: customerName(facts) }
  const proposed = formatDate(locale, new Date(endsAt))
  const agreed = agreedEnd && formatDate(locale, new Date(agreedEnd))
  return {
    subject: words.subject[audience]({ ...names, date: proposed }),
    blocks: [
      paragraph(agreed ? words.agreed({ date: agreed }) : words.open[audience](names)),
      factRows([
        [labels.partner, names.partner],
        [labels.customer, names.customer],
        [labels.proposedDay, proposed],
        [labels.agreedDay, agreed],
        [labels.who, event.actor],
        [labels.when, formatDateTime(locale, new Date(event.at))],
      ]),
      ...(agreed ? [paragraph(words.change[audience](names))] : []),
    ],
  }
}
