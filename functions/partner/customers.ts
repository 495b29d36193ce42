import { nextRequestAt } from '../../shared/domain/agreement-request.ts'
import { bareId, bareTenantId } from '../../shared/domain/ids.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { historyReply } from '../../shared/http/history.ts'
import { listReply } from '../../shared/http/list.ts'
import { customerView, listedCustomerView, withAgreement } from '../../shared/http/shapes/relationship.ts'
import { removalView } from '../../shared/http/shapes/removal.ts'
import { checkAccess } from '../../shared/use-cases/check-access.ts'
import { getRelationshipDetails } from '../../shared/use-cases/get-relationship-details.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { listCustomers } from '../../shared/use-cases/list-customers.ts'
import { listRelationshipEvents } from '../../shared/use-cases/list-relationship-events.ts'
import { previewRemoval } from '../../shared/use-cases/preview-removal.ts'
import { removeCustomer } from '../../shared/use-cases/remove-customer.ts'
import { renameCustomer } from '../../shared/use-cases/rename-customer.ts'
import { requestAgreement } from '../../shared/use-cases/request-agreement.ts'
import { withCurrentAgreement } from '../../shared/use-cases/with-current-agreement.ts'
import type { Handlers } from '../http-function.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

/** The Customers page, and how a customer leaves it. */
export const customers = {
  'list-customers': async ({ caller, query, now }) => {
    const { limit: _, cursor: __, ...filter } = query
    return listReply(
      `customers/${caller.tenantId}/${JSON.stringify(filter)}`,
      query,
      async (page) => withCurrentAgreement(await listCustomers(caller.tenantId, { ...filter, ...page }, now)),
      ({ relationship, agreementIsCurrent }) =>
        withAgreement(listedCustomerView(relationship, now), agreementIsCurrent),
    )
  },

  'get-customer': async ({ caller, params, now }) => {
    const customerId = bareTenantId(params.customerId)
    const facts = await getRelationshipDetails(caller.tenantId, customerId)
    const { relationship } = facts
    const view = customerView(facts, caller, portalOf(relationship.cloud), now)
    return { body: withAgreement(view, facts.agreementIsCurrent), version: relationship.version }
  },

  'rename-customer': async ({ caller, params, body, ifMatch, now }) => {
    const relationship = await renameCustomer(caller, bareTenantId(params.customerId), body.name, ifMatch, now)
    return { body: listedCustomerView(relationship, now), version: relationship.version }
  },

  'request-agreement': async ({ caller, params, now }) => {
    await requestAgreement(caller, bareTenantId(params.customerId), now)
    const [requestedAt, nextRequest] = [now, nextRequestAt(now)].map((at) => at.toISOString())
    return { body: { version: AGREEMENT.version, requestedAt, nextRequestAt: nextRequest } }
  },

  'check-access': async ({ caller, params, query: { action, subscription }, now }) => {
    const subscriptionId = subscription === undefined ? undefined : bareId('sub', subscription)
    const access = await checkAccess(caller, bareTenantId(params.customerId), action, subscriptionId, now)
    return { body: { action, ...access, checkedAt: now.toISOString() } }
  },

  'preview-removal': async ({ caller, params }) => {
    const preview = await previewRemoval(caller.tenantId, bareTenantId(params.customerId))
    return { body: removalView(preview.resellers, preview.blockers), version: preview.relationship.version }
  },

  'remove-customer': async ({ caller, params, ifMatch, now }) => {
    const relationship = await removeCustomer(caller, bareTenantId(params.customerId), ifMatch, now)
    return { body: listedCustomerView(relationship, now), version: relationship.version }
  },

  'list-customer-events': async ({ caller: { tenantId: partnerId }, params, query }) => {
    const customerId = bareTenantId(params.customerId)
    const ask = (page: { limit: number; after?: string }) => listRelationshipEvents(partnerId, customerId, page)
    return historyReply('partner', { partnerId, customerId }, query, ask)
  },
} satisfies Partial<Handlers<'partner'>>
