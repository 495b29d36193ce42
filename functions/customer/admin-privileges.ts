import { codesOf } from '../../shared/domain/admin-privileges.ts'
import { bareTenantId } from '../../shared/domain/ids.ts'
import { relationshipView } from '../../shared/http/shapes/relationship.ts'
import { changeAdminPrivileges } from '../../shared/use-cases/change-admin-privileges.ts'
import type { Handlers } from '../http-function.ts'

/** What the customer's partners may do: changed or taken away at any time. */
export const adminPrivileges = {
  'change-admin-privileges': async ({ caller, params, body, ifMatch, now }) => {
    const wish = { ...body, roles: codesOf(body.roles) }
    const relationship = await changeAdminPrivileges(caller, bareTenantId(params.partnerId), wish, ifMatch, now)
    return { body: relationshipView(relationship, now), version: relationship.version }
  },

  'revoke-admin-privileges': async ({ caller, params, ifMatch, now }) => {
    const relationship = await changeAdminPrivileges(caller, bareTenantId(params.partnerId), null, ifMatch, now)
    return { body: relationshipView(relationship, now), version: relationship.version }
  },
} satisfies Partial<Handlers<'customer'>>
