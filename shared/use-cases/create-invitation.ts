import type { TermsRequest } from '../domain/admin-privileges.ts'
import { Problem } from '../domain/errors.ts'
import type { Complete } from '../domain/every-field.ts'
import {
  createInvitation as draft,
  type ExpectedCustomer,
  type NewInvitation,
  type Recipient,
} from '../domain/invitation.ts'
import { type Locale, localeOfCountry } from '../domain/locale.ts'
import type { InvitationMessage } from '../domain/message.ts'
import { limitsOf, requirePartnerOf } from '../domain/partner.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { judge } from '../domain/preflight.ts'
import { readEnvironment } from '../environment.ts'
import { defaultDraft } from '../mail/default-draft.ts'
import { commit, settle } from '../store/commit.ts'
import { freshId, freshSalt } from '../store/fresh.ts'
import { decodeRecord, putIdempotencyRecord } from '../store/idempotency.ts'
import { chained, putInvitation, putInvitationEvent, putMessage } from '../store/invitations.ts'
import { idempotencyKey } from '../store/keys.ts'
import { takeInvitation } from '../store/limits.ts'
import { askingFacts } from './asking-facts.ts'
import { getInvitation, type ShownInvitation } from './get-invitation.ts'

const { LIMITS } = readEnvironment('LIMITS')

export interface CreateInvitationRequest {
  recipient: Omit<Recipient, 'locale'> & { locale?: Locale }
  customer?: ExpectedCustomer
  adminPrivileges?: TermsRequest
  expiresIn: string
  reference?: string
  metadata?: Record<string, string>
}

/** A client's key for this request and the digest of its payload. */
export interface Repeatable {
  key: string
  hash: string
}

/** `replayed`: an earlier request with the same key did it; `status` is what that one answered. */
export type Repeated<T> = T & { replayed: boolean; status: number }

/** Drafts an invitation: every rule is checked now and again when it is sent; nobody is written to yet. */
export async function createInvitation(
  caller: Member,
  request: CreateInvitationRequest,
  repeatable: Repeatable,
  now: Date,
): Promise<Repeated<ShownInvitation>> {
  // counted once, also when somebody else was faster and all is read anew
  let counted = false
  return settle(async () => {
    const keys = [idempotencyKey(caller.tenantId, repeatable.key)]
    const { further, hash: recipientHash, ...facts } = await askingFacts(caller.tenantId, request, () => keys)
    const earlier = decodeRecord(further[0], now)
    if (earlier) return replay(caller, earlier, repeatable, now)
    const { adminPrivileges, refusals } = judge(request, caller, facts, now)
    if (refusals[0]) throw refusals[0]
    const partner = requirePartnerOf(caller, facts.partner)
    const limits = limitsOf(partner, LIMITS)
    if (!counted) await takeInvitation(partner.id, limits.invitationsPerDay, limits.invitationsPer15Minutes, now)
    counted = true

    const { customer = {}, expiresIn, reference, metadata } = request
    const recipient = { ...request.recipient, locale: request.recipient.locale ?? localeOfCountry(customer.country) }
    const fields: Complete<NewInvitation> = {
      id: freshId(now),
      partnerId: partner.id,
      recipient,
      recipientHash,
      customer,
      adminPrivileges,
      expiresIn,
      reference,
    }
    const message: Complete<InvitationMessage> = {
      ...defaultDraft({
        locale: recipient.locale,
        partner,
        provider: facts.provider,
        recipient,
        adminPrivileges: adminPrivileges !== null,
      }),
      metadata,
      sender: { userId: caller.userId, name: caller.name, email: caller.signInName },
    }
    const { invitation, event } = chained(draft(fields, actorOf('partner', caller), now), freshSalt)
    const record = { ...repeatable, status: 201, resourceId: invitation.id }
    const { committed } = await commit([
      putInvitation(invitation),
      putMessage(invitation, message),
      putInvitationEvent(invitation, event),
      putIdempotencyRecord(partner.id, record, now),
    ])
    return committed ? { invitation, message, replayed: false, status: 201 } : undefined
  })
}

/** Answers what the first request with this key did; another payload under the same key is refused. */
export async function replay(
  caller: Member,
  record: { hash: string; status: number; resource: string },
  repeatable: Repeatable,
  now: Date,
): Promise<Repeated<ShownInvitation>> {
  if (record.hash !== repeatable.hash)
    throw new Problem(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request. Use a fresh one for each new request.',
    )
  return { ...(await getInvitation(caller, record.resource, now)), replayed: true, status: record.status }
}
