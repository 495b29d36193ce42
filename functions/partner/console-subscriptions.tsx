import * as z from 'zod'
import { accessTo } from '../../shared/domain/access.ts'
import { bareId } from '../../shared/domain/ids.ts'
import { needsReference, subscriptionKindNames } from '../../shared/domain/subscription.ts'
import { line } from '../../shared/domain/text.ts'
import { type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { consoleCustomerWords } from '../../shared/messages/pages/pages.ts'
import { createSubscription } from '../../shared/use-cases/create-subscription.ts'
import { getRelationshipDetails } from '../../shared/use-cases/get-relationship-details.ts'
import { getSubscription } from '../../shared/use-cases/get-subscription.ts'
import { listSubscriptions } from '../../shared/use-cases/list-subscriptions.ts'
import { moveSubscription } from '../../shared/use-cases/move-subscription.ts'
import type { Again } from '../../shared/views/console-parts.tsx'
import { SubscriptionPage, SubscriptionsPage } from '../../shared/views/console-subscriptions.tsx'
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

export const subscriptionForm = z.object({
  subscriptionName: line(128),
  kind: z.enum(subscriptionKindNames),
  quantity: z.coerce.number().int().min(1).max(1_000_000).optional(),
  externalId: line(128).optional(),
  termEndsAt: z.iso.date().optional(),
})
export const moveForm = z.object({ move: z.enum(['suspend', 'cancel']), vendorReference: line(64).optional() })

async function listPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { caller, form, locale, now } = request
  const customerId = customerIdOf(request)
  const facts = await getRelationshipDetails(caller.tenantId, customerId)
  const { relationship } = facts
  const path = customerPath(customerId, '/subscriptions')
  const { items, next } = await listed(request, path, `subscriptions/${caller.tenantId}/${customerId}`, (page) =>
    listSubscriptions(caller, customerId, page, now),
  )
  const { created, suspended, cancelled } = consoleCustomerWords(locale).subscriptions
  const view = {
    subscriptions: items,
    next,
    mayProvision: accessTo('services.provision', facts, caller, now).allowed,
    key: form.get('key') ?? freshKey(),
    said: saidOf(request, { created, suspended, cancelled }),
  }
  const frame = consoleFrame(request)
  return { page: <SubscriptionsPage frame={frame} relationship={relationship} again={again} view={view} /> }
}

async function onePage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const id = bareId('sub', request.params.id)
  const { relationship, subscription } = await getSubscription(request.caller.tenantId, customerIdOf(request), id)
  const view = { subscription, byReference: needsReference(subscription, request.now) }
  const frame = consoleFrame(request)
  return { page: <SubscriptionPage frame={frame} relationship={relationship} again={again} view={view} /> }
}

/** The register of what a partner provisions, as pages. */
export const consoleSubscriptions = {
  'console-subscriptions': (request) => listPage(request),

  'console-subscription-created': async (request) => {
    const { data, again } = checked(subscriptionForm, request)
    if (again) return listPage(request, again)
    const { subscriptionName: name, termEndsAt: day, ...rest } = data
    const wanted = { ...rest, name, termEndsAt: day && `${day}T00:00:00.000Z` }
    const customerId = customerIdOf(request)
    const repeatable = repeatableOf(request, `subscription/${customerId}`, wanted)
    const result = await refusalOr(createSubscription(request.caller, customerId, wanted, repeatable, request.now))
    if ('refusal' in result) return listPage(request, againOf(request, [result.refusal], { termEndsAt: 'termEndsAt' }))
    return { redirect: customerPath(customerId, '/subscriptions?done=created') }
  },

  'console-subscription': (request) => onePage(request),

  'console-subscription-moved': async (request) => {
    const { data, again } = checked(moveForm, request)
    if (again) return onePage(request, again)
    const customerId = customerIdOf(request)
    const id = bareId('sub', request.params.id)
    const { move, vendorReference } = data
    const result = await refusalOr(moveSubscription(request.caller, customerId, id, move, request.now, vendorReference))
    if ('refusal' in result) return onePage(request, againOf(request, [result.refusal]))
    return {
      redirect: customerPath(customerId, `/subscriptions?done=${move === 'suspend' ? 'suspended' : 'cancelled'}`),
    }
  },
} satisfies Partial<PageHandlers<'partner'>>
