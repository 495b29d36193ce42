import type { Block } from '../domain/block.ts'
import type { Partner } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { type DecidedChoice, decidedChoice } from '../domain/repeat-decision.ts'
import { decodeBlock } from '../store/blocks.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { blockKey, invitationKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner, readRelationship } from '../store/relationships.ts'
import { subjectOf } from './open-invitation.ts'

/** What a link's page shows after something was done with it. */
export interface Decision {
  partner: Partner
  /** the answer of the caller's organisation, if it gave one */
  decided: DecidedChoice | undefined
  relationship: Relationship | undefined
  /** the name of the provider that was accepted with its reseller */
  provider: string | undefined
  block: Block | undefined
}

/** Reads what the caller's organisation decided about an invitation; undefined if the invitation is gone. */
export async function readDecision(caller: Member, secret: string): Promise<Decision | undefined> {
  const { partnerId, invitationId } = await subjectOf(secret)
  const { invitations, relationships } = await readTogether({
    invitations: [invitationKey(partnerId, invitationId)],
    relationships: [
      profileKey(partnerId),
      relationshipKey(partnerId, caller.tenantId),
      blockKey(caller.tenantId, partnerId),
    ],
  })
  const [state] = invitations
  const [profile, relationship, block] = relationships
  if (!state || !profile) return undefined
  const own = relationship && decodeRelationship(relationship)
  return {
    partner: decodePartner(profile),
    decided: decidedChoice(decodeInvitation(state), caller),
    relationship: own,
    provider: own && (await providerIn(own)),
    block: block && decodeBlock(block),
  }
}

async function providerIn({ channel, customerId }: Relationship): Promise<string | undefined> {
  const [id] = channel?.role === 'provider' ? channel.partnerIds : []
  return id ? (await readRelationship(id, customerId))?.partnerName : undefined
}
