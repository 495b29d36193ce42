import type { Partner } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import { readPartner } from '../store/relationships.ts'
import { getInvitation, type ShownInvitation } from './get-invitation.ts'
import { getProfile } from './get-profile.ts'

/** All that a customer reads before it decides, for the partner to look at. Changes nothing. */
export async function previewInvitation(
  caller: Member,
  id: string,
  now: Date,
): Promise<ShownInvitation & { partner: Partner; provider: Partner | undefined }> {
  const [shown, partner] = await Promise.all([getInvitation(caller, id, now), getProfile(caller)])
  const provider = partner.providerId ? await readPartner(partner.providerId) : undefined
  return { ...shown, partner, provider }
}
