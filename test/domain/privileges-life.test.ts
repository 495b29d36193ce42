import { describe, expect, test } from 'vitest'
import { grantPrivileges, livePrivileges, type Privileges, type Terms } from '../../shared/domain/admin-privileges.ts'
import { actorOf } from '../../shared/domain/people.ts'
import {
  agePrivileges,
  changePrivileges,
  mayGiveBack,
  type PrivilegesWish,
  relinquishPrivileges,
  reportEnforcement,
  revokePrivileges,
} from '../../shared/domain/privileges-life.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import { aMember, aPartnerUser, aRelationship, day, frozen, later, made, now, refusalOf } from './builders.ts'

const carla = actorOf('customer', aMember())
const ada = actorOf('partner', aPartnerUser())
const asked: Terms = { roles: ['EX', 'SS', 'US'], duration: 'P90D', autoExtend: 'P180D' }
const granted: Terms = { roles: ['SS', 'US'], duration: 'P60D', autoExtend: 'PT0S' }

/** Granted now for sixty days; asked for one role more, for ninety, and to extend itself. */
const holding = (over: Partial<Privileges> = {}, rest: Partial<Relationship> = {}) =>
  frozen(aRelationship({ adminPrivileges: { ...grantPrivileges(granted, asked, now), ...over }, ...rest }))
const endOf = (days: number) => later(days * day).toISOString()
const at = (days: number) => later(days * day)

describe('the customer changes the privileges', () => {
  const change = (wish: PrivilegesWish, before = holding(), when = at(1)) =>
    made(changePrivileges(before, wish, carla, when))

  test.each([
    ['takes a role away', ['SS'], [], ['US']],
    ['adds back what was asked', ['EX', 'SS', 'US'], ['EX'], []],
    ['puts one in the place of another', ['EX', 'SS'], ['EX'], ['US']],
  ] as const)('%s', (_, roles, added, removed) => {
    const { before, after, events } = change({ roles: [...roles] })
    expect(after).toEqual({
      ...before,
      version: (before?.version ?? 0) + 1,
      adminPrivileges: { ...holding().adminPrivileges, roles },
    })
    expect(events).toEqual([
      {
        name: 'admin-privileges.changed',
        at: endOf(1),
        actor: carla,
        data: { roles, endsAt: endOf(60), autoExtend: 'PT0S', added, removed },
      },
    ])
  })

  test.each([
    ['a role that was not asked', { roles: ['SS', 'GL'] }, 'not-asked'],
    ['the asked end', { roles: ['SS'], endsAt: endOf(90) }, 'none'],
    ['an end after the asked one', { roles: ['SS'], endsAt: later(90 * day + 1).toISOString() }, 'not-asked'],
    ['an end that has passed', { roles: ['SS'], endsAt: endOf(1) }, 'validation-failed'],
    ['the extension that was asked', { roles: ['SS'], autoExtend: 'P180D' }, 'none'],
  ] as const)('to %s: %j: %s', (_, wish, code) => {
    expect(refusalOf(() => change(wish as unknown as PrivilegesWish))).toBe(code)
  })

  test.each([
    ['the same roles', { roles: ['US', 'SS'] }],
    ['the same roles, end and extension', { roles: ['SS', 'US'], endsAt: endOf(60), autoExtend: 'PT0S' }],
  ] as const)('writes nothing for %s, and keeps what was enforced', (_, { roles, ...wish }) => {
    const before = holding({ enforcement: 'applied' })
    expect(changePrivileges(before, { roles: [...roles], ...wish }, carla, at(1))).toBeUndefined()
    const expiring = holding({ state: 'expiring', dueAt: endOf(53) })
    expect(changePrivileges(expiring, { roles: [...roles], ...wish }, carla, at(40))).toBeUndefined()
  })

  test('may not let them extend if nobody asked', () => {
    const before = holding({ asked: { ...asked, autoExtend: 'PT0S' } })
    expect(refusalOf(() => change({ roles: ['SS'], autoExtend: 'P180D' }, before))).toBe('not-asked')
  })

  test('brings revoked ones back, within what was asked and the time that is left', () => {
    const before = holding({ state: 'revoked', dueAt: undefined })
    const { after, events } = change({ roles: ['US'] }, before)
    expect(after.adminPrivileges).toMatchObject({ state: 'active', roles: ['US'], endsAt: endOf(60), dueAt: endOf(30) })
    expect(events[0]?.data).toMatchObject({ added: ['US'], removed: [] })
  })

  test('can give back what he took away until the time that was asked for is over', () => {
    const revoked = { ...grantPrivileges(granted, asked, now), state: 'revoked' } as const
    expect([mayGiveBack(revoked, at(89)), mayGiveBack(revoked, at(90))]).toEqual([true, false])
    expect(mayGiveBack({ ...revoked, state: 'relinquished' }, at(1))).toBe(false)
  })

  test('makes any enforcement begin anew', () => {
    const { after } = change({ roles: ['SS'] }, holding({ enforcement: 'applied' }))
    expect(after.adminPrivileges?.enforcement).toBe('recorded')
  })

  test.each([
    ['there are none', aRelationship(), 'not-found'],
    ['they have expired', holding({ state: 'expired' }), 'privileges-not-active'],
    ['they were given up', holding({ state: 'relinquished' }), 'privileges-not-active'],
    ['their end has passed, though no schedule said so', holding({ endsAt: endOf(1) }), 'privileges-not-active'],
    ['the relationship has ended', holding({}, { status: 'removed' }), 'not-found'],
    ['the relationship is not confirmed', holding({}, { status: 'unconfirmed' }), 'not-found'],
  ])('not when %s', (_, before, code) => {
    expect(refusalOf(() => change({ roles: ['SS'] }, before))).toBe(code)
  })
})

