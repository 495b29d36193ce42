import * as z from 'zod'
import type { Delivery } from './invitation.ts'
import type { MailCount } from './reputation.ts'

const one = z.tuple([z.string()]).rest(z.string())
const mail = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  tags: z.object({ partner: one, invitation: one, generation: one, audience: one }).partial(),
})
const timestamp = z.iso.datetime({ offset: true })

/** What Amazon SES publishes of a mail (its event publishing format), as far as it is read here. */
const eventSchema = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Delivery'), mail, delivery: z.object({ timestamp }) }),
  z.object({
    eventType: z.literal('DeliveryDelay'),
    mail,
    deliveryDelay: z.object({ timestamp, delayType: z.string() }),
  }),
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ timestamp, bounceType: z.string(), bounceSubType: z.string().optional() }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail,
    complaint: z.object({ timestamp, complaintFeedbackType: z.string().nullish() }),
  }),
  z.object({ eventType: z.literal('Reject'), mail, reject: z.object({ reason: z.string().optional() }) }),
  z.object({ eventType: z.literal('Rendering Failure'), mail }),
])
type SesEvent = z.output<typeof eventSchema>

/** A report on the mail of one link of an invitation. */
export interface Feedback {
  partnerId: string
  invitationId: string
  generation: number
  delivery: Delivery
  /** what counts against the partner's sending; then nothing more is sent to the address either */
  held?: Exclude<MailCount, 'sent'>
}

const longestReason = 40

// `OnAccountSuppressionList` is `on-account-suppression-list`: a code, never a text of somebody else's
const code = (...words: (string | null | undefined)[]) =>
  words
    .flatMap((word) => word?.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g) ?? [])
    .join('-')
    .toLowerCase()
    .slice(0, longestReason)

function deliveryOf(event: SesEvent): Pick<Feedback, 'delivery' | 'held'> {
  switch (event.eventType) {
    case 'Delivery':
      return { delivery: { state: 'delivered', at: event.delivery.timestamp } }
    case 'DeliveryDelay': {
      const { delayType, timestamp: at } = event.deliveryDelay
      return { delivery: { state: 'delayed', at, reason: code(delayType) } }
    }
    case 'Bounce': {
      const { bounceType, bounceSubType, timestamp: at } = event.bounce
      const reason = code(bounceType, bounceSubType)
      if (bounceType === 'Permanent') return { delivery: { state: 'bounced', at, reason }, held: 'bounced' }
      // a full mailbox or an out-of-office reply says nothing about the address
      return { delivery: { state: 'delayed', at, reason } }
    }
    case 'Complaint': {
      const { complaintFeedbackType, timestamp: at } = event.complaint
      const reason = code(complaintFeedbackType) || undefined
      return { delivery: { state: 'complained', at, reason }, held: 'complained' }
    }
    case 'Reject':
      return { delivery: { state: 'failed', at: event.mail.timestamp, reason: 'rejected' } }
    case 'Rendering Failure':
      return { delivery: { state: 'failed', at: event.mail.timestamp, reason: 'rendering-failure' } }
  }
}

/** Reads a report; undefined where it is about another mail than one to an invited person. Throws for what is none. */
export function readFeedback(event: unknown): Feedback | undefined {
  const parsed = eventSchema.parse(event)
  const { partner, invitation, generation, audience } = parsed.mail.tags
  if (audience?.[0] !== 'recipient' || !partner || !invitation || !generation) return undefined
  return {
    partnerId: partner[0],
    invitationId: invitation[0],
    generation: Number(generation[0]),
    ...deliveryOf(parsed),
  }
}
