import * as z from 'zod'
import { accessTo } from '../../shared/domain/access.ts'
import { bareId } from '../../shared/domain/ids.ts'
import { holdsAny } from '../../shared/domain/people.ts'
import { sectionUrl, supportPhoneOf } from '../../shared/domain/portals.ts'
import { channelActions } from '../../shared/domain/service-request.ts'
import { type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { closeServiceRequestBody, openServiceRequestBody } from '../../shared/http/shapes/service-request.ts'
import { supportContactBody } from '../../shared/http/shapes/support.ts'
import { shownVersion } from '../../shared/http/shown-version.ts'
import { consoleCustomerWords } from '../../shared/messages/pages/pages.ts'
import { assignSupportContact } from '../../shared/use-cases/assign-support-contact.ts'
import { closeServiceRequest } from '../../shared/use-cases/close-service-request.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { getRelationshipDetails } from '../../shared/use-cases/get-relationship-details.ts'
import { getServiceRequest } from '../../shared/use-cases/get-service-request.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { listServiceRequests } from '../../shared/use-cases/list-service-requests.ts'
import { offerSupportEnd } from '../../shared/use-cases/offer-support-end.ts'
import { openServiceRequest } from '../../shared/use-cases/open-service-request.ts'
import type { Again } from '../../shared/views/console-parts.tsx'
import { CloseRequestPage, ServiceRequestsPage } from '../../shared/views/console-service-requests.tsx'
import { SupportContactPage, SupportEndPage } from '../../shared/views/console-support.tsx'
import type { PageHandlers } from '../http-function.ts'
import {
  againOf,
  type ConsoleRequest,
  checked,
  consoleFrame,
  freshKey,
  listed,
  repeatableOf,
  saidOf,
} from './console.ts'
import { customerIdOf, customerPath } from './console-customers.tsx'

export const contactForm = z.object({ ...supportContactBody.shape, version: shownVersion })
export const endForm = z.object({ endsAt: z.iso.date() })
const { text: details, ...opened } = openServiceRequestBody.shape
export const requestForm = z.object({ ...opened, details })
export const closeForm = closeServiceRequestBody.unwrap().strip()

async function contactPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const relationship = await getRelationship(request.caller.tenantId, customerIdOf(request))
  return { page: <SupportContactPage frame={consoleFrame(request)} relationship={relationship} again={again} /> }
}

async function endPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const relationship = await getRelationship(request.caller.tenantId, customerIdOf(request))
  const { now } = request
  return { page: <SupportEndPage frame={consoleFrame(request)} relationship={relationship} again={again} now={now} /> }
}

async function requestsPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { caller, form, locale, now } = request
  const customerId = customerIdOf(request)
  const facts = await getRelationshipDetails(caller.tenantId, customerId)
  const { relationship } = facts
  const path = customerPath(customerId, '/service-requests')
  const { items, next } = await listed(request, path, `service-requests/${caller.tenantId}/${customerId}`, (page) =>
    listServiceRequests(caller, customerId, page, now),
  )
  const { sections, supportPhones } = portalOf(relationship.cloud)
  const { opened, closed } = consoleCustomerWords(locale).requests
  const view = {
    requests: items.map(({ made }) => made),
    next,
    phone: supportPhoneOf(relationship, supportPhones),
    portalUrl: sectionUrl(relationship, 'account', sections),
    mayOpen: holdsAny(caller, ['AdminAgent', 'HelpdeskAgent']),
    mayUsePortal: accessTo(channelActions.portal, facts, caller, now).allowed,
    key: form.get('key') ?? freshKey(),
    said: saidOf(request, { opened, closed }),
  }
  const frame = consoleFrame(request)
  return { page: <ServiceRequestsPage frame={frame} relationship={relationship} again={again} view={view} /> }
}

async function closePage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { caller, params } = request
  const id = bareId('req', params.id)
  const { relationship, made } = await getServiceRequest(caller.tenantId, customerIdOf(request), id)
  const frame = consoleFrame(request)
  return { page: <CloseRequestPage frame={frame} relationship={relationship} again={again} request={made} /> }
}

/** The support that a partner owes its customer, as pages. */
export const consoleSupport = {
  'console-support-contact': (request) => contactPage(request),

  'console-support-contact-saved': async (request) => {
    const { data, again } = checked(contactForm, request)
    if (again) return contactPage(request, again)
    const { version, ...contact } = data
    const customerId = customerIdOf(request)
    const result = await refusalOr(assignSupportContact(request.caller, customerId, contact, version, request.now))
    if ('refusal' in result) return contactPage(request, againOf(request, [result.refusal]))
    return { redirect: customerPath(customerId, '?done=contact') }
  },

  'console-support-end': (request) => endPage(request),

  'console-support-end-saved': async (request) => {
    const { data, again } = checked(endForm, request)
    if (again) return endPage(request, again)
    const customerId = customerIdOf(request)
    const endsAt = `${data.endsAt}T00:00:00.000Z`
    const result = await refusalOr(offerSupportEnd(request.caller, customerId, endsAt, request.now))
    if ('refusal' in result) return endPage(request, againOf(request, [result.refusal], { endsAt: 'endsAt' }))
    return { redirect: customerPath(customerId, '?done=support-end') }
  },

  'console-service-requests': (request) => requestsPage(request),

  'console-service-request-opened': async (request) => {
    const { data, again } = checked(requestForm, request)
    if (again) return requestsPage(request, again)
    const { details, ...rest } = data
    const customerId = customerIdOf(request)
    const wanted = { ...rest, text: details }
    const repeatable = repeatableOf(request, `service-request/${customerId}`, wanted)
    const result = await refusalOr(openServiceRequest(request.caller, customerId, wanted, repeatable, request.now))
    if ('refusal' in result) return requestsPage(request, againOf(request, [result.refusal]))
    return { redirect: customerPath(customerId, '/service-requests?done=opened') }
  },

  'console-service-request': (request) => closePage(request),

  'console-service-request-closed': async (request) => {
    const { data, again } = checked(closeForm, request)
    if (again) return closePage(request, again)
    const customerId = customerIdOf(request)
    const id = bareId('req', request.params.id)
    const result = await refusalOr(closeServiceRequest(request.caller, customerId, id, data, request.now))
    if ('refusal' in result)
      return closePage(request, againOf(request, [result.refusal], { vendorReference: 'vendorReference' }))
    return { redirect: customerPath(customerId, '/service-requests?done=closed') }
  },
} satisfies Partial<PageHandlers<'partner'>>
