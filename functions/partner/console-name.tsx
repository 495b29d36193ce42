import * as z from 'zod'
import { type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { renameCustomerBody } from '../../shared/http/shapes/relationship.ts'
import { shownVersion } from '../../shared/http/shown-version.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { renameCustomer } from '../../shared/use-cases/rename-customer.ts'
import { CustomerNamePage } from '../../shared/views/console-name.tsx'
import type { Again } from '../../shared/views/console-parts.tsx'
import type { PageHandlers } from '../http-function.ts'
import { againOf, type ConsoleRequest, checked, consoleFrame } from './console.ts'
import { customerIdOf, customerPath } from './console-customers.tsx'

export const nameForm = z.object({ ...renameCustomerBody.shape, version: shownVersion })

async function namePage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const relationship = await getRelationship(request.caller.tenantId, customerIdOf(request))
  return { page: <CustomerNamePage frame={consoleFrame(request)} relationship={relationship} again={again} /> }
}

/** How the partner names its customer. */
export const consoleName = {
  'console-name': (request) => namePage(request),

  'console-renamed': async (request) => {
    const { data, again } = checked(nameForm, request)
    if (again) return namePage(request, again)
    const customerId = customerIdOf(request)
    const result = await refusalOr(renameCustomer(request.caller, customerId, data.name, data.version, request.now))
    if ('refusal' in result) return namePage(request, againOf(request, [result.refusal]))
    return { redirect: customerPath(customerId, '?done=renamed') }
  },
} satisfies Partial<PageHandlers<'partner'>>
