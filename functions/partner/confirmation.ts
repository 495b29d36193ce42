import { bareTenantId } from '../../shared/domain/ids.ts'
import type { Member } from '../../shared/domain/people.ts'
import { listedCustomerView } from '../../shared/http/shapes/relationship.ts'
import { confirmRelationship } from '../../shared/use-cases/confirm-relationship.ts'
import type { Handlers } from '../http-function.ts'

type Asked = { caller: Member; params: Record<string, string | undefined>; ifMatch: number; now: Date }

const answer = async (decision: 'confirm' | 'refuse', { caller, params, ifMatch, now }: Asked) => {
  const customerId = bareTenantId(params.customerId)
  const relationship = await confirmRelationship(caller, customerId, decision, ifMatch, now)
  return { body: listedCustomerView(relationship, now), version: relationship.version }
}

/** Whether an organisation that the partner did not expect is its customer. */
export const confirmation = {
  'confirm-customer': (request) => answer('confirm', request),
  'refuse-customer': (request) => answer('refuse', request),
} satisfies Partial<Handlers<'partner'>>
