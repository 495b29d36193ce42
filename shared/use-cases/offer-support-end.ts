import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { renegotiateSupport } from '../domain/support.ts'
import { changeRelationship } from './change-relationship.ts'

/** The partner's word on when its responsibility for support ends. */
export const offerSupportEnd = (caller: Member, customerId: string, endsAt: string, now: Date): Promise<Relationship> =>
  changeRelationship(caller.tenantId, customerId, (before) =>
    renegotiateSupport(before, 'partner', endsAt, actorOf('partner', caller), now),
  )
