import { describe, expect, test } from 'vitest'
import { beginPrivileges, grantOf, type Terms } from '../../shared/domain/admin-privileges.ts'
import {
  alongInChannel,
  confirmRelationship,
  lapseRelationships,
  lapsing,
  refuseRelationship,
  withdrawRelationship,
} from '../../shared/domain/confirmation.ts'
import { audiencesOf } from '../../shared/domain/events.ts'
import { actorOf } from '../../shared/domain/people.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import { requestEnd } from '../../shared/domain/removal.ts'
import { aMember, aPartnerUser, aRelationship, day, frozen, later, now, refusalOf } from './builders.ts'

const ada = actorOf('partner', aPartnerUser())
const asked: Terms = { roles: ['SS', 'US'], duration: 'P90D', autoExtend: 'PT0S' }
const granted: Terms = { ...asked, roles: ['US'], duration: 'P10D' }
const accepted = later(-4 * day)
const withheld = grantOf(granted, asked, accepted)
const lapsesAt = later(26 * day).toISOString()
const waiting = frozen(aRelationship({ status: 'unconfirmed', withheld, lapsesAt }))
const told = { roles: ['US'], endsAt: later(6 * day).toISOString(), autoExtend: 'PT0S' }

describe('"this is my customer"', () => {
  test('begins the relationship, and what was granted, which ends as it was accepted', () => {
    const { before, after, events } = confirmRelationship(waiting, ada, now)
    expect(before).toBe(waiting)
    expect(after).toEqual({
      ...waiting,
      status: 'active',
      version: waiting.version + 1,
      withheld: undefined,
      lapsesAt: undefined,
      adminPrivileges: beginPrivileges(withheld, now),
    })
    expect(after.adminPrivileges).toMatchObject({ ...told, state: 'active', grantedAt: accepted.toISOString() })
    expect(events).toMatchObject([
      { name: 'relationship.confirmed', data: { granted: told } },
      { name: 'admin-privileges.granted', data: told },
    ])
  })

  test.each([
    [later(6 * day - 1), 'active'],
    [later(6 * day), 'expired'],
  ])('at %s, the privileges begin as %s', (at, state) => {
    const { after, events } = confirmRelationship(waiting, ada, at)
    expect(after).toMatchObject({ status: 'active', adminPrivileges: { state, endsAt: told.endsAt } })
    if (state === 'expired') {
      expect(events).toMatchObject([{ name: 'relationship.confirmed', data: { expired: told, granted: undefined } }])
      expect(after.adminPrivileges?.dueAt).toBeUndefined()
    }
  })

  test('brings no privileges that nobody granted', () => {
    const { after, events } = confirmRelationship(aRelationship({ status: 'unconfirmed' }), ada, now)
    expect(after).toMatchObject({ status: 'active', adminPrivileges: null })
    expect(events.map(({ name }) => name)).toEqual(['relationship.confirmed'])
  })
})

describe('"this is not my customer"', () => {
  test('ends it, and what was withheld is forgotten', () => {
    const { after, events } = refuseRelationship(waiting, ada, now)
    expect(after).toMatchObject({ status: 'removed', withheld: undefined, adminPrivileges: null })
    expect(events).toMatchObject([{ name: 'relationship.refused', actor: ada }])
  })
})

test.each([
  ['active', 'relationship-exists'],
  ['removed', 'not-found'],
] as const)('neither is said of a relationship that is %s: %s', (status, code) => {
  for (const say of [confirmRelationship, refuseRelationship])
    expect(refusalOf(() => say(aRelationship({ status }), ada, now))).toBe(code)
})

describe('the channel goes along', () => {
  const [tailspin, relecloud, litware] = ['tailspin', 'relecloud', 'litware']
  const reseller = frozen(
    aRelationship({ partnerId: tailspin, status: 'unconfirmed', channel: { role: 'provider', partnerIds: [litware] } }),
  )
  const provider = (status: 'unconfirmed' | 'active' | 'removed', ...partnerIds: string[]) =>
    frozen(aRelationship({ partnerId: litware, status, channel: { role: 'reseller', partnerIds } }))
  const along = (other: ReturnType<typeof provider>, decision: 'confirm' | 'refuse', before = reseller) => {
    const change = alongInChannel(before, other, decision, ada, now)
    return change && [change.after.status, change.after.channel?.partnerIds, change.events.map(({ name }) => name)]
  }

  test('a reseller answers for a provider that waits, too', () => {
    const waits = provider('unconfirmed', tailspin)
    expect(along(waits, 'confirm')).toEqual(['active', [tailspin], ['relationship.confirmed']])
    expect(along(waits, 'refuse')).toEqual(['removed', [tailspin], ['relationship.refused']])
  })

  test('a reseller that refuses leaves the channel of a provider that has others or stands by itself', () => {
    const refused = ['relationship.refused']
    expect(along(provider('active', relecloud, tailspin), 'refuse')).toEqual(['active', [relecloud], refused])
    expect(along(provider('unconfirmed', tailspin, relecloud), 'refuse')).toEqual(['unconfirmed', [relecloud], refused])
    expect(along(provider('active', tailspin), 'refuse')).toEqual(['active', undefined, refused])
  })

  test('nothing changes where the provider is confirmed already, or over', () => {
    expect(along(provider('active', tailspin), 'confirm')).toBeUndefined()
    for (const decision of ['confirm', 'refuse'] as const)
      expect(along(provider('removed', tailspin), decision)).toBeUndefined()
  })

  test('a provider that refuses takes the resellers along that wait, and confirms for itself only', () => {
    const own = provider('unconfirmed', tailspin)
    expect(along(reseller, 'refuse', own)).toEqual(['removed', [litware], ['relationship.refused']])
    expect(along(aRelationship({ partnerId: relecloud, status: 'active' }), 'refuse', own)).toBeUndefined()
    expect(along(reseller, 'confirm', own)).toBeUndefined()
  })

  test('a reseller’s event names the provider that refused, so that the reseller is mailed; its own refusal does not', () => {
    const data = (change: ReturnType<typeof alongInChannel>) => change?.events[0]?.data
    const { partnerName: name, partnerDomain: domain } = reseller
    const refused = alongInChannel(provider('unconfirmed', tailspin), reseller, 'refuse', ada, now)
    expect(data(refused)).toMatchObject({ provider: { id: litware, name, domain } })
    expect(data(refuseRelationship(reseller, ada, now))).not.toHaveProperty('provider.id')
  })
})

