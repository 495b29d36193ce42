import type { StoredEvent } from '../domain/chain.ts'
import { notFound } from '../domain/ids.ts'
import { queryInvitationEvents } from '../store/invitations.ts'
import type { Page } from './fill-page.ts'

/** What happened to an invitation, oldest first. */
export async function listInvitationEvents(
  partnerId: string,
  id: string,
  { limit, after }: { limit: number; after?: string },
): Promise<Page<StoredEvent>> {
  const { events, afterSeq } = await queryInvitationEvents(partnerId, id, {
    limit,
    afterSeq: after === undefined ? undefined : Number(after),
  })
  // every invitation has at least the event of its creation
  if (events.length === 0 && after === undefined) throw notFound()
  return { items: events, after: afterSeq?.toString() }
}
