import { describe, expect, test } from 'vitest'
import { actorOf } from '../../shared/domain/people.ts'
import {
  establish,
  type Relationship,
  responsibilityEndsAt,
  responsibleForSupport,
} from '../../shared/domain/relationship.ts'
import { closeServiceRequest, type NewServiceRequest, openServiceRequest } from '../../shared/domain/service-request.ts'
import {
  assignSupportContact,
  renegotiateSupport,
  supportContactOf,
  supportStateOf,
} from '../../shared/domain/support.ts'
import { aPartner, aPartnerUser, aRelationship, day, frozen, later, made, now, refusalOf } from './builders.ts'

const ada = actorOf('partner', aPartnerUser())
const at = now.toISOString()
const inDays = (count: number) => later(count * day).toISOString()
const lastMoment = (count: number) => inDays(count).replace(/T.*/, 'T23:59:59.999Z')

describe('the support contact', () => {
  const hal = { name: 'Hal', email: 'hal@fabrikam.example' }

  test('is who was assigned, otherwise the partner, otherwise nobody', () => {
    const partner = aPartner()
    expect(supportContactOf(aRelationship({ supportContact: hal }), partner)).toMatchObject(hal)
    expect(supportContactOf(aRelationship(), partner)).toMatchObject({ email: partner.contact.email })
    expect(supportContactOf(aRelationship(), undefined)).toBeNull()
  })

  test('is assigned in an event that names nobody, and not after the end', () => {
    const { after, events } = made(assignSupportContact(frozen(aRelationship()), hal, ada, now))
    expect(after.supportContact).toEqual(hal)
    expect(events).toEqual([{ name: 'relationship.support-contact-assigned', at, actor: ada, data: {} }])
    const removed = aRelationship({ status: 'removed' })
    expect(refusalOf(() => assignSupportContact(removed, hal, ada, now))).toBe('relationship-not-active')
  })
})

test('the same support contact and the same day write nothing', () => {
  const supportContact = { name: 'Hal', email: 'hal@fabrikam.example' }
  const same = { ...supportContact, phone: undefined }
  expect(assignSupportContact(frozen(aRelationship({ supportContact })), same, ada, now)).toBeUndefined()
  const { after } = made(renegotiateSupport(aRelationship(), 'partner', inDays(3), ada, now))
  expect(renegotiateSupport(frozen(after), 'partner', inDays(3), ada, now)).toBeUndefined()
})

describe('the end of the responsibility for support', () => {
  const say = (before: Relationship, side: 'partner' | 'customer', endsAt: string) =>
    made(renegotiateSupport(frozen(before), side, endsAt, ada, now)).after

  test('needs both sides, and is the later of their two days, whoever spoke first', () => {
    for (const [first, second] of [
      ['partner', 'customer'],
      ['customer', 'partner'],
    ] as const) {
      const one = say(aRelationship(), first, inDays(3))
      expect(responsibilityEndsAt(one)).toBeUndefined()
      expect(responsibleForSupport(one, later(10 * day))).toBe(true)
      const both = say(one, second, inDays(9))
      expect(responsibilityEndsAt(both)).toBe(lastMoment(9))
      expect(responsibleForSupport(both, new Date(Date.parse(lastMoment(9)) - 1))).toBe(true)
      expect(responsibleForSupport(both, new Date(lastMoment(9)))).toBe(false)
    }
  })

  test('is in the event once both sides have proposed a day', () => {
    const first = made(renegotiateSupport(aRelationship(), 'partner', inDays(3), ada, now))
    expect(first.events[0]?.data).toEqual({ side: 'partner', endsAt: lastMoment(3) })
    const second = made(renegotiateSupport(first.after, 'customer', inDays(9), ada, now))
    expect(second.events[0]?.data).toEqual({ side: 'customer', endsAt: lastMoment(9), agreedEnd: lastMoment(9) })
  })

  test('is lasting, proposed by one side, agreed, ended, or over with the relationship', () => {
    const state = (over: Partial<Relationship>) => supportStateOf(aRelationship(over), now)
    const [partner, customer] = [lastMoment(3), lastMoment(9)]
    expect(state({})).toEqual({ kind: 'lasting' })
    expect(state({ responsibilityEndedBy: { partner } })).toEqual({
      kind: 'proposed',
      side: 'partner',
      endsAt: partner,
    })
    expect(state({ responsibilityEndedBy: { customer } })).toEqual({
      kind: 'proposed',
      side: 'customer',
      endsAt: customer,
    })
    const both = { responsibilityEndedBy: { partner, customer } }
    expect(state(both)).toEqual({ kind: 'agreed', endsAt: customer })
    expect(supportStateOf(aRelationship(both), new Date(customer))).toEqual({ kind: 'ended', endsAt: customer })
    expect(state({ ...both, status: 'removed' })).toEqual({ kind: 'removed' })
  })

  test('may be moved by either side while it has not come, never into the past', () => {
    const both = aRelationship({ responsibilityEndedBy: { partner: inDays(3), customer: inDays(3) } })
    expect(responsibilityEndsAt(say(both, 'customer', inDays(30)))).toBe(lastMoment(30))
    expect(responsibilityEndsAt(say(both, 'partner', at))).toBe(inDays(3))
    expect(refusalOf(() => say(both, 'partner', inDays(-1)))).toBe('validation-failed')
  })

  test.each([
    [
      'once it has come',
      { responsibilityEndedBy: { partner: inDays(-2), customer: inDays(-1) } },
      'support-already-ended',
    ],
    ['after the removal', { status: 'removed' }, 'relationship-not-active'],
  ] as const)('is not spoken of any more %s', (_when, over, code) => {
    expect(refusalOf(() => say(aRelationship(over), 'partner', inDays(3)))).toBe(code)
  })
})

