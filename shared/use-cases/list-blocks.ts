import type { Block } from '../domain/block.ts'
import type { Member } from '../domain/people.ts'
import { queryBlocks } from '../store/blocks.ts'
import type { Page } from './fill-page.ts'
import { requireMember } from './list-partners.ts'

/** The partners that the caller's organisation has blocked. */
export async function listBlocks(caller: Member, page: { limit: number; after?: string }): Promise<Page<Block>> {
  requireMember(caller)
  const { blocks, after } = await queryBlocks(caller.tenantId, page)
  return { items: blocks, after }
}
