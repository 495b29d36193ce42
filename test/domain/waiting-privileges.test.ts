import { describe, expect, test } from 'vitest'
import { grantOf, type Terms } from '../../shared/domain/admin-privileges.ts'
import { actorOf } from '../../shared/domain/people.ts'
import type { PrivilegesWish } from '../../shared/domain/privileges-life.ts'
import { changeWaiting, withdrawWaiting } from '../../shared/domain/waiting-privileges.ts'
import { aMember, aRelationship, day, frozen, later, now, refusalOf } from './builders.ts'

const carla = actorOf('customer', aMember())
const asked: Terms = { roles: ['EX', 'SS', 'US'], duration: 'P90D', autoExtend: 'P180D' }
const granted: Terms = { roles: ['SS', 'US'], duration: 'P60D', autoExtend: 'PT0S' }
const lapsesAt = later(30 * day).toISOString()
const withheld = grantOf(granted, asked, now)
const waiting = frozen(aRelationship({ status: 'unconfirmed', withheld, lapsesAt }))
const endOf = (days: number) => later(days * day).toISOString()
const change = (wish: PrivilegesWish, before = waiting, at = later(day)) => changeWaiting(before, wish, carla, at)

describe('what waits for the confirmation', () => {
  test('is reduced by the customer, within what was asked', () => {
    const { after, events } = change({ roles: ['US'], endsAt: endOf(20) }) ?? {}
    expect(after?.withheld).toEqual({ ...withheld, roles: ['US'], endsAt: endOf(20) })
    expect(after).toMatchObject({ status: 'unconfirmed', adminPrivileges: null, lapsesAt })
    expect(events).toMatchObject([
      {
        name: 'admin-privileges.changed',
        actor: carla,
        data: { roles: ['US'], endsAt: endOf(20), added: [], removed: ['SS'], waiting: true },
      },
    ])
  })

  test.each([
    ['a role that was not asked', { roles: ['GL'] }, 'not-asked'],
    ['an end after the asked one', { roles: ['US'], endsAt: endOf(91) }, 'not-asked'],
    ['an end that has passed', { roles: ['US'], endsAt: endOf(1) }, 'validation-failed'],
    ['the end that was asked, counted from the acceptance', { roles: ['EX', 'US'], endsAt: endOf(90) }, 'none'],
  ] satisfies [string, PrivilegesWish, string][])('changed to %s: %j: %s', (_, wish, code) => {
    expect(refusalOf(() => change(wish))).toBe(code)
  })

  test('stays as it is when nothing differs', () => {
    expect(change({ roles: ['US', 'SS'], endsAt: endOf(60), autoExtend: 'PT0S' })).toBeUndefined()
  })

  test('is withdrawn; the acceptance still waits', () => {
    const { after, events } = withdrawWaiting(waiting, carla, now)
    expect(after).toMatchObject({ status: 'unconfirmed', withheld: undefined, lapsesAt })
    expect(events).toMatchObject([{ name: 'admin-privileges.revoked', data: { roles: ['SS', 'US'], waiting: true } }])
  })

  test.each([
    ['nothing was granted', aRelationship({ status: 'unconfirmed', lapsesAt }), now],
    ['its time has passed', { ...waiting, lapsesAt: endOf(99) }, later(60 * day)],
    ['the acceptance has lapsed', waiting, later(30 * day)],
  ])('cannot be changed or withdrawn when %s', (_, before, at) => {
    expect(refusalOf(() => change({ roles: ['US'] }, before, at))).toBe('not-found')
    expect(refusalOf(() => withdrawWaiting(before, carla, at))).toBe('not-found')
  })
})