describe('the time to confirm', () => {
  const at = new Date(lapsesAt)

  test('counts from the acceptance, only while the partner must confirm', () => {
    const change = { before: undefined, after: aRelationship({ status: 'unconfirmed' }), events: [] }
    expect(lapsing(30, now)(change).after.lapsesAt).toBe(later(30 * day).toISOString())
    const active = { ...change, after: aRelationship({ lapsesAt }) }
    expect(lapsing(30, now)(active).after.lapsesAt).toBeUndefined()
  })

  test('over, neither confirmation nor refusal nor withdrawal is possible, even before the schedule ran', () => {
    expect(refusalOf(() => confirmRelationship(waiting, ada, at))).toBe('not-found')
    expect(refusalOf(() => refuseRelationship(waiting, ada, at))).toBe('not-found')
    expect(refusalOf(() => withdrawRelationship(waiting, [], undefined, ada, at))).toBe('not-found')
  })

  test('over, the relationship ends and nothing that was granted begins', () => {
    expect(lapseRelationships(waiting, [], new Date(at.getTime() - 1))).toEqual([])
    const [change, ...more] = lapseRelationships(waiting, [], at)
    expect(more).toEqual([])
    expect(change?.after).toMatchObject({ status: 'removed', removedAt: lapsesAt, adminPrivileges: null })
    expect([change?.after.withheld, change?.after.lapsesAt]).toEqual([undefined, undefined])
    expect(change?.events).toMatchObject([{ name: 'relationship.lapsed', actor: { kind: 'schedule' } }])
  })
})

describe('an acceptance that ends before its confirmation, in a channel', () => {
  const carla = actorOf('customer', aMember())
  const at = new Date(lapsesAt)
  const [tailspin, relecloud, litware] = ['tailspin', 'relecloud', 'litware']
  const reseller = frozen(
    aRelationship({
      partnerId: tailspin,
      status: 'unconfirmed',
      lapsesAt,
      channel: { role: 'provider', partnerIds: [litware] },
    }),
  )
  const provider = (over: Partial<Relationship>, ...partnerIds: string[]) =>
    frozen(aRelationship({ partnerId: litware, channel: { role: 'reseller', partnerIds }, ...over }))
  const waits = provider({ status: 'unconfirmed', lapsesAt }, tailspin)
  const outline = (changes: ReturnType<typeof lapseRelationships>) =>
    changes.map(({ after, events }) => [after.partnerId, after.status, events.flatMap(audiencesOf).join(' ')])

  test.each([
    ['reseller', reseller, waits],
    ['provider', waits, reseller],
  ])(
    'lapses on both sides together, one mail to each partner and one to the customer, whichever is found due first: the %s',
    (_, own, other) => {
      expect(outline(lapseRelationships(own, [other], at)).sort()).toEqual([
        [litware, 'removed', 'partner'],
        [tailspin, 'removed', 'partner customer'],
      ])
    },
  )

  test('leaves the channel of a provider that stays', () => {
    const later_ = later(27 * day).toISOString()
    const busy = provider({ status: 'unconfirmed', lapsesAt: later_ }, tailspin, relecloud)
    const [, left] = lapseRelationships(reseller, [busy], at)
    expect(left?.after).toMatchObject({ status: 'unconfirmed', lapsesAt: later_, channel: { partnerIds: [relecloud] } })
    const [, alone] = lapseRelationships(reseller, [provider({}, tailspin)], at)
    expect([alone?.after.status, alone?.after.channel]).toEqual(['active', undefined])
  })

  test('withdrawn by the customer, it ends for both, and both partners are told', () => {
    expect(outline(withdrawRelationship(reseller, [waits], 'a reason', carla, now))).toEqual([
      [tailspin, 'removed', 'partner'],
      [litware, 'removed', 'partner'],
    ])
    expect(withdrawRelationship(reseller, [waits], 'a reason', carla, now)[0].events).toMatchObject([
      { name: 'relationship.withdrawn', actor: carla, data: { reason: 'a reason' } },
    ])
  })

  test('withdrawn again, it stays withdrawn', () => {
    const [{ after }] = withdrawRelationship(waiting, [], undefined, carla, now)
    expect(requestEnd(after, undefined, carla, later(1))).toBeUndefined()
  })

  test('confirmed by the reseller, the customer gets one receipt', () => {
    const own = confirmRelationship(reseller, ada, now)
    const along = alongInChannel(reseller, waits, 'confirm', ada, now)
    expect([...own.events, ...(along?.events ?? [])].flatMap(audiencesOf)).toEqual(['customer'])
  })
})
