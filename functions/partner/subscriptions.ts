import { bareId, bareTenantId } from '../../shared/domain/ids.ts'
import { listReply } from '../../shared/http/list.ts'
import { subscriptionView } from '../../shared/http/shapes/subscription.ts'
import { createSubscription } from '../../shared/use-cases/create-subscription.ts'
import { listSubscriptions } from '../../shared/use-cases/list-subscriptions.ts'
import { moveSubscription } from '../../shared/use-cases/move-subscription.ts'
import type { Handlers } from '../http-function.ts'

/** The register of what a partner provisions for a customer. */
export const subscriptions = {
  'create-subscription': async ({ caller, params, body, idempotency, now }) => {
    const customerId = bareTenantId(params.customerId)
    const { made, status, replayed } = await createSubscription(caller, customerId, body, idempotency, now)
    return { status, replayed, body: subscriptionView(made) }
  },

  'list-subscriptions': async ({ caller, params, query, now }) => {
    const customerId = bareTenantId(params.customerId)
    const scope = `subscriptions/${caller.tenantId}/${customerId}`
    return listReply(scope, query, (page) => listSubscriptions(caller, customerId, page, now), subscriptionView)
  },

  'suspend-subscription': async ({ caller, params, now }) => {
    const id = bareId('sub', params.id)
    return {
      body: subscriptionView(await moveSubscription(caller, bareTenantId(params.customerId), id, 'suspend', now)),
    }
  },

  'cancel-subscription': async ({ caller, params, body, now }) => {
    const id = bareId('sub', params.id)
    const customerId = bareTenantId(params.customerId)
    const cancelled = await moveSubscription(caller, customerId, id, 'cancel', now, body?.vendorReference)
    return { body: subscriptionView(cancelled) }
  },
} satisfies Partial<Handlers<'partner'>>
