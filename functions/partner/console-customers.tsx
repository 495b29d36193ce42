import * as z from 'zod'
import { type Section, sections } from '../../shared/domain/actions.ts'
import { privilegeStates } from '../../shared/domain/admin-privileges.ts'
import { bareTenantId } from '../../shared/domain/ids.ts'
import { sectionUrl } from '../../shared/domain/portals.ts'
import { supportContactOf } from '../../shared/domain/support.ts'
import { name } from '../../shared/domain/text.ts'
import { addDays } from '../../shared/domain/time.ts'
import { type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { shownVersion } from '../../shared/http/shown-version.ts'
import { consoleCustomerWords, consoleWords } from '../../shared/messages/pages/pages.ts'
import { confirmRelationship } from '../../shared/use-cases/confirm-relationship.ts'
import { getInvitation } from '../../shared/use-cases/get-invitation.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { getRelationshipDetails } from '../../shared/use-cases/get-relationship-details.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { listCustomers } from '../../shared/use-cases/list-customers.ts'
import { listRelationshipEvents } from '../../shared/use-cases/list-relationship-events.ts'
import { previewRemoval } from '../../shared/use-cases/preview-removal.ts'
import { relinquishAdminPrivileges } from '../../shared/use-cases/relinquish-admin-privileges.ts'
import { removeCustomer } from '../../shared/use-cases/remove-customer.ts'
import { requestAgreement } from '../../shared/use-cases/request-agreement.ts'
import { CustomerPage } from '../../shared/views/console-customer.tsx'
import { CustomersPage, withinDays } from '../../shared/views/console-customers.tsx'
import { ConfirmationPage, CustomerHistoryPage, GiveUpPage, RemovalPage } from '../../shared/views/console-ends.tsx'
import type { Again } from '../../shared/views/console-parts.tsx'
import type { PageHandlers } from '../http-function.ts'
import { againOf, type ConsoleRequest, checked, consoleFrame, historyOf, listed, saidOf } from './console.ts'

export const customerIdOf = ({ params }: Pick<ConsoleRequest, 'params'>): string => bareTenantId(params.customerId)

/** The record of a customer, with what was just done. */
export const customerPath = (customerId: string, page = ''): string => `/console/customers/${customerId}${page}`

const filterForm = z.object({
  q: name.optional(),
  status: z.enum(['unconfirmed', 'active', 'removed']).optional().catch(undefined),
  privileges: z.enum(privilegeStates).optional().catch(undefined),
  within: z.coerce
    .number()
    .refine((days) => withinDays.some((one) => one === days))
    .optional()
    .catch(undefined),
})

export const confirmationForm = z.object({ version: shownVersion, decision: z.enum(['confirm', 'refuse']) })
export const removalForm = z.object({ version: shownVersion, confirm: z.literal('yes') })

async function customerPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { caller, locale, now } = request
  const { relationship, partner, agreementIsCurrent } = await getRelationshipDetails(
    caller.tenantId,
    customerIdOf(request),
  )
  const configured = portalOf(relationship.cloud).sections
  const portals = Object.fromEntries(
    sections.map((section) => [section, sectionUrl(relationship, section, configured)]),
  ) as Record<Section, string>
  const { agreement, confirm, giveUp, remove, rename, supportEnd } = consoleCustomerWords(locale)
  const said = saidOf(request, {
    confirmed: confirm.confirmed,
    refused: confirm.refused,
    renamed: rename.done,
    'agreement-requested': agreement.asked,
    contact: consoleWords(locale).saved,
    'support-end': supportEnd.saved,
    'given-up': giveUp.done,
    removed: remove.removed,
  })
  const supportContact = supportContactOf(relationship, partner)
  const view = { relationship, partner, caller, supportContact, agreementIsCurrent, portals, said, again, now }
  return { page: <CustomerPage frame={consoleFrame(request)} view={view} /> }
}

async function confirmationPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const relationship = await getRelationship(request.caller.tenantId, customerIdOf(request))
  // a provider's relationship names its reseller's invitation, and an old one may be purged
  const asked = await refusalOr(getInvitation(request.caller, relationship.invitationId, request.now), 'not-found')
  const expected = 'value' in asked ? asked.value.invitation : undefined
  const frame = consoleFrame(request)
  return { page: <ConfirmationPage frame={frame} relationship={relationship} again={again} expected={expected} /> }
}

