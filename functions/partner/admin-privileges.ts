import { bareTenantId } from '../../shared/domain/ids.ts'
import { listedCustomerView } from '../../shared/http/shapes/relationship.ts'
import { relinquishAdminPrivileges } from '../../shared/use-cases/relinquish-admin-privileges.ts'
import { reportEnforcement } from '../../shared/use-cases/report-enforcement.ts'
import type { Handlers } from '../http-function.ts'

/** What the partner itself does about its admin privileges. */
export const adminPrivileges = {
  'relinquish-admin-privileges': async ({ caller, params, now }) => {
    const relationship = await relinquishAdminPrivileges(caller, bareTenantId(params.customerId), now)
    return { body: listedCustomerView(relationship, now), version: relationship.version }
  },

  'report-enforcement': async ({ caller, params, body, ifMatch, now }) => {
    const relationship = await reportEnforcement(caller, bareTenantId(params.customerId), body, ifMatch, now)
    return { body: listedCustomerView(relationship, now), version: relationship.version }
  },
} satisfies Partial<Handlers<'partner'>>
