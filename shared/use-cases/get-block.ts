import type { Block } from '../domain/block.ts'
import type { Member } from '../domain/people.ts'
import { readBlock } from '../store/blocks.ts'
import { requireMember } from './list-partners.ts'

/** The block of a partner by the caller's organisation, if there is one. */
export async function getBlock(caller: Member, partnerId: string): Promise<Block | undefined> {
  requireMember(caller)
  return readBlock(caller.tenantId, partnerId)
}
