import { requireNotRemoved } from './access.ts'
import { Problem } from './errors.ts'
import type { Complete } from './every-field.ts'
import type { Partner } from './partner.ts'
import type { Actor } from './people.ts'
import {
  changed,
  type Relationship,
  type RelationshipChange,
  responsibleForSupport,
  type SupportContact,
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
): RelationshipChange {
  requireNotRemoved(before)
  const event = { name: 'relationship.support-contact-assigned', at: now.toISOString(), actor, data: {} } as const
  return changed(before, { supportContact }, event)
}

/**
 * One side's word on when the partner's responsibility for support ends. Alone it changes nothing; once both have spoken
 * the later day counts. Either may change its word until that day has come.
 */
export function renegotiateSupport(
  before: Relationship,
  side: 'partner' | 'customer',
  endsAt: string,
  actor: Actor,
  now: Date,
): RelationshipChange {
  requireNotRemoved(before)
  if (!responsibleForSupport(before, now))
    throw new Problem(
      'relationship-not-active',
      'The responsibility for support has ended already, as both sides agreed.',
    )
  if (new Date(endsAt) <= now) {
    const message = `must be in the future, got ${endsAt}`
    throw new Problem('validation-failed', `In the body: /endsAt ${message}.`, {
      errors: [{ pointer: '/endsAt', code: 'invalid', message }],
    })
  }
  const event = {
    name: 'relationship.support-renegotiated',
    at: now.toISOString(),
    actor,
    data: { side, endsAt },
  } as const
  return changed(before, { responsibilityEndedBy: { ...before.responsibilityEndedBy, [side]: endsAt } }, event)
}
