import { requireMayDecide } from '../domain/deciding.ts'
import type { Member } from '../domain/people.ts'
import { readEnvironment } from '../environment.ts'
import { liftWrites, readBlock } from '../store/blocks.ts'
import { commit, settle } from '../store/commit.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** Lets a partner send mail again and its invitations be accepted; where there is no block, nothing changes. */
export async function liftBlock(caller: Member, partnerId: string): Promise<void> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'relationship')
  const { tenantId } = caller
  await settle(async () => {
    const block = await readBlock(tenantId, partnerId)
    if (!block) return true
    return (await commit(await liftWrites(tenantId, block))).committed || undefined
  })
}
