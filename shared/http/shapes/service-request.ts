import * as z from 'zod'
import type { Complete, EveryField } from '../../domain/every-field.ts'
import { supportPhoneOf } from '../../domain/portals.ts'
import type { Relationship } from '../../domain/relationship.ts'
import {
  type closeServiceRequest,
  type NewServiceRequest,
  publicServiceRequestId,
  type ServiceRequest,
  serviceRequestChannels,
  severities,
} from '../../domain/service-request.ts'
import { line, paragraph } from '../../domain/text.ts'

const dateTime = z.string().meta({ format: 'date-time' })
const vendorReference = line(64).optional().meta({ description: "The vendor's number of the case" })

export const openServiceRequestBody = z.strictObject({
  title: line(128),
  text: paragraph(4000),
  severity: z.enum(severities),
  channel: z.enum(serviceRequestChannels),
  vendorReference,
} satisfies EveryField<NewServiceRequest, 'id'>)

export const closeServiceRequestBody = z
  .strictObject({
    vendorReference,
    resolution: paragraph(2000).optional(),
  } satisfies EveryField<Parameters<typeof closeServiceRequest>[2]>)
  .optional()

export const serviceRequestShape = z
  .object({
    id: z.string(),
    title: z.string(),
    text: z.string(),
    severity: z.enum(severities),
    channel: z.enum(serviceRequestChannels),
    phone: z.string().nullable().meta({ description: "By phone: the vendor's support number for this customer" }),
    portalUrl: z.string().nullable().meta({ description: 'By portal: where to open it' }),
    vendorReference: z.string().nullable(),
    status: z.enum(['open', 'closed']),
    openedAt: dateTime,
    closedAt: dateTime.nullable(),
    resolution: z.string().nullable(),
  } satisfies EveryField<ServiceRequest> & z.ZodRawShape)
  .meta({ id: 'ServiceRequest' })

export const serviceRequestView = (
  { relationship, made: r }: { relationship: Relationship; made: ServiceRequest },
  portalUrl: string,
  phones: Record<string, string> | undefined,
): Complete<z.input<typeof serviceRequestShape>> => ({
  id: publicServiceRequestId(r),
  title: r.title,
  text: r.text,
  severity: r.severity,
  channel: r.channel,
  phone: r.channel === 'phone' ? supportPhoneOf(relationship, phones) : null,
  portalUrl: r.channel === 'portal' ? portalUrl : null,
  vendorReference: r.vendorReference ?? null,
  status: r.status,
  openedAt: r.openedAt,
  closedAt: r.closedAt ?? null,
  resolution: r.resolution ?? null,
})
