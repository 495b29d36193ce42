import { Problem } from '../domain/errors.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { queryPartners } from '../store/relationships.ts'
import type { Page } from './fill-page.ts'

/** Guests are somebody else's people: they learn nothing about the organisation's partners. */
export function requireMember(caller: Member): void {
  if (caller.membership !== 'member')
    throw new Problem(
      'guest-or-delegated-account',
      `${caller.signInName} is not a member of this organisation. Sign in with an account of its own.`,
    )
}

/** The partners of the caller's organisation. */
export async function listPartners(
  caller: Member,
  page: { limit: number; after?: string },
): Promise<Page<Relationship>> {
  requireMember(caller)
  const { relationships, after } = await queryPartners(caller.tenantId, page)
  return { items: relationships, after }
}
