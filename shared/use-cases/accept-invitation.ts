import { type AcceptRequest, accept } from '../domain/acceptance.ts'
import { decidedParts, requireMayDecide } from '../domain/deciding.ts'
import type { LinkSubject } from '../domain/link.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { repeatsAcceptance } from '../domain/repeat-decision.ts'
import { readEnvironment } from '../environment.ts'
import { putAgreement, useAgreement } from '../store/agreements.ts'
import { commit, settle } from '../store/commit.ts'
import { putTrace } from '../store/customers.ts'
import { freshSalt } from '../store/fresh.ts'
import { chained, deleteGuard, putInvitationEvent, updateInvitation } from '../store/invitations.ts'
import { relationshipWrites, requireUnchanged } from '../store/relationships.ts'
import { acceptanceFacts } from './acceptance-facts.ts'
import { closeIfNothingChanges } from './close-if-nothing-changes.ts'
import { explainDeadLink } from './explain-dead-link.ts'
import { subjectOf } from './open-invitation.ts'

const { ACCEPTING_ROLES, AGREEMENT } = readEnvironment('ACCEPTING_ROLES', 'AGREEMENT')

/**
 * The customer's yes: invitation, relationship, agreement and their events in one transaction. The same person
 * repeating the same choice gets the first answer again; any other choice or person gets what was decided.
 */
export async function acceptInvitation(
  caller: Member,
  secret: string,
  wish: Omit<AcceptRequest, 'generation'>,
  now: Date,
): Promise<Relationship> {
  const subject = await subjectOf(secret)
  requireMayDecide(caller, ACCEPTING_ROLES)
  return explainDeadLink({ ...subject, caller }, now, () => acceptOnce(caller, subject, wish, now))
}

const acceptOnce = (
  caller: Member,
  { partnerId, invitationId, generation }: LinkSubject,
  wish: Omit<AcceptRequest, 'generation'>,
  now: Date,
): Promise<Relationship> =>
  settle(async () => {
    const facts = await acceptanceFacts(partnerId, invitationId, caller.tenantId)
    const { invitation: before, relationship: existing, provider } = facts
    if (existing && repeatsAcceptance(facts, wish, caller)) return existing
    requireMayDecide(caller, ACCEPTING_ROLES, ...decidedParts(facts, wish.adminPrivileges))
    const acceptance = await closeIfNothingChanges(facts, caller, now, () =>
      accept(facts, { ...wish, generation }, caller, now),
    )
    if (!acceptance) return undefined
    const { invitation, event } = chained(acceptance, freshSalt)
    const [own, ...others] = acceptance.relationships
    const { relationship, writes } = relationshipWrites(own, freshSalt)
    const { committed } = await commit([
      updateInvitation(before, invitation, now),
      putInvitationEvent(invitation, event),
      deleteGuard(before),
      putTrace(invitation, caller),
      ...writes,
      ...others.flatMap((change) => relationshipWrites(change, freshSalt).writes),
      // a reseller's relationship never outlives its provider's
      ...(provider?.relationship && others.length === 0 ? [requireUnchanged(provider.relationship)] : []),
      acceptance.agreement
        ? putAgreement(caller.tenantId, acceptance.agreement, 1)
        : useAgreement(caller.tenantId, AGREEMENT.version),
    ])
    return committed ? relationship : undefined
  })
