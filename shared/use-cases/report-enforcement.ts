import { requireVersion } from '../domain/errors.ts'
import { actorOf, type Member } from '../domain/people.ts'
import { type EnforcementReport, reportEnforcement as report } from '../domain/privileges-life.ts'
import type { Relationship } from '../domain/relationship.ts'
import { changeRelationship } from './change-relationship.ts'

/** The partner's system tells what became of the recorded consent; `version` says of which. */
export const reportEnforcement = (
  caller: Member,
  customerId: string,
  said: EnforcementReport,
  version: number,
  now: Date,
): Promise<Relationship> =>
  changeRelationship(caller.tenantId, customerId, (before) => {
    requireVersion(version, before.version)
    return report(before, said, actorOf('partner', caller), now)
  })
