import type { EventFacts } from './events.ts'
import { type Delivery, deliveryStates } from './invitation.ts'

/** Why a mail has not left yet though nothing is wrong with it: it goes out later by itself. */
export const waitingReasons = ['too-many-mails-today', 'sending-paused'] as const
export type WaitingReason = (typeof waitingReasons)[number]

const isWaiting = ({ state, reason }: Delivery) =>
  state === 'delayed' && (waitingReasons as readonly string[]).includes(reason ?? '')

/** How the reason begins when SES stopped trying after a bounce that is not permanent. */
export const givenUp = ['transient', 'undetermined'] as const

export const isGivenUp = ({ state, reason }: Pick<Delivery, 'state' | 'reason'>) =>
  state === 'delayed' && givenUp.some((kind) => reason?.startsWith(kind))

// a mail that still waits here has not been handed over, whatever its state is called
const rankOf = (delivery: Delivery) =>
  isWaiting(delivery) ? 0 : deliveryStates.indexOf(delivery.state) + (isGivenUp(delivery) ? 0.5 : 0)

/** Whether a report says more than what is known: by rank, so that order and repetition do not matter. */
export const isNews = (known: Delivery | undefined, report: Delivery): boolean =>
  known !== undefined && rankOf(report) > rankOf(known)

/** The states that a report may follow. */
export const lowerStates = (state: Delivery['state']): readonly Delivery['state'][] =>
  deliveryStates.slice(0, deliveryStates.indexOf(state))

type DeliveryEvent = `invitation.${'delivered' | 'bounced' | 'complained' | 'failed'}`

const told: Partial<Record<Delivery['state'], DeliveryEvent>> = {
  delivered: 'invitation.delivered',
  bounced: 'invitation.bounced',
  complained: 'invitation.complained',
  failed: 'invitation.failed',
}

/** The event that tells of a report; on the way there are none. */
export function deliveryEvent({ state, reason }: Delivery, generation: number, now: Date): EventFacts | undefined {
  const name = told[state]
  return name && { name, at: now.toISOString(), actor: { kind: 'schedule' }, data: { generation, reason } }
}
