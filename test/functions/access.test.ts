import '../store/environment.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Action, type ActionRule, actions } from '../../shared/domain/actions.ts'
import type { Privileges } from '../../shared/domain/admin-privileges.ts'
import { uuidv7 } from '../../shared/domain/ids.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import { channelActions, serviceRequestChannels } from '../../shared/domain/service-request.ts'
import type { Subscription } from '../../shared/domain/subscription.ts'
import { putAgreement } from '../../shared/store/agreements.ts'
import { commit } from '../../shared/store/commit.ts'
import { freshSalt } from '../../shared/store/fresh.ts'
import { subscriptions } from '../../shared/store/relationship-parts.ts'
import { relationshipWrites } from '../../shared/store/relationships.ts'
import { anAcceptedAgreement, aRelationship } from '../domain/builders.ts'
import { agreement } from '../store/environment.ts'
import { key, partnerApi } from './call.ts'
import { aPartner, type Person, type TestPartner } from './people.ts'

const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

const held = (over: Partial<Privileges> = {}): Privileges => ({
  roles: ['SS'],
  duration: 'P30D',
  autoExtend: 'PT0S',
  asked: { roles: ['SS', 'DR'], duration: 'P30D', autoExtend: 'PT0S' },
  state: 'active',
  grantedAt: at(-1),
  endsAt: at(29),
  enforcement: 'applied',
  ...over,
})

interface State {
  partner: TestPartner
  status: Relationship['status']
  agreed: boolean
  privileges: Privileges | null
}

/** A customer in that state with one subscription; answers their ids. */
async function arranged({ partner, status, agreed, privileges }: State, cancelled: boolean) {
  const customerId = randomUUID()
  const relationship = aRelationship({ partnerId: partner.id, customerId, status, adminPrivileges: privileges })
  const { writes } = relationshipWrites(
    { before: undefined, after: { ...relationship, version: 1 }, events: [] },
    freshSalt,
  )
  const subscription: Subscription = {
    id: uuidv7(new Date(), randomBytes),
    name: 'Plan',
    kind: 'azure-plan',
    status: cancelled ? 'cancelled' : 'active',
    createdAt: at(-1),
  }
  await commit([
    ...writes,
    subscriptions.put(relationship, subscription),
    ...(agreed ? [putAgreement(customerId, anAcceptedAgreement({ version: agreement.version }), 1)] : []),
  ])
  return { customerId, subscription: `sub_${subscription.id}` }
}

const bodies: Record<string, (action: Action) => unknown> = {
  'create-subscription': () => ({ name: 'Plan', kind: 'azure-plan' }),
  'open-service-request': (action) => ({
    title: 'Mail',
    text: 'Stuck',
    severity: 'minimal',
    channel: serviceRequestChannels.find((channel) => channelActions[channel] === action),
  }),
}

const paths: Record<string, [method: string, path: (subscription: string) => string]> = {
  'list-service-requests': ['GET', () => 'service-requests'],
  'open-service-request': ['POST', () => 'service-requests'],
  'list-subscriptions': ['GET', () => 'subscriptions'],
  'create-subscription': ['POST', () => 'subscriptions'],
  'suspend-subscription': ['POST', (subscription) => `subscriptions/${subscription}/suspend`],
}

const routed = Object.entries<ActionRule>(actions).flatMap(([action, { route }]) => [
  ...(route ? [{ action: action as Action, route: route.of, one: false }] : []),
  ...(route?.ofOne ? [{ action: action as Action, route: route.ofOne, one: true }] : []),
])

async function compare(state: State, as: Person, { action, route, one }: (typeof routed)[number], cancelled: boolean) {
  const { customerId, subscription } = await arranged(state, cancelled)
  const base = `/v1/customers/${customerId}`
  const query = { action, ...(one && { subscription }) }
  const access = await partnerApi('GET', `${base}/access`, { as, query })
  expect(access.status, access.text).toBe(200)
  const [method, path] = paths[route] ?? ['', () => '']
  const body = method === 'POST' ? (bodies[route]?.(action) ?? {}) : undefined
  const answer = await partnerApi(method, `${base}/${path(subscription)}`, { as, headers: key(), body })
  const { allowed, reason } = access.body
  expect([route, as.claims.roles, reason, answer.status < 300, answer.text]).toEqual([
    route,
    as.claims.roles,
    reason,
    allowed,
    answer.text,
  ])
  if (answer.body.reason) expect(answer.body.reason).toBe(reason)
  return reason as string
}

const privileges: Record<string, Privileges | null> = {
  none: null,
  'with a role': held(),
  'with another role': held({ roles: ['DR'] }),
  'expired by the clock': held({ endsAt: at(-0.1) }),
  expired: held({ state: 'expired' }),
  revoked: held({ state: 'revoked' }),
  relinquished: held({ state: 'relinquished' }),
  'removed elsewhere': held({ enforcement: 'removed-elsewhere' }),
}

describe('access says yes exactly when the route succeeds', async () => {
  const active = await aPartner()
  const suspended = await aPartner({ status: 'suspended' })
  const seen = new Set<string>()

  test.each(routed)('$action by $route', async (row) => {
    const states: State[] = []
    for (const partner of [active, suspended])
      for (const status of ['active', 'unconfirmed', 'removed'] as const)
        for (const agreed of [true, false]) states.push({ partner, status, agreed, privileges: held() })
    for (const one of Object.values(privileges))
      states.push({ partner: active, status: 'active', agreed: true, privileges: one })
    for (const state of states)
      for (const as of [state.partner.ada, state.partner.sam, state.partner.hal]) {
        seen.add(await compare(state, as, row, false))
        if (row.one) seen.add(await compare(state, as, row, true))
      }
  })

  test('and every reason was among them', async () => {
    expect([...seen].sort()).toEqual(
      [
        'admin-role-needed',
        'agreement-required',
        'app-role-not-allowed',
        'granted',
        'partner-not-active',
        'privileges-expired',
        'privileges-relinquished',
        'privileges-revoked',
        'provisioned-only',
        'relationship-not-active',
        'relationship-unconfirmed',
        'removed-elsewhere',
        'subscription-cancelled',
      ].sort(),
    )
  })
})
