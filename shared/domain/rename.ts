import { requireNotRemoved } from './access.ts'
import { fact } from './events.ts'
import type { Actor } from './people.ts'
import { changed, type Relationship, type RelationshipChange } from './relationship.ts'

/** The partner calls its customer by another name; the same name changes nothing. */
export function renameCustomer(
  before: Relationship,
  name: string,
  actor: Actor,
  now: Date,
): RelationshipChange | undefined {
  requireNotRemoved(before)
  if (name === before.name) return undefined
  const event = fact('relationship.renamed', { name, previous: before.name }, actor, now)
  return changed(before, { name, nameSource: 'partner', typedName: undefined }, event)
}
