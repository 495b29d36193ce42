import type { AcceptedAgreement } from '../domain/agreement.ts'
import { formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import { type RenderedMail, renderMail } from './layout.tsx'
import { factRows, paragraph } from './notice.ts'

export interface AgreementReceiptFacts {
  customerId: string
  accepted: AcceptedAgreement
  operatorName: string
  link: string
}

/** The customer's proof that it accepted a version of the agreement on its own, in the language of the text. */
export function agreementReceipt({ customerId, accepted, operatorName, link }: AgreementReceiptFacts): RenderedMail {
  const { language: locale, version, email } = accepted
  const { notices } = messagesOf(locale)
  const { 'agreement-receipt': words, facts: labels } = notices
  const subject = words.subject({ version })
  return renderMail({
    locale,
    subject,
    preheader: words.text,
    header: notices.header.customer,
    blocks: [
      { kind: 'heading', text: subject },
      paragraph(words.text),
      factRows([
        [labels.tenant, customerId],
        [labels.who, `${accepted.firstName} ${accepted.lastName}`],
        [labels.when, formatDateTime(locale, new Date(accepted.acceptedAt))],
        [labels.agreement, version],
        [labels.agreementHash, accepted.sha256],
      ]),
      { kind: 'button', label: words.button, note: words.note, link },
    ],
    footer: [words.why({ operator: operatorName, email })],
  })
}
