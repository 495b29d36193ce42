import { requireVersion } from '../domain/errors.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship, SupportContact } from '../domain/relationship.ts'
import { assignSupportContact as assign } from '../domain/support.ts'
import { changeRelationship } from './change-relationship.ts'

/** Names whom the customer turns to, on the version that the caller read. */
export const assignSupportContact = (
  caller: Member,
  customerId: string,
  contact: SupportContact,
  version: number,
  now: Date,
): Promise<Relationship> =>
  changeRelationship(caller.tenantId, customerId, (before) => {
    requireVersion(version, before.version)
    return assign(before, contact, actorOf('partner', caller), now)
  })
