import { decline } from '../domain/acceptance.ts'
import { silencedBy } from '../domain/block.ts'
import { declinedPart, requireMayDecide } from '../domain/deciding.ts'
import { notFound } from '../domain/ids.ts'
import type { DecidedInvitation, Invitation } from '../domain/invitation.ts'
import type { LinkSubject } from '../domain/link.ts'
import type { Partner } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import { repeatsDecline } from '../domain/repeat-decision.ts'
import { readEnvironment } from '../environment.ts'
import { keyRing } from '../secrets/key-ring.ts'
import { blockWrites } from '../store/blocks.ts'
import { commit, settle, type Write } from '../store/commit.ts'
import { putTrace } from '../store/customers.ts'
import { freshSalt } from '../store/fresh.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { chained, deleteGuard, putInvitationEvent, readDecline, updateInvitation } from '../store/invitations.ts'
import { invitationKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner } from '../store/relationships.ts'
import { explainDeadLink } from './explain-dead-link.ts'
import { subjectOf } from './open-invitation.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** A no, why, and whether this partner's invitations are to be refused from now on. The partner hears the reason only. */
export interface DeclineRequest {
  reason?: string
  blockPartner?: boolean
}

/**
 * The customer's no. The same person repeating it with the same reason gets the first answer again, and may still block
 * the partner.
 */
export async function declineInvitation(
  caller: Member,
  secret: string,
  request: DeclineRequest,
  now: Date,
): Promise<DecidedInvitation> {
  const subject = await subjectOf(secret)
  requireMayDecide(caller, ACCEPTING_ROLES)
  return explainDeadLink({ ...subject, caller }, now, () => declineOnce(caller, subject, request, now))
}

const declineOnce = (
  caller: Member,
  subject: LinkSubject,
  { reason, blockPartner }: DeclineRequest,
  now: Date,
): Promise<DecidedInvitation> =>
  settle(async () => {
    const { before, relationship, partner } = await readFacts(subject, caller)
    const blocks = blockPartner ? (['relationship'] as const) : []
    requireMayDecide(caller, ACCEPTING_ROLES, declinedPart(relationship), ...blocks)
    const block = blockPartner ? await blockOf(before, partner, caller, now) : []
    if (before.status === 'declined' && repeatsDecline(before, reason, await readDecline(before), caller)) {
      if (block.length > 0) await commit(block)
      return before
    }
    const { generation } = subject
    const declined = decline({ invitation: before }, { generation, reason }, caller, now)
    const { invitation, event } = chained(declined, freshSalt)
    const { committed } = await commit([
      updateInvitation(before, invitation, now),
      putInvitationEvent(invitation, event),
      deleteGuard(before),
      putTrace(invitation, caller),
      ...block,
    ])
    return committed ? invitation : undefined
  })

async function readFacts({ partnerId, invitationId }: LinkSubject, { tenantId }: Member) {
  const { invitations, relationships } = await readTogether({
    invitations: [invitationKey(partnerId, invitationId)],
    relationships: [relationshipKey(partnerId, tenantId), profileKey(partnerId)],
  })
  const [state] = invitations
  if (!state) throw notFound()
  const [relationship, profile] = relationships
  return {
    before: decodeInvitation(state),
    relationship: relationship && decodeRelationship(relationship),
    partner: profile && decodePartner(profile),
  }
}

async function blockOf(
  { partnerId, recipient }: Invitation,
  partner: Partner | undefined,
  caller: Member,
  now: Date,
): Promise<Write[]> {
  return blockWrites(caller.tenantId, {
    partnerId,
    partnerName: partner?.name ?? partnerId,
    blockedAt: now.toISOString(),
    silenced: silencedBy(await keyRing(), recipient.email, caller),
  })
}
