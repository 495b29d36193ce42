import type { StoredEvent } from '../domain/chain.ts'
import { notFound } from '../domain/ids.ts'
import { queryInvitationEvents } from '../store/invitations.ts'

/** What happened to an invitation, oldest first. */
export async function listInvitationEvents(
  partnerId: string,
  id: string,
  page: { limit: number; afterSeq?: number },
): Promise<{ events: StoredEvent[]; afterSeq: number | undefined }> {
  const result = await queryInvitationEvents(partnerId, id, page)
  // every invitation has at least the event of its creation
  if (result.events.length === 0 && page.afterSeq === undefined) throw notFound()
  return result
}
