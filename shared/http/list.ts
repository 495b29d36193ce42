import { Problem } from '../domain/errors.ts'
import { seal, unseal } from '../domain/link.ts'
import { keyRing } from '../secrets/key-ring.ts'
import type { Page } from '../use-cases/fill-page.ts'

/**
 * Answers one page of a list as `{data, nextCursor}`. Cursors are sealed for `scope` (the list, its owner and its
 * filter): another's, or an edited one, is refused.
 */
export async function listReply<T, V>(
  scope: string,
  { limit, cursor }: { limit: number; cursor?: string },
  ask: (page: { limit: number; after?: string }) => Promise<Page<T>>,
  view: (item: T) => V,
) {
  const ring = await keyRing()
  const after = cursor === undefined ? undefined : unseal(ring, 'cursor', scope, cursor)
  if (cursor !== undefined && typeof after !== 'string')
    throw new Problem('bad-cursor', 'The cursor is not one that this list gave to you. Start again without it.')
  const page = await ask({ limit, after: typeof after === 'string' ? after : undefined })
  const nextCursor = page.after === undefined ? null : seal(ring, 'cursor', scope, page.after)
  return { body: { data: page.items.map(view), nextCursor } }
}
