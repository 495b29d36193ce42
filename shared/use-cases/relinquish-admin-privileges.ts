import { actorOf, type Member } from '../domain/people.ts'
import { relinquishPrivileges } from '../domain/privileges-life.ts'
import type { Relationship } from '../domain/relationship.ts'
import { changeRelationship } from './change-relationship.ts'

/** The partner gives its admin privileges up; the customer stays its customer, and its support the partner's business. */
export const relinquishAdminPrivileges = (caller: Member, customerId: string, now: Date): Promise<Relationship> =>
  changeRelationship(caller.tenantId, customerId, (before) =>
    before.adminPrivileges?.state === 'relinquished'
      ? undefined
      : relinquishPrivileges(before, actorOf('partner', caller), now),
  )
