import type { EventFacts } from './events.ts'
import type { Invitation } from './invitation.ts'
import { addDays, daysBetween, earliest } from './time.ts'

/** Days before the expiry at which the recipient is reminded, in the order in which they come. */
export const reminderDays = [7, 1] as const

const shortestPauseDays = 1

/** When the recipient of a mail of ours is reminded; never right after the first mail, so a short request has none. */
export function reminderTimes(issuedAt: Date, expiresAt: Date): Date[] {
  const from = addDays(issuedAt, shortestPauseDays)
  return reminderDays.map((days) => addDays(expiresAt, -days)).filter((at) => at >= from)
}

/** The reminders of an invitation's present link: only where we sent it. */
export function remindersOf(invitation: Invitation): Date[] {
  if (invitation.status !== 'issued' || invitation.via !== 'ses') return []
  return reminderTimes(new Date(invitation.issuedAt), new Date(invitation.expiresAt))
}

/** When the schedule must next look at a pending invitation: to remind, or to record its expiry. */
export function nextLook(invitation: Invitation): Date | undefined {
  if (invitation.status !== 'issued') return undefined
  const open = remindersOf(invitation).slice(invitation.reminders ?? 0)
  return earliest(new Date(invitation.expiresAt), ...open)
}

export interface Reminder {
  /** how many of the reminders are behind us with this one */
  reminders: number
  event: EventFacts
}

/** The reminder that is due; several that were missed are one. Undefined where none is, or the time to answer is over. */
export function dueReminder(invitation: Invitation, now: Date): Reminder | undefined {
  if (invitation.status !== 'issued' || now >= new Date(invitation.expiresAt)) return undefined
  const reminders = remindersOf(invitation).filter((at) => at <= now).length
  if (reminders <= (invitation.reminders ?? 0)) return undefined
  const { generation, expiresAt } = invitation
  const data = { generation, expiresAt, daysLeft: daysBetween(now, new Date(expiresAt)) }
  return { reminders, event: { name: 'invitation.reminded', at: now.toISOString(), actor: { kind: 'schedule' }, data } }
}
