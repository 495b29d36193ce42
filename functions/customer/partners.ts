import { bareTenantId } from '../../shared/domain/ids.ts'
import { listReply } from '../../shared/http/list.ts'
import { relationshipView } from '../../shared/http/shapes/relationship.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { listPartners, requireMember } from '../../shared/use-cases/list-partners.ts'
import type { Handlers } from '../http-function.ts'

/** The customer's own partners. */
export const partners = {
  'list-partners': async ({ caller, query, now }) =>
    listReply(
      `partners/${caller.tenantId}`,
      query,
      (page) => listPartners(caller, page),
      (relationship) => relationshipView(relationship, now),
    ),

  'get-partner': async ({ caller, params, now }) => {
    requireMember(caller)
    const relationship = await getRelationship(bareTenantId(params.partnerId), caller.tenantId)
    return { body: relationshipView(relationship, now), version: relationship.version }
  },
} satisfies Partial<Handlers<'customer'>>
