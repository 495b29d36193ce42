import { readFileSync } from 'node:fs'
import { httpFunction } from '../http-function.ts'
import { adminPrivileges } from './admin-privileges.ts'
import { bulk } from './bulk.ts'
import { confirmation } from './confirmation.ts'
import { consoleCustomers } from './console-customers.tsx'
import { consoleExpiring } from './console-expiring.tsx'
import { consoleMessage } from './console-message.tsx'
import { consoleName } from './console-name.tsx'
import { consoleProfile } from './console-profile.tsx'
import { consoleRequest } from './console-request.tsx'
import { consoleRequests } from './console-requests.tsx'
import { consoleSubscriptions } from './console-subscriptions.tsx'
import { consoleSupport } from './console-support.tsx'
import { customers } from './customers.ts'
import { invitations } from './invitations.ts'
import { profile } from './profile.ts'
import { subscriptions } from './subscriptions.ts'
import { support } from './support.ts'

/** Issues invitations and manages customers; for partners' people only. */
export const handler = httpFunction(
  'partner',
  {
    ...profile,
    ...invitations,
    ...bulk,
    ...customers,
    ...subscriptions,
    ...support,
    ...confirmation,
    ...adminPrivileges,

    health: async () => ({ body: { status: 'ok' } }),

    // written by the build beside this function's bundle
    openapi: async () => ({ body: JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) }),
  },
  {
    ...consoleCustomers,
    ...consoleName,
    ...consoleSupport,
    ...consoleSubscriptions,
    ...consoleRequests,
    ...consoleRequest,
    ...consoleMessage,
    ...consoleExpiring,
    ...consoleProfile,
  },
)
