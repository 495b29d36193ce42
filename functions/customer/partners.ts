import { bareTenantId } from '../../shared/domain/ids.ts'
import { listReply } from '../../shared/http/list.ts'
import { relationshipView, withAgreement } from '../../shared/http/shapes/relationship.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { isAgreementCurrent } from '../../shared/use-cases/is-agreement-current.ts'
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
    const current = await isAgreementCurrent(caller.tenantId)
    return { body: withAgreement(relationshipView(relationship, now), current), version: relationship.version }
  },
} satisfies Partial<Handlers<'customer'>>
