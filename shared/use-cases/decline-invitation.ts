import { decline, isRepeat } from '../domain/acceptance.ts'
import { silencedBy } from '../domain/block.ts'
import { declinedPart, requireMayDecide } from '../domain/deciding.ts'
import { notFound } from '../domain/ids.ts'
import type { DecidedInvitation, Invitation } from '../domain/invitation.ts'
import type { LinkSubject } from '../domain/link.ts'
import type { Member } from '../domain/people.ts'
import { readEnvironment } from '../environment.ts'
import { keyRing } from '../secrets/key-ring.ts'
import { blockWrites } from '../store/blocks.ts'
import { commit, settle, type Write } from '../store/commit.ts'
import { putTrace } from '../store/customers.ts'
import { freshSalt } from '../store/fresh.ts'
import { chained, deleteGuard, putInvitationEvent, readInvitation, updateInvitation } from '../store/invitations.ts'
import { readPartner, readRelationship } from '../store/relationships.ts'
import { explainDeadLink } from './explain-dead-link.ts'
import { subjectOf } from './open-invitation.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** A no, why, and whether this partner's invitations are to be refused from now on. The partner hears the reason only. */
export interface DeclineRequest {
  reason?: string
  blockPartner?: boolean
}

/** The customer's no. The same person's repeat gets the first answer again, and may still block the partner. */
export async function declineInvitation(
  caller: Member,
  secret: string,
  request: DeclineRequest,
  now: Date,
): Promise<DecidedInvitation> {
  const subject = await subjectOf(secret)
  requireMayDecide(caller, ACCEPTING_ROLES)
  const blocks = request.blockPartner ? (['relationship'] as const) : []
  const declined = declinedPart(await readRelationship(subject.partnerId, caller.tenantId))
  requireMayDecide(caller, ACCEPTING_ROLES, declined, ...blocks)
  return explainDeadLink(subject, now, () => declineOnce(caller, subject, request, now))
}

const declineOnce = (
  caller: Member,
  { partnerId, invitationId, generation }: LinkSubject,
  { reason, blockPartner }: DeclineRequest,
  now: Date,
): Promise<DecidedInvitation> =>
  settle(async () => {
    const before = await readInvitation(partnerId, invitationId)
    if (!before) throw notFound()
    const block = blockPartner ? await blockOf(before, caller, now) : []
    if (isDeclinedBy(before, caller)) {
      if (block.length > 0) await commit(block)
      return before
    }
    const { invitation, event } = chained(
      decline({ invitation: before }, { generation, reason }, caller, now),
      freshSalt,
    )
    const { committed } = await commit([
      updateInvitation(before, invitation, now),
      putInvitationEvent(invitation, event),
      deleteGuard(before),
      putTrace(invitation, caller),
      ...block,
    ])
    return committed ? invitation : undefined
  })

async function blockOf({ partnerId, recipient }: Invitation, caller: Member, now: Date): Promise<Write[]> {
  const partner = await readPartner(partnerId)
  return blockWrites(caller.tenantId, {
    partnerId,
    partnerName: partner?.name ?? partnerId,
    blockedAt: now.toISOString(),
    silenced: silencedBy(await keyRing(), recipient.email, caller),
  })
}

const isDeclinedBy = (invitation: Invitation, caller: Member): invitation is DecidedInvitation =>
  isRepeat(invitation, 'decline', caller)
