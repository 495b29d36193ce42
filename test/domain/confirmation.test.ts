import { describe, expect, test } from 'vitest'
import { grantPrivileges, type Terms } from '../../shared/domain/admin-privileges.ts'
import { alongInChannel, confirmRelationship, refuseRelationship } from '../../shared/domain/confirmation.ts'
import { actorOf } from '../../shared/domain/people.ts'
import { aPartnerUser, aRelationship, frozen, now, refusalOf } from './builders.ts'

const ada = actorOf('partner', aPartnerUser())
const asked: Terms = { roles: ['SS', 'US'], duration: 'P90D', autoExtend: 'PT0S' }
const granted: Terms = { ...asked, roles: ['US'], duration: 'P10D' }
const waiting = frozen(aRelationship({ status: 'unconfirmed', withheld: { granted, asked } }))

describe('"this is my customer"', () => {
  test('begins the relationship, and what was withheld, counted from now and only as granted', () => {
    const { before, after, events } = confirmRelationship(waiting, ada, now)
    expect(before).toBe(waiting)
    expect(after).toEqual({
      ...waiting,
      status: 'active',
      version: waiting.version + 1,
      withheld: undefined,
      adminPrivileges: grantPrivileges(granted, asked, now),
    })
    expect(events.map(({ name }) => name)).toEqual(['relationship.confirmed', 'admin-privileges.granted'])
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
})
