import type { StoredEvent } from '../domain/chain.ts'
import { eventFor, type Side } from '../domain/history.ts'
import type { Page } from '../use-cases/fill-page.ts'
import { type HistoryOf, verifyHistory } from '../use-cases/verify-history.ts'
import type { Reply } from './answer.ts'
import { listReply } from './list.ts'
import { eventView } from './shapes/list.ts'

/** Answers one page of a history as that side may read it; with `verify`, also whether the whole chain holds. */
export async function historyReply(
  side: Side,
  of: HistoryOf,
  query: { limit: number; cursor?: string; verify?: 'true' },
  ask: (page: { limit: number; after?: string }) => Promise<Page<StoredEvent>>,
): Promise<Reply> {
  const scope = `events/${side}/${Object.values(of).join('/')}`
  const reader = side === 'customer' && 'customerId' in of ? of.customerId : of.partnerId
  const { body } = await listReply(scope, query, ask, (event) => eventView(eventFor(side, reader, event)))
  return { body: query.verify ? { ...body, chain: await verifyHistory(of) } : body }
}
