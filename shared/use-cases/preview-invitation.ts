import { type Changes, changesOf } from '../domain/outcome.ts'
import type { Partner } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import { hintOf } from '../domain/preflight.ts'
import { readHinted } from '../store/customer-domains.ts'
import { readPartner } from '../store/relationships.ts'
import { getInvitation, type ShownInvitation } from './get-invitation.ts'
import { getProfile } from './get-profile.ts'

/** An invitation with what it is about: whose it is, and what a full yes changes for an existing customer. */
export interface PreviewedInvitation extends ShownInvitation {
  partner: Partner
  provider: Partner | undefined
  changes: Changes | null
}

/** All that a customer reads before it decides, for the partner to look at. Changes nothing. */
export async function previewInvitation(caller: Member, id: string, now: Date): Promise<PreviewedInvitation> {
  const [shown, partner] = await Promise.all([getInvitation(caller, id, now), getProfile(caller)])
  const { invitation } = shown
  const [provider, meant] = await Promise.all([
    partner.providerId ? readPartner(partner.providerId) : undefined,
    readHinted(partner.id, hintOf(invitation)),
  ])
  return { ...shown, partner, provider, changes: changesOf(partner, meant, invitation.adminPrivileges, now) }
}
