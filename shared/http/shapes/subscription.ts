import * as z from 'zod'
import type { Complete, EveryField } from '../../domain/every-field.ts'
import {
  cancellableUntil,
  type NewSubscription,
  publicSubscriptionId,
  type Subscription,
  subscriptionKindNames,
  subscriptionStatuses,
} from '../../domain/subscription.ts'
import { line } from '../../domain/text.ts'
import { futureTime } from './support.ts'

const dateTime = z.string().meta({ format: 'date-time' })

export const createSubscriptionBody = z.strictObject({
  name: line(128),
  kind: z.enum(subscriptionKindNames),
  quantity: z.int().min(1).max(1_000_000).optional(),
  externalId: line(128).optional().meta({ description: 'What your provisioning system calls it' }),
  termEndsAt: futureTime
    .optional()
    .meta({ description: 'Of license-based ones: the end of the term, a year from now unless said' }),
} satisfies EveryField<NewSubscription, 'id'>)

export const cancelSubscriptionBody = z
  .strictObject({
    vendorReference: line(64).optional().meta({
      description: "The vendor's number of the case in which it was ended; needed for software after its 7 days",
    }),
  })
  .optional()

export const subscriptionShape = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(subscriptionKindNames),
    quantity: z.int().nullable(),
    externalId: z.string().nullable(),
    status: z.enum(subscriptionStatuses),
    provisionedBy: z.literal('us').meta({ description: 'This register holds only what you provisioned yourself' }),
    createdAt: dateTime,
    cancellableUntil: dateTime.nullable().meta({ description: 'null = at any time' }),
    termEndsAt: dateTime.nullable().meta({ description: 'From then on it can be cancelled again' }),
    suspendedAt: dateTime.nullable(),
    cancelledAt: dateTime.nullable(),
    vendorReference: z.string().nullable().meta({ description: 'The case in which the vendor ended it' }),
  } satisfies EveryField<Subscription> & z.ZodRawShape)
  .meta({ id: 'Subscription' })

export const subscriptionView = (s: Subscription): Complete<z.input<typeof subscriptionShape>> => ({
  id: publicSubscriptionId(s),
  name: s.name,
  kind: s.kind,
  quantity: s.quantity ?? null,
  externalId: s.externalId ?? null,
  status: s.status,
  provisionedBy: 'us',
  createdAt: s.createdAt,
  cancellableUntil: cancellableUntil(s) ?? null,
  termEndsAt: s.termEndsAt ?? null,
  suspendedAt: s.suspendedAt ?? null,
  cancelledAt: s.cancelledAt ?? null,
  vendorReference: s.vendorReference ?? null,
})
