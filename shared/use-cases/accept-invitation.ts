import { type AcceptRequest, accept } from '../domain/acceptance.ts'
import { decidedParts, requireMayDecide } from '../domain/deciding.ts'
import { notFound } from '../domain/ids.ts'
import type { LinkSubject } from '../domain/link.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { repeatsAcceptance } from '../domain/repeat-decision.ts'
import { readEnvironment } from '../environment.ts'
import { decodeAgreement, putAgreement, useAgreement } from '../store/agreements.ts'
import { commit, settle } from '../store/commit.ts'
import { putTrace } from '../store/customers.ts'
import { freshSalt } from '../store/fresh.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { chained, deleteGuard, putInvitationEvent, updateInvitation } from '../store/invitations.ts'
import { agreementKey, blockKey, invitationKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner, relationshipWrites, requireUnchanged } from '../store/relationships.ts'
import { explainDeadLink } from './explain-dead-link.ts'
import { subjectOf } from './open-invitation.ts'
import { providerOf } from './provider-of.ts'

const { ACCEPTING_ROLES, AGREEMENT, REGIONS } = readEnvironment('ACCEPTING_ROLES', 'AGREEMENT', 'REGIONS')

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
    const facts = await readFacts(partnerId, invitationId, caller.tenantId)
    const { invitation: before, relationship: existing, provider } = facts
    if (existing && repeatsAcceptance(facts, wish, caller)) return existing
    requireMayDecide(caller, ACCEPTING_ROLES, ...decidedParts(facts, wish.adminPrivileges))
    const acceptance = accept(facts, { ...wish, generation }, caller, now)
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

async function readFacts(partnerId: string, invitationId: string, customerId: string) {
  const { invitations, relationships } = await readTogether({
    invitations: [invitationKey(partnerId, invitationId)],
    relationships: [
      profileKey(partnerId),
      relationshipKey(partnerId, customerId),
      agreementKey(customerId, AGREEMENT.version),
      blockKey(customerId, partnerId),
    ],
  })
  const [state] = invitations
  if (!state) throw notFound()
  const [profile, relationship, accepted, block] = relationships
  const partner = profile && decodePartner(profile)
  return {
    invitation: decodeInvitation(state),
    partner,
    provider: await providerOf(partner, customerId),
    relationship: relationship && decodeRelationship(relationship),
    accepted: accepted && decodeAgreement(accepted),
    blocked: block !== undefined,
    agreement: AGREEMENT,
    regions: REGIONS,
  }
}