async function giveUpPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const relationship = await getRelationship(request.caller.tenantId, customerIdOf(request))
  return { page: <GiveUpPage frame={consoleFrame(request)} relationship={relationship} again={again} /> }
}

async function removalPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { relationship, blockers, resellers } = await previewRemoval(request.caller.tenantId, customerIdOf(request))
  const removal = { blockers, also: resellers.map(({ partnerName }) => partnerName) }
  const frame = consoleFrame(request)
  return { page: <RemovalPage frame={frame} relationship={relationship} again={again} removal={removal} /> }
}

/** Customers, the record of one, and what decides about it. */
export const consoleCustomers = {
  'console-customers': async (request) => {
    const { caller, query, now } = request
    const { data = {}, again } = checked(filterForm, { form: withoutCursor(query), locale: request.locale })
    const { within, ...filter } = data as z.output<typeof filterForm>
    const wish = { ...filter, before: within ? addDays(now, within).toISOString() : undefined }
    const scope = `customers/${caller.tenantId}/${JSON.stringify(data)}`
    const { items, next } = await listed(request, '/console', scope, (page) =>
      listCustomers(caller.tenantId, { ...wish, ...page }, now),
    )
    const filtered = Object.values(data).some((value) => value !== undefined)
    const view = { customers: items, filter: query, filtered, next, errors: again?.errors, now }
    return { page: <CustomersPage frame={consoleFrame(request, 'customers')} view={view} /> }
  },

  'console-customer': (request) => customerPage(request),

  'console-agreement-requested': async (request) => {
    const customerId = customerIdOf(request)
    const result = await refusalOr(requestAgreement(request.caller, customerId, request.now))
    if ('refusal' in result) return customerPage(request, againOf(request, [result.refusal]))
    return { redirect: customerPath(customerId, '?done=agreement-requested') }
  },

  'console-customer-history': async (request) => {
    const partnerId = request.caller.tenantId
    const customerId = customerIdOf(request)
    const relationship = await getRelationship(partnerId, customerId)
    const history = await historyOf(request, customerPath(customerId, '/history'), { partnerId, customerId }, (page) =>
      listRelationshipEvents(partnerId, customerId, page),
    )
    const frame = consoleFrame(request)
    return { page: <CustomerHistoryPage frame={frame} relationship={relationship} history={history} /> }
  },

  'console-confirmation': (request) => confirmationPage(request),

  'console-confirmed': async (request) => {
    const { data, again } = checked(confirmationForm, request)
    if (again) return confirmationPage(request, again)
    const customerId = customerIdOf(request)
    const result = await refusalOr(
      confirmRelationship(request.caller, customerId, data.decision, data.version, request.now),
    )
    if ('refusal' in result) return confirmationPage(request, againOf(request, [result.refusal]))
    return { redirect: customerPath(customerId, `?done=${data.decision === 'confirm' ? 'confirmed' : 'refused'}`) }
  },

  'console-give-up': (request) => giveUpPage(request),

  'console-given-up': async (request) => {
    const customerId = customerIdOf(request)
    const result = await refusalOr(relinquishAdminPrivileges(request.caller, customerId, request.now))
    if ('refusal' in result) return giveUpPage(request, againOf(request, [result.refusal]))
    return { redirect: customerPath(customerId, '?done=given-up') }
  },

  'console-removal': (request) => removalPage(request),

  'console-removed': async (request) => {
    const { data, again } = checked(removalForm, request)
    if (again) return removalPage(request, again)
    const customerId = customerIdOf(request)
    const result = await refusalOr(removeCustomer(request.caller, customerId, data.version, request.now))
    if ('refusal' in result) return removalPage(request, againOf(request, [result.refusal]))
    return { redirect: customerPath(customerId, '?done=removed') }
  },
} satisfies Partial<PageHandlers<'partner'>>

function withoutCursor(query: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(query)
  rest.delete('cursor')
  return rest
}
