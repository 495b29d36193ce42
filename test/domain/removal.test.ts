import { describe, expect, test } from 'vitest'
import { grantPrivileges } from '../../shared/domain/admin-privileges.ts'
import { actorOf } from '../../shared/domain/people.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import { blockersOf, removeRelationships, requestEnd, withdrawEndRequest } from '../../shared/domain/removal.ts'
import { subscriptionKindNames } from '../../shared/domain/subscription.ts'
import { aPartnerUser, aRelationship, contoso, day, frozen, later, now, refusalOf } from './builders.ts'

const ada = actorOf('partner', aPartnerUser())
const at = now.toISOString()

describe('the end of a relationship', () => {
  const remove = (own: Relationship, resellers: Relationship[] = []) => removeRelationships(own, resellers, ada, now)

  test.each([
    ['azure-plan', 'open-subscriptions'],
    ['license-based', 'open-subscriptions'],
    ['reservation', 'open-reservations'],
    ['software', 'software-purchases'],
  ] as const)('is blocked by %s: %s', (kind, blocker) => {
    const own = aRelationship({ openSubscriptions: { [kind]: 2 } })
    expect(blockersOf(own, [])).toMatchObject([{ code: blocker, count: 2 }])
    expect(refusalOf(() => remove(own))).toBe('removal-blocked')
  })

  test('is judged for every kind of subscription', () => {
    for (const kind of subscriptionKindNames)
      expect(blockersOf(aRelationship({ openSubscriptions: { [kind]: 1 } }), [])).toHaveLength(1)
    expect(blockersOf(aRelationship(), [])).toEqual([])
  })

  test('is blocked by each partner for itself: a provider and its resellers are counted and named one by one', () => {
    const own = aRelationship({ partnerName: 'Litware', openSubscriptions: { 'azure-plan': 1, 'license-based': 2 } })
    const tailspin = { partnerId: contoso, partnerName: 'Tailspin' }
    const reseller = aRelationship({ ...tailspin, openSubscriptions: { 'azure-plan': 4, software: 1 } })
    expect(blockersOf(own, [reseller]).map(({ code, count, partner }) => [partner.name, code, count])).toEqual([
      ['Litware', 'open-subscriptions', 3],
      ['Tailspin', 'open-subscriptions', 4],
      ['Tailspin', 'software-purchases', 1],
    ])
    for (const { message, partner } of blockersOf(own, [reseller])) expect(message).toContain(partner.name)
  })

  test('is not for an indirect reseller, even if nothing else blocks it', () => {
    const own = aRelationship({ channel: { role: 'provider', partnerIds: [contoso] } })
    expect(refusalOf(() => remove(own))).toBe('indirect-reseller-may-not-remove')
  })

  test('ends live privileges first, so that systems hear of it, and then the relationship', () => {
    const terms = { roles: ['US' as const], duration: 'P30D', autoExtend: 'PT0S' as const }
    const own = aRelationship({ adminPrivileges: grantPrivileges(terms, terms, later(-day)) })
    const [{ after, events }] = remove(frozen(own))
    expect(after).toMatchObject({ status: 'removed', version: own.version + 1 })
    expect(after.adminPrivileges?.state).toBe('relinquished')
    expect(events.map(({ name }) => name)).toEqual(['admin-privileges.relinquished', 'relationship.removed'])
  })

  test('tells of nothing but itself where no privileges are live', () => {
    expect(remove(aRelationship())[0].events.map(({ name }) => name)).toEqual(['relationship.removed'])
    expect(remove(aRelationship({ status: 'unconfirmed' }))[0].after.status).toBe('removed')
  })

  test('of a provider ends those of its resellers too, its own first', () => {
    const reseller = aRelationship({ partnerId: contoso })
    const changes = remove(aRelationship(), [reseller])
    expect(changes.map(({ after }) => [after.partnerId, after.status])).toEqual([
      [aRelationship().partnerId, 'removed'],
      [contoso, 'removed'],
    ])
    // only the reseller's event names the provider: its people are mailed, those who removed are not
    const { partnerId: id, partnerName: name, partnerDomain: domain } = aRelationship()
    expect(changes.map(({ events }) => events.at(-1)?.data)).toEqual([
      { provider: undefined },
      { provider: { id, name, domain } },
    ])
  })

  test('comes once', () => {
    expect(refusalOf(() => remove(aRelationship({ status: 'removed' })))).toBe('not-found')
  })

  test('is no longer requested once the customer withdraws the request; a second time changes nothing', () => {
    const asked = frozen(aRelationship({ endRequestedAt: at }))
    const change = withdrawEndRequest(asked, ada, now)
    expect(change?.after).toEqual({ ...aRelationship(), version: 5 })
    expect(change?.events.map(({ name }) => name)).toEqual(['relationship.end-request-withdrawn'])
    expect(withdrawEndRequest(aRelationship(), ada, now)).toBeUndefined()
    const removed = aRelationship({ status: 'removed', endRequestedAt: at })
    expect(refusalOf(() => withdrawEndRequest(removed, ada, now))).toBe('relationship-not-active')
  })

  test('that the customer wishes is noted once, and changes nothing else', () => {
    const change = requestEnd(frozen(aRelationship()), 'We move on.', ada, now)
    expect(change?.after).toEqual({ ...aRelationship(), version: 5, endRequestedAt: at })
    expect(change?.events).toMatchObject([{ name: 'relationship.end-requested', data: { reason: 'We move on.' } }])
    expect(requestEnd(aRelationship({ endRequestedAt: at }), undefined, ada, now)).toBeUndefined()
    expect(refusalOf(() => requestEnd(aRelationship({ status: 'removed' }), undefined, ada, now))).toBe(
      'relationship-not-active',
    )
  })
})
