import { bareTenantId } from '../../shared/domain/ids.ts'
import { historyReply } from '../../shared/http/history.ts'
import { listReply } from '../../shared/http/list.ts'
import { relationshipView, withAgreement } from '../../shared/http/shapes/relationship.ts'
import { getRelationshipDetails } from '../../shared/use-cases/get-relationship-details.ts'
import { listPartners, requireMember } from '../../shared/use-cases/list-partners.ts'
import { listRelationshipEvents } from '../../shared/use-cases/list-relationship-events.ts'
import { renegotiateSupport } from '../../shared/use-cases/renegotiate-support.ts'
import { requestEnd, withdrawEndRequest } from '../../shared/use-cases/request-end.ts'
import { withCurrentAgreement } from '../../shared/use-cases/with-current-agreement.ts'
import type { Handlers } from '../http-function.ts'

/** The customer's own partners. */
export const partners = {
  'list-partners': async ({ caller, query, now }) =>
    listReply(
      `partners/${caller.tenantId}/${query.status ?? ''}`,
      query,
      async (page) => withCurrentAgreement(await listPartners(caller, { status: query.status, ...page })),
      ({ relationship, agreementIsCurrent }) => withAgreement(relationshipView(relationship, now), agreementIsCurrent),
    ),

  'get-partner': async ({ caller, params, now }) => {
    requireMember(caller)
    const partnerId = bareTenantId(params.partnerId)
    const { relationship, partner, agreementIsCurrent } = await getRelationshipDetails(partnerId, caller.tenantId)
    const body = withAgreement(relationshipView(relationship, now, partner), agreementIsCurrent)
    return { body, version: relationship.version }
  },

  'renegotiate-support': async ({ caller, params, body, now }) => {
    const relationship = await renegotiateSupport(caller, bareTenantId(params.partnerId), body.endsAt, now)
    return { body: relationshipView(relationship, now), version: relationship.version }
  },

  'request-end': async ({ caller, params, body, now }) => {
    const relationship = await requestEnd(caller, bareTenantId(params.partnerId), body?.reason, now)
    return { body: relationshipView(relationship, now), version: relationship.version }
  },

  'withdraw-end-request': async ({ caller, params, now }) => {
    const relationship = await withdrawEndRequest(caller, bareTenantId(params.partnerId), now)
    return { body: relationshipView(relationship, now), version: relationship.version }
  },

  'list-partner-events': async ({ caller, params, query }) => {
    requireMember(caller)
    const { tenantId: customerId } = caller
    const partnerId = bareTenantId(params.partnerId)
    const ask = (page: { limit: number; after?: string }) => listRelationshipEvents(partnerId, customerId, page)
    return historyReply('customer', { partnerId, customerId }, query, ask)
  },
} satisfies Partial<Handlers<'customer'>>
