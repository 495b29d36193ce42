import { editPartner, type Partner, requirePartnerOf } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import { commit, settle } from '../store/commit.ts'
import { putProfile } from '../store/partners.ts'
import { readPartner } from '../store/relationships.ts'

/** Changes whom the partner's customers turn to; who opened an invitation before is shown the new one first. */
export const editProfile = (
  caller: Member,
  wanted: Pick<Partner, 'contact' | 'locale'>,
  version: number,
): Promise<Partner> =>
  settle(async () => {
    const before = requirePartnerOf(caller, await readPartner(caller.tenantId))
    const partner = editPartner(before, wanted, version)
    if (partner === before) return before
    const { committed } = await commit([putProfile(partner, before.version)])
    return committed ? partner : undefined
  })
