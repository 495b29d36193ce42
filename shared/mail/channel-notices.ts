import { formatDateTime } from '../messages/formats.ts'
import { customerName, factRows, type Notice, type NoticeFacts, paragraph, wordsOf } from './notice.ts'

/** To a provider: a customer accepted a reseller of it, which makes it provider and, mostly, support contact. */
export function becameProvider(facts: NoticeFacts<'relationship.established'>): Notice {
  const { 'became-provider': words, facts: labels } = wordsOf(facts)
  const { event, relationship, reseller, partner, locale } = facts
  const names = { customer: customerName(facts), reseller: reseller?.name ?? words.aReseller }
  const support = reseller?.supportContact
  const begins = event.data.renewed ? words.renewed(names) : words.text(names)
  return {
    subject: words.subject(names),
    blocks: [
      paragraph(event.data.status === 'unconfirmed' ? words.unconfirmed(names) : begins),
      ...(support && support.email === partner.contact.email ? [paragraph(words.support)] : []),
      factRows([
        [labels.customer, names.customer],
        [labels.organisation, relationship?.provenDomain],
        [labels.tenant, relationship?.customerId],
        [labels.partner, reseller?.name],
        [labels.provider, partner.name],
        [labels.support, support && `${support.name}, ${support.email}`],
        [labels.who, event.actor],
        [labels.when, formatDateTime(locale, new Date(event.at))],
      ]),
      paragraph(words.privileges(names)),
    ],
  }
}

/** To a reseller: its provider ended what both had with a customer. */
export function endedByProvider(facts: NoticeFacts<'relationship.removed' | 'relationship.refused'>): Notice {
  const { 'ended-by-provider': words, facts: labels } = wordsOf(facts)
  const { event, relationship, partner, locale } = facts
  const { name = '', domain } = event.data.provider ?? {}
  const names = { customer: customerName(facts), provider: name }
  return {
    subject: words.subject(names),
    blocks: [
      paragraph(words.text(names)),
      factRows([
        [labels.customer, names.customer],
        [labels.organisation, relationship?.provenDomain],
        [labels.tenant, relationship?.customerId],
        [labels.partner, partner.name],
        [labels.provider, domain && `${name} (${domain})`],
        [labels.who, event.actor],
        [labels.when, formatDateTime(locale, new Date(event.at))],
      ]),
    ],
  }
}
