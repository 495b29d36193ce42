import { Problem } from '../domain/errors.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { queryPartners } from '../store/relationships.ts'
import { fillPage, type Page } from './fill-page.ts'

/** Guests are somebody else's people: they learn nothing about the organisation's partners. */
export function requireMember(caller: Member): void {
  if (caller.membership !== 'member')
    throw new Problem(
      'guest-or-delegated-account',
      `${caller.signInName} is not a member of this organisation. Sign in with an account of its own.`,
    )
}

/** The partners of the caller's organisation; without a status, those that were removed are left out. */
export async function listPartners(
  caller: Member,
  wish: { status?: Relationship['status']; limit: number; after?: string },
): Promise<Page<Relationship>> {
  requireMember(caller)
  const passes = (r: Relationship) => (wish.status ? r.status === wish.status : r.status !== 'removed')
  return fillPage(
    { ...wish, filtered: wish.status !== undefined },
    async (limit, after) => {
      const page = await queryPartners(caller.tenantId, { limit, after })
      return { items: page.relationships.filter(passes), after: page.after }
    },
    (relationship) => relationship.partnerId,
  )
}
