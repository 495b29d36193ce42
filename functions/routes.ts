import type { AppRole } from '../shared/domain/people.ts'

/** Who may call: `anyone`; `member` = signed in; `partner` = signed in with one of `roles` in his own tenant. */
export interface Route {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: `/${string}`
  function: 'partner' | 'customer'
  caller: 'anyone' | 'member' | 'partner'
  roles?: readonly AppRole[]
}

const everyRole = ['AdminAgent', 'SalesAgent', 'HelpdeskAgent'] as const
const sellers = ['AdminAgent', 'SalesAgent'] as const

/** The whole HTTP surface. The stack, the functions, the local environment and the API document read this table. */
export const routes = [
  { id: 'create-invitation', method: 'POST', path: '/v1/invitations', function: 'partner', caller: 'partner', roles: sellers },
  { id: 'list-invitations', method: 'GET', path: '/v1/invitations', function: 'partner', caller: 'partner', roles: everyRole },
  { id: 'get-invitation', method: 'GET', path: '/v1/invitations/{id}', function: 'partner', caller: 'partner', roles: everyRole },
  { id: 'edit-message', method: 'PUT', path: '/v1/invitations/{id}/message', function: 'partner', caller: 'partner', roles: sellers },
  { id: 'send-invitation', method: 'POST', path: '/v1/invitations/{id}/send', function: 'partner', caller: 'partner', roles: sellers },
  { id: 'resend-invitation', method: 'POST', path: '/v1/invitations/{id}/resend', function: 'partner', caller: 'partner', roles: sellers },
  { id: 'revoke-invitation', method: 'POST', path: '/v1/invitations/{id}/revoke', function: 'partner', caller: 'partner', roles: sellers },
  { id: 'list-invitation-events', method: 'GET', path: '/v1/invitations/{id}/events', function: 'partner', caller: 'partner', roles: everyRole },
  { id: 'list-customers', method: 'GET', path: '/v1/customers', function: 'partner', caller: 'partner', roles: everyRole },
  { id: 'get-customer', method: 'GET', path: '/v1/customers/{customerId}', function: 'partner', caller: 'partner', roles: everyRole },
  { id: 'health', method: 'GET', path: '/v1/health', function: 'partner', caller: 'anyone' },
  { id: 'openapi', method: 'GET', path: '/openapi.json', function: 'partner', caller: 'anyone' },
  { id: 'open-invitation', method: 'POST', path: '/v1/acceptance/open', function: 'customer', caller: 'anyone' },
  { id: 'accept-invitation', method: 'POST', path: '/v1/acceptance/accept', function: 'customer', caller: 'member' },
  { id: 'decline-invitation', method: 'POST', path: '/v1/acceptance/decline', function: 'customer', caller: 'member' },
  { id: 'list-partners', method: 'GET', path: '/v1/partners', function: 'customer', caller: 'member' },
  { id: 'get-partner', method: 'GET', path: '/v1/partners/{partnerId}', function: 'customer', caller: 'member' },
] as const satisfies readonly Route[]
