import { type Partner, requireOwnCloud, requirePartnerOf } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import { readPartner } from '../store/relationships.ts'

/** The caller's organisation as the operator admitted it, also while it is suspended. */
export async function getProfile(caller: Member): Promise<Partner> {
  const partner = await readPartner(caller.tenantId)
  return partner ? requireOwnCloud(caller, partner) : requirePartnerOf(caller, partner)
}
