import { Problem } from './errors.ts'
import { publicId } from './ids.ts'
import type { Actor } from './people.ts'
import { changed, type Relationship, type RelationshipChange } from './relationship.ts'

/** `portal`: opened with the customer's privileges in the vendor's portal; `phone`: called in, which needs none. */
export const serviceRequestChannels = ['portal', 'phone'] as const
export type ServiceRequestChannel = (typeof serviceRequestChannels)[number]

/** Which action of the Customers page opening a request by a channel is. */
export const channelActions = {
  portal: 'support.open-request-in-portal',
  phone: 'support.open-request-by-phone',
} as const satisfies Record<ServiceRequestChannel, string>

export const severities = ['minimal', 'moderate', 'critical'] as const

export interface NewServiceRequest {
  id: string
  title: string
  text: string
  severity: (typeof severities)[number]
  channel: ServiceRequestChannel
  /** the vendor's number of the case */
  vendorReference?: string
}

/** A request to the vendor that a partner opened on its customer's behalf. */
export interface ServiceRequest extends NewServiceRequest {
  status: 'open' | 'closed'
  openedAt: string
  closedAt?: string
  resolution?: string
}

/** A service request in its new state, and the relationship whose history tells of it. */
export interface ServiceRequestChange {
  request: ServiceRequest
  change: RelationshipChange
}

export const publicServiceRequestId = ({ id }: Pick<ServiceRequest, 'id'>): string => publicId('req', id)

export function openServiceRequest(
  relationship: Relationship,
  wanted: NewServiceRequest,
  actor: Actor,
  now: Date,
): ServiceRequestChange {
  const at = now.toISOString()
  const request: ServiceRequest = { ...wanted, status: 'open', openedAt: at }
  const { channel, severity } = wanted
  const data = { serviceRequest: publicServiceRequestId(request), channel, severity }
  return { request, change: changed(relationship, {}, { name: 'service-request.opened', at, actor, data }) }
}

/** Whether it is closed already; refuses another reference. */
export function isClosedAs(before: ServiceRequest, { vendorReference }: { vendorReference?: string }): boolean {
  if (before.status !== 'closed') return false
  if (vendorReference === undefined || vendorReference === before.vendorReference) return true
  throw new Problem('service-request-closed', 'The service request was closed with another reference.', {
    currentState: before.status,
  })
}

/** A call leaves no trace but the vendor's number of the case, so it cannot be closed without. */
export function closeServiceRequest(
  relationship: Relationship,
  before: ServiceRequest,
  said: { vendorReference?: string; resolution?: string },
  actor: Actor,
  now: Date,
): ServiceRequestChange {
  const vendorReference = said.vendorReference ?? before.vendorReference
  if (before.channel === 'phone' && !vendorReference) {
    const message = "is needed to close a request by phone: the vendor's number of the case"
    throw new Problem('validation-failed', `In the body: /vendorReference ${message}.`, {
      errors: [{ pointer: '/vendorReference', code: 'missing', message }],
    })
  }
  const at = now.toISOString()
  const request: ServiceRequest = { ...before, ...said, vendorReference, status: 'closed', closedAt: at }
  const data = { serviceRequest: publicServiceRequestId(before), channel: before.channel }
  return { request, change: changed(relationship, {}, { name: 'service-request.closed', at, actor, data }) }
}
