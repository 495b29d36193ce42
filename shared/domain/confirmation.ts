import { grantPrivileges } from './admin-privileges.ts'
import type { EventFacts } from './chain.ts'
import { Problem } from './errors.ts'
import type { Actor } from './people.ts'
import { changed, type Relationship, type RelationshipChange, relationshipMoves } from './relationship.ts'

const sentences = {
  'not-found': 'There is no relationship that waits for your confirmation.',
  'relationship-exists': 'This relationship is confirmed already. You may remove it instead.',
}

function requireUnconfirmed({ status }: Relationship, move: 'confirm' | 'refuse'): void {
  const outcome = relationshipMoves[move][status]
  if (outcome === 'not-found' || outcome === 'relationship-exists')
    throw new Problem(outcome, sentences[outcome], { currentState: status })
}

/** "This is my customer": the relationship begins, and the privileges that were withheld with it, counted from now. */
export function confirmRelationship(before: Relationship, actor: Actor, now: Date): RelationshipChange {
  requireUnconfirmed(before, 'confirm')
  const at = now.toISOString()
  const { provenDomain, withheld } = before
  const confirmed: EventFacts = { name: 'relationship.confirmed', at, actor, data: { provenDomain } }
  if (!withheld) return changed(before, { status: 'active' }, confirmed)
  const adminPrivileges = grantPrivileges(withheld.granted, withheld.asked, now)
  const { roles, endsAt, autoExtend } = adminPrivileges
  const granted: EventFacts = { name: 'admin-privileges.granted', at, actor, data: { roles, endsAt, autoExtend } }
  return changed(before, { status: 'active', adminPrivileges, withheld: undefined }, confirmed, granted)
}

/** "This is not my customer": whoever accepted gets nothing, and hears of it. */
export function refuseRelationship(before: Relationship, actor: Actor, now: Date): RelationshipChange {
  requireUnconfirmed(before, 'refuse')
  const { provenDomain } = before
  const at = now.toISOString()
  const event: EventFacts = { name: 'relationship.refused', at, actor, data: { provenDomain } }
  return changed(before, { status: 'removed', removedAt: at, withheld: undefined }, event)
}
