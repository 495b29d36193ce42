import type { StoredEvent } from '../domain/chain.ts'
import { notFound } from '../domain/ids.ts'
import { queryRelationshipEvents } from '../store/relationships.ts'
import type { Page } from './fill-page.ts'

/** What happened to a relationship, oldest first. */
export async function listRelationshipEvents(
  partnerId: string,
  customerId: string,
  { limit, after }: { limit: number; after?: string },
): Promise<Page<StoredEvent>> {
  const afterSeq = after === undefined ? undefined : Number(after)
  const page = await queryRelationshipEvents(partnerId, customerId, { limit, afterSeq })
  // every relationship has at least the event of its beginning
  if (page.events.length === 0 && after === undefined) throw notFound()
  return { items: page.events, after: page.afterSeq?.toString() }
}
