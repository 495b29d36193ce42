import { requireMayHandle } from '../domain/admin-privileges.ts'
import { notFound } from '../domain/ids.ts'
import { type Invitation, issueInvitation, requireMove, type Via } from '../domain/invitation.ts'
import { addresseeOf } from '../domain/link.ts'
import { checkMessage } from '../domain/message.ts'
import { type Partner, requirePartnerOf } from '../domain/partner.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { alreadyPending, hintOf, refusals } from '../domain/preflight.ts'
import { readEnvironment } from '../environment.ts'
import { keyRing } from '../secrets/key-ring.ts'
import { commit, settle, type Write } from '../store/commit.ts'
import { readHinted } from '../store/customer-domains.ts'
import { freshSalt } from '../store/fresh.ts'
import { decodeRecord, putIdempotencyRecord } from '../store/idempotency.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import {
  chained,
  decodeMessage,
  deleteGuard,
  putGuard,
  putInvitationEvent,
  requireNoGuard,
  updateInvitation,
} from '../store/invitations.ts'
import { idempotencyKey, invitationKey, messageKey, profileKey } from '../store/keys.ts'
import { takeMail } from '../store/limits.ts'
import { readTogether } from '../store/read.ts'
import { decodePartner, readProvider } from '../store/relationships.ts'
import { type Repeatable, type Repeated, replay } from './create-invitation.ts'
import { type ShownInvitation, shown } from './get-invitation.ts'
import { requireMayMail } from './require-may-mail.ts'

const { LIMITS, REGIONS } = readEnvironment('LIMITS', 'REGIONS')

/** Issues the personal link, first by `send`, anew by `resend`. Every rule that held for the draft is checked again. */
export async function sendInvitation(
  caller: Member,
  id: string,
  move: 'send' | 'resend',
  wantedVia: Via | undefined,
  repeatable: Repeatable,
  now: Date,
): Promise<Repeated<ShownInvitation>> {
  const ring = await keyRing()
  // counted once, also when somebody else was faster and all is read anew
  let counted = false
  return settle(async () => {
    const facts = await readFacts(caller.tenantId, id, repeatable, now)
    if (facts.record) return replay(caller, facts.record, repeatable, now)
    const { invitation: before, message } = facts
    if (!before || !message) throw notFound()
    const partner = requirePartnerOf(caller, facts.partner)
    requireMove(before, move, now)
    requireMayHandle(before.adminPrivileges, caller.appRoles)
    await requireNothingRefuses(before, partner, now)
    checkMessage(message, partner.domain)
    const via = wantedVia ?? ('via' in before ? before.via : undefined) ?? 'ses'
    const to = addresseeOf(ring, before.recipient.email)
    const [hash, ...olderHashes] = to.hashes
    if (via === 'ses' && !counted) {
      await requireMayMail(partner.id, to, now)
      await takeMail(`${partner.id}#${hash}`, LIMITS.mailsPerRecipientAndDay, LIMITS.secondsBetweenMails, move, now)
    }
    counted = true

    const issued = issueInvitation({ ...before, recipientHash: hash }, move, via, actorOf('partner', caller), now)
    const { invitation, event } = chained(issued, freshSalt)
    const guards: Write[] = [
      putGuard(invitation, hash, now),
      ...olderHashes.map((older) =>
        older === before.recipientHash ? deleteGuard(before) : requireNoGuard(before, older, now),
      ),
    ]
    const outcome = await commit([
      ...guards,
      updateInvitation(before, invitation),
      putInvitationEvent(invitation, event),
      putIdempotencyRecord(partner.id, { ...repeatable, status: 200, resourceId: id }, now),
    ])
    if (outcome.committed) return { ...(await shown(invitation, message, caller, now)), replayed: false, status: 200 }
    const guard = outcome.failed.slice(0, guards.length).find((item) => item !== undefined)
    if (guard) throw alreadyPending(typeof guard.invitation === 'string' ? guard.invitation : undefined)
    return undefined
  })
}

async function requireNothingRefuses(invitation: Invitation, partner: Partner, now: Date): Promise<void> {
  const { customer, recipient, adminPrivileges } = invitation
  // the pending guard is checked by the transaction itself
  const asksPrivileges = adminPrivileges !== null
  const relationships = asksPrivileges ? [] : await readHinted(partner.id, hintOf({ recipient, customer }))
  const wish = { invitationId: invitation.id, email: recipient.email, customer, asksPrivileges }
  const [refusal] = refusals(
    wish,
    { partner, provider: await readProvider(partner), guards: [], relationships, regions: REGIONS },
    now,
  )
  if (refusal) throw refusal
}

async function readFacts(partnerId: string, id: string, { key }: Repeatable, now: Date) {
  const { invitations, relationships } = await readTogether({
    invitations: [invitationKey(partnerId, id), messageKey(partnerId, id), idempotencyKey(partnerId, key)],
    relationships: [profileKey(partnerId)],
  })
  const [state, message, record] = invitations
  const [profile] = relationships
  return {
    invitation: state && decodeInvitation(state),
    message: message && decodeMessage(message),
    record: decodeRecord(record, now),
    partner: profile && decodePartner(profile),
  }
}