test('a new acceptance starts an ended responsibility for support again, and leaves one that is to end', () => {
  const ends = (days: number) =>
    aRelationship({ responsibilityEndedBy: { partner: inDays(days), customer: inDays(days) } })
  const again = (existing: Relationship) => establish(existing, existing, 'active', {}, now)
  expect(responsibleForSupport(ends(-1), now)).toBe(false)
  expect(responsibleForSupport(again(ends(-1)), now)).toBe(true)
  expect(again(ends(5)).responsibilityEndedBy).toEqual(ends(5).responsibilityEndedBy)
})

describe('a service request', () => {
  const wanted = (over: Partial<NewServiceRequest> = {}): NewServiceRequest => ({
    id: '01950000-0000-7000-8000-0000000000cd',
    title: 'Mail is slow',
    text: 'Carla cannot send.',
    severity: 'critical',
    channel: 'phone',
    ...over,
  })
  const open = (over?: Partial<NewServiceRequest>) =>
    openServiceRequest(frozen(aRelationship()), wanted(over), ada, now)

  test('tells its history neither title nor text', () => {
    const { request, change } = open()
    expect(request).toMatchObject({ status: 'open', openedAt: at })
    expect(change.events).toMatchObject([{ name: 'service-request.opened' }])
    expect(change.events[0]?.data).toEqual({
      serviceRequest: 'req_01950000-0000-7000-8000-0000000000cd',
      channel: 'phone',
      severity: 'critical',
    })
  })

  test.each([
    ['by phone, without a reference', {}, {}, 'validation-failed'],
    ['by phone, with a reference from the beginning', { vendorReference: 'V1' }, {}, 'V1'],
    ['by phone, with a reference at the end', {}, { vendorReference: 'V2' }, 'V2'],
    ['by phone, with a better reference at the end', { vendorReference: 'V1' }, { vendorReference: 'V2' }, 'V2'],
    ['in the portal, without a reference', { channel: 'portal' }, {}, undefined],
  ] as const)('is closed %s', (_how, opened, said, outcome) => {
    const { request } = open(opened)
    const close = () => closeServiceRequest(aRelationship(), request, said, ada, later(day))
    if (outcome === 'validation-failed') return expect(refusalOf(close)).toBe(outcome)
    expect(close().request).toMatchObject({ status: 'closed', closedAt: later(day).toISOString() })
    expect(close().request.vendorReference).toBe(outcome)
  })
})
