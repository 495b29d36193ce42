import { httpFunction } from '../http-function.ts'
import { acceptance } from './acceptance.ts'
import { acceptancePages } from './acceptance-pages.tsx'
import { adminPrivileges } from './admin-privileges.ts'
import { agreement } from './agreement.ts'
import { blocks } from './blocks.ts'
import { erasure } from './erasure.ts'
import { partners } from './partners.ts'
import { partnersChanges } from './partners-changes.tsx'
import { partnersOrganisation } from './partners-organisation.tsx'
import { partnersPages } from './partners-pages.tsx'

/** Acceptance callbacks and the customer's own partners. It can never create an invitation. */
export const handler = httpFunction(
  'customer',
  { ...acceptance, ...agreement, ...erasure, ...blocks, ...partners, ...adminPrivileges },
  { ...acceptancePages, ...partnersPages, ...partnersChanges, ...partnersOrganisation },
)
