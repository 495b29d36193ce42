import type { EventName } from './chain.ts'

/** Whom a mail goes to: the invited person, a colleague, the sender and the partner's contact, or whoever accepted. */
export const audiences = ['recipient', 'colleague', 'partner', 'customer'] as const
export type Audience = (typeof audiences)[number]

/** Which mail tells whom of which event. What stands here is sent once; what does not is not mailed. */
export const notifications = {
  'invitation.sent': { recipient: 'invitation' },
  'invitation.resent': { recipient: 'invitation' },
  'invitation.forwarded': { colleague: 'forwarded' },
  'invitation.reminded': { recipient: 'reminder' },
  'invitation.accepted': { partner: 'accepted' },
  'invitation.declined': { partner: 'declined' },
  'invitation.not-us': { partner: 'not-us' },
  'invitation.expired': { partner: 'expired' },
  'invitation.bounced': { partner: 'bounced' },
  'invitation.fresh-link-requested': { partner: 'fresh-link-requested' },
  'relationship.established': { customer: 'receipt' },
  'relationship.end-requested': { partner: 'end-requested' },
  'relationship.refused': { customer: 'removed' },
  'relationship.removed': { customer: 'removed' },
  'admin-privileges.expiring': { partner: 'privileges-expiring', customer: 'privileges-expiring' },
  'admin-privileges.extended': { partner: 'privileges-extended', customer: 'privileges-extended' },
  'admin-privileges.expired': { partner: 'privileges-expired', customer: 'privileges-expired' },
  'admin-privileges.revoked': { partner: 'privileges-revoked', customer: 'privileges-revoked' },
} as const satisfies Partial<Record<EventName, Partial<Record<Audience, string>>>>

type Rows = typeof notifications
type Values<T> = T extends unknown ? T[keyof T] : never
export type Template = Extract<Values<Rows[keyof Rows]>, string>

const table: Partial<Record<EventName, Partial<Record<Audience, Template>>>> = notifications

/**
 * Whom an event is mailed to. An invitation that the partner hands over himself is not mailed to the recipient, and what
 * a reseller's relationship changes about its provider's is told once, by the reseller's: one yes has one receipt.
 */
export function audiencesOf(name: EventName, data: Record<string, unknown>): Audience[] {
  const handedOver = (name === 'invitation.sent' || name === 'invitation.resent') && data.via !== 'ses'
  return handedOver || data.reseller !== undefined ? [] : (Object.keys(table[name] ?? {}) as Audience[])
}

const letters = ['invitation', 'forwarded', 'reminder'] as const
export type LetterTemplate = (typeof letters)[number]

/** What brings the invitation's link, and so makes sense only while it still waits for an answer. */
export const isLetter = (template: Template): template is LetterTemplate =>
  (letters as readonly Template[]).includes(template)

export const templateOf = (name: EventName, audience: Audience): Template | undefined => table[name]?.[audience]
