import { requireNotRemoved } from './access.ts'
import { Problem } from './errors.ts'
import { fact } from './events.ts'
import type { Complete } from './every-field.ts'
import type { Partner } from './partner.ts'
import type { Actor } from './people.ts'
import {
  type Relationship,
  type RelationshipChange,
  responsibilityEndsAt,
  responsibleForSupport,
  type SupportContact,
  saved,
} from './relationship.ts'

/** Whom the customer turns to: who was assigned, otherwise the partner's own contact. */
export function supportContactOf(
  relationship: Relationship,
  partner: Partner | undefined,
): Complete<SupportContact> | null {
  const contact = relationship.supportContact ?? partner?.contact
  return contact ? { name: contact.name, email: contact.email, phone: contact.phone } : null
}

export function assignSupportContact(
  before: Relationship,
  supportContact: SupportContact,
  actor: Actor,
  now: Date,
): RelationshipChange | undefined {
  requireNotRemoved(before)
  const event = { name: 'relationship.support-contact-assigned', at: now.toISOString(), actor, data: {} } as const
  return saved(before, { supportContact }, event)
}

// both sides mean the end of that day in UTC, whatever time they send
const endOfDay = (time: string) => `${new Date(time).toISOString().slice(0, 10)}T23:59:59.999Z`

/**
 * One side's word on when the partner's responsibility for support ends. Alone it changes nothing; once both have spoken
 * the later day counts, until its end in UTC. Either may change its word until that day has come.
 */
export function renegotiateSupport(
  before: Relationship,
  side: 'partner' | 'customer',
  day: string,
  actor: Actor,
  now: Date,
): RelationshipChange | undefined {
  requireNotRemoved(before)
  const endsAt = endOfDay(day)
  if (!responsibleForSupport(before, now))
    throw new Problem(
      'support-already-ended',
      'The responsibility for support has ended already, as both sides agreed. A new acceptance starts it again.',
      { currentState: 'ended' },
    )
  if (new Date(endsAt) <= now) {
    const message = `must be today or later, got ${day}`
    throw new Problem('validation-failed', `In the body: /endsAt ${message}.`, {
      errors: [{ pointer: '/endsAt', code: 'invalid', message }],
    })
  }
  const responsibilityEndedBy = { ...before.responsibilityEndedBy, [side]: endsAt }
  const agreedEnd = responsibilityEndsAt({ responsibilityEndedBy })
  const data = { side, endsAt, ...(agreedEnd && { agreedEnd }) }
  return saved(before, { responsibilityEndedBy }, fact('relationship.support-renegotiated', data, actor, now))
}

export type SupportState =
  | { kind: 'lasting' }
  | { kind: 'removed' }
  | { kind: 'proposed'; side: 'partner' | 'customer'; endsAt: string }
  | { kind: 'agreed' | 'ended'; endsAt: string }

/** How far both sides are with the end of the responsibility for support. */
export function supportStateOf(r: Relationship, now: Date): SupportState {
  if (r.status === 'removed') return { kind: 'removed' }
  const agreedEnd = responsibilityEndsAt(r)
  if (agreedEnd) return { kind: now >= new Date(agreedEnd) ? 'ended' : 'agreed', endsAt: agreedEnd }
  const { partner, customer } = r.responsibilityEndedBy ?? {}
  if (partner) return { kind: 'proposed', side: 'partner', endsAt: partner }
  if (customer) return { kind: 'proposed', side: 'customer', endsAt: customer }
  return { kind: 'lasting' }
}
