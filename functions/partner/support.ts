import { bareId, bareTenantId } from '../../shared/domain/ids.ts'
import { sectionUrl } from '../../shared/domain/portals.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import type { ServiceRequest } from '../../shared/domain/service-request.ts'
import { listReply } from '../../shared/http/list.ts'
import { listedCustomerView } from '../../shared/http/shapes/relationship.ts'
import { serviceRequestView } from '../../shared/http/shapes/service-request.ts'
import { assignSupportContact } from '../../shared/use-cases/assign-support-contact.ts'
import { closeServiceRequest } from '../../shared/use-cases/close-service-request.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { listServiceRequests } from '../../shared/use-cases/list-service-requests.ts'
import { offerSupportEnd } from '../../shared/use-cases/offer-support-end.ts'
import { openServiceRequest } from '../../shared/use-cases/open-service-request.ts'
import type { Handlers } from '../http-function.ts'

function requestView(made: { relationship: Relationship; made: ServiceRequest }) {
  const { sections, supportPhones } = portalOf(made.relationship.cloud)
  return serviceRequestView(made, sectionUrl(made.relationship, 'account', sections), supportPhones)
}

/** The support that a partner owes its customer. */
export const support = {
  'assign-support-contact': async ({ caller, params, body, ifMatch, now }) => {
    const relationship = await assignSupportContact(caller, bareTenantId(params.customerId), body, ifMatch, now)
    return { body: listedCustomerView(relationship, now), version: relationship.version }
  },

  'offer-support-end': async ({ caller, params, body, now }) => {
    const relationship = await offerSupportEnd(caller, bareTenantId(params.customerId), body.endsAt, now)
    return { body: listedCustomerView(relationship, now), version: relationship.version }
  },

  'open-service-request': async ({ caller, params, body, idempotency, now }) => {
    const customerId = bareTenantId(params.customerId)
    const { status, replayed, ...made } = await openServiceRequest(caller, customerId, body, idempotency, now)
    return { status, replayed, body: requestView(made) }
  },

  'list-service-requests': async ({ caller, params, query, now }) => {
    const customerId = bareTenantId(params.customerId)
    const scope = `service-requests/${caller.tenantId}/${customerId}`
    return listReply(scope, query, (page) => listServiceRequests(caller, customerId, page, now), requestView)
  },

  'close-service-request': async ({ caller, params, body, now }) => {
    const id = bareId('req', params.id)
    return {
      body: requestView(await closeServiceRequest(caller, bareTenantId(params.customerId), id, body ?? {}, now)),
    }
  },
} satisfies Partial<Handlers<'partner'>>
