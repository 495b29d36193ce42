import { requireVersion } from '../domain/errors.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { renameCustomer as rename } from '../domain/rename.ts'
import { changeRelationship } from './change-relationship.ts'

/** Gives a customer the name that the partner wants, on the version that the caller read. */
export const renameCustomer = (
  caller: Member,
  customerId: string,
  name: string,
  version: number,
  now: Date,
): Promise<Relationship> =>
  changeRelationship(caller.tenantId, customerId, (before) => {
    requireVersion(version, before.version)
    return rename(before, name, actorOf('partner', caller), now)
  })
