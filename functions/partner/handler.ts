import { readFileSync } from 'node:fs'
import { httpFunction } from '../http-function.ts'
import { adminPrivileges } from './admin-privileges.ts'
import { bulk } from './bulk.ts'
import { confirmation } from './confirmation.ts'
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
  {},
)
