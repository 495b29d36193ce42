import type { Partner } from '../domain/partner.ts'
import { commit, settle } from '../store/commit.ts'
import { putProfile } from '../store/partners.ts'
import { readPartner } from '../store/relationships.ts'

/** Suspends a partner, or lets it go on. All that it has stays; a repeat changes nothing. */
export const setPartnerStatus = (id: string, status: Partner['status']): Promise<Partner> =>
  settle(async () => {
    const before = await readPartner(id)
    if (!before) throw new Error(`No partner has the id ${id}. List them to see who is admitted.`)
    if (before.status === status) return before
    const partner = { ...before, status, version: before.version + 1 }
    const { committed } = await commit([putProfile(partner, before.version)])
    return committed ? partner : undefined
  })
