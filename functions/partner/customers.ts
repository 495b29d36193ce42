import { bareTenantId } from '../../shared/domain/ids.ts'
import { listReply } from '../../shared/http/list.ts'
import { customerView, listedCustomerView, withAgreement } from '../../shared/http/shapes/relationship.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { isAgreementCurrent } from '../../shared/use-cases/is-agreement-current.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { listCustomers } from '../../shared/use-cases/list-customers.ts'
import type { Handlers } from '../http-function.ts'

/** The Customers page. */
export const customers = {
  'list-customers': async ({ caller, query, now }) =>
    listReply(
      `customers/${caller.tenantId}/${query.status ?? ''}`,
      query,
      (page) => listCustomers(caller.tenantId, { status: query.status, ...page }),
      (relationship) => listedCustomerView(relationship, now),
    ),

  'get-customer': async ({ caller, params, now }) => {
    const relationship = await getRelationship(caller.tenantId, bareTenantId(params.customerId))
    const { baseUrl } = portalOf(relationship.cloud)
    const current = await isAgreementCurrent(relationship.customerId)
    return {
      body: withAgreement(customerView(relationship, caller, baseUrl, now), current),
      version: relationship.version,
    }
  },
} satisfies Partial<Handlers<'partner'>>