describe('the end of privileges by people', () => {
  test.each([
    ['the customer removes them', revokePrivileges, 'revoked', carla],
    ['the partner gives them up', relinquishPrivileges, 'relinquished', ada],
  ] as const)('%s: the relationship stays, nothing more is due, access ends at once', (_, move, state, actor) => {
    const { after, events } = move(holding({ enforcement: 'applied' }), actor, at(1))
    expect(after).toMatchObject({ status: 'active', version: 5 })
    expect(after.adminPrivileges).toMatchObject({ state, enforcement: 'recorded', dueAt: undefined })
    expect(livePrivileges(after.adminPrivileges, at(1))).toBeNull()
    expect(events).toMatchObject([{ name: `admin-privileges.${state}`, at: endOf(1), actor }])
  })

  test.each([revokePrivileges, relinquishPrivileges])('is refused where there is nothing to end: %o', (move) => {
    for (const state of ['expired', 'revoked', 'relinquished'] as const)
      expect(refusalOf(() => move(holding({ state }), carla, now))).toBe('privileges-not-active')
    expect(refusalOf(() => move(aRelationship(), carla, now))).toBe('not-found')
    expect(refusalOf(() => move(holding(), carla, at(60)))).toBe('privileges-not-active')
  })
})

describe('a report of what was enforced', () => {
  test.each(['applied', 'failed', 'removed-elsewhere'] as const)(
    'says %s, also of privileges that are over',
    (said) => {
      for (const state of ['active', 'revoked'] as const) {
        const { after, events } = reportEnforcement(holding({ state }), { enforcement: said, reason: 'x' }, ada, now)
        expect(after.adminPrivileges).toMatchObject({ state, enforcement: said })
        expect(events).toMatchObject([
          { name: 'admin-privileges.reported', data: { enforcement: said, reason: 'x', state } },
        ])
      }
    },
  )

  test('needs privileges', () => {
    expect(refusalOf(() => reportEnforcement(aRelationship(), { enforcement: 'applied' }, ada, now))).toBe('not-found')
  })
})

describe('the clock', () => {
  /** All that the schedule does with privileges when it looks as often as it is told to. */
  function lived(before: Relationship, until: Date) {
    const story: string[] = []
    let relationship = before
    for (;;) {
      const { dueAt } = relationship.adminPrivileges ?? {}
      if (!dueAt || new Date(dueAt) > until) return story
      const change = agePrivileges(relationship, new Date(dueAt))
      const days = (Date.parse(dueAt) - now.getTime()) / day
      story.push(`${days}: ${change?.events.map(({ name }) => name.replace('admin-privileges.', '')).join()}`)
      if (!change) return story
      relationship = change.after
    }
  }

  test('warns thirty, seven and one days before, then ends them', () => {
    expect(lived(holding(), at(1000))).toEqual(['30: expiring', '53: expiring', '59: expiring', '60: expired'])
  })

  test('warns only of what lies ahead of a short grant', () => {
    const before = aRelationship({ adminPrivileges: grantPrivileges({ ...granted, duration: 'P5D' }, asked, now) })
    expect(lived(before, at(1000))).toEqual(['4: expiring', '5: expired'])
  })

  test('extends what extends itself by 180 days, again and again, and says so', () => {
    const before = holding({ autoExtend: 'P180D' })
    expect(lived(before, at(421))).toEqual([
      '30: expiring',
      '53: expiring',
      '59: expiring',
      '60: extended',
      '210: expiring',
      '233: expiring',
      '239: expiring',
      '240: extended',
      '390: expiring',
      '413: expiring',
      '419: expiring',
      '420: extended',
    ])
  })

  test('never extends critical roles, whatever the stored terms say', () => {
    const before = holding({ roles: ['GL'], autoExtend: 'P180D' })
    expect(lived(before, at(1000)).at(-1)).toBe('60: expired')
    expect(livePrivileges(before.adminPrivileges, at(60))).toBeNull()
  })

  test('counts the days that are left', () => {
    expect(agePrivileges(holding(), at(30))?.events[0]?.data).toMatchObject({ daysLeft: 30 })
    expect(agePrivileges(holding(), at(45))?.events[0]?.data).toMatchObject({ daysLeft: 15 })
  })

  test('does nothing before it is due, nor to what is over or without an active relationship', () => {
    expect(agePrivileges(holding(), later(30 * day - 1))).toBeUndefined()
    expect(agePrivileges(aRelationship(), at(1000))).toBeUndefined()
    for (const status of ['unconfirmed', 'removed'] as const)
      expect(agePrivileges(holding({}, { status }), at(1000))).toBeUndefined()
    expect(agePrivileges(revokePrivileges(holding(), carla, now).after, at(1000))).toBeUndefined()
  })

  test('that was late by more than an extension makes up for it in one step', () => {
    const suspended = agePrivileges(holding({ autoExtend: 'P180D' }), at(60), false)
    expect(suspended?.events.map(({ name }) => name)).toEqual(['admin-privileges.expired'])
    expect(suspended?.after.adminPrivileges).toMatchObject({ state: 'expired', endsAt: endOf(60) })
    const late = agePrivileges(holding({ autoExtend: 'P180D' }), at(500))
    expect(late?.after.adminPrivileges).toMatchObject({ state: 'active', endsAt: endOf(600), dueAt: endOf(570) })
    expect(late?.events).toHaveLength(1)
  })

  test('is right before any schedule: extended ones are live past their written end', () => {
    expect(livePrivileges(holding({ autoExtend: 'P180D' }).adminPrivileges, at(60))?.endsAt).toBe(endOf(240))
  })
})
