import { requireMayDecide } from '../domain/acceptance.ts'
import type { Member } from '../domain/people.ts'
import { readEnvironment } from '../environment.ts'
import { deleteBlock } from '../store/customers.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** Lets a partner's invitations be accepted again; where there is no block, nothing changes. */
export async function liftBlock(caller: Member, partnerId: string): Promise<void> {
  requireMayDecide(caller, ACCEPTING_ROLES)
  await deleteBlock(caller.tenantId, partnerId)
}
