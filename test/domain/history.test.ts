import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '../../shared/domain/chain.ts'
import { type EventName, eventNames } from '../../shared/domain/events.ts'
import { eventFor } from '../../shared/domain/history.ts'

const everything = {
  invitation: '018f0000-0000-7000-8000-000000000001',
  roles: ['DR', 'SSA'],
  email: 'carla@contoso.example',
  note: 'a note',
  reason: 'a reason',
  secret: 'never',
  blockPartner: true,
  sentTo: 'carla@contoso.example',
}
const event = (name: EventName, kind: 'partner' | 'customer', tenantId: string = kind): StoredEvent => ({
  seq: 1,
  name,
  at: '2026-01-01T00:00:00.000Z',
  actor: { kind, tenantId, userId: 'u', name: 'Somebody' },
  data: everything,
  salt: 's',
  commitment: 'c',
  prevHash: '',
  hash: 'h',
})

describe('what a side reads of an event', () => {
  test.each(eventNames)('%s: neither side reads what is not named, an address in clear, or ids of people', (name) => {
    for (const side of ['partner', 'customer'] as const)
      for (const kind of ['partner', 'customer'] as const) {
        const seen = eventFor(side, side, event(name, kind))
        expect(JSON.stringify(seen.data)).not.toMatch(/never|carla@|block/)
        expect(seen.actor).not.toHaveProperty('userId')
        expect(seen.actor).not.toHaveProperty('tenantId')
      }
  })

  test.each(eventNames.filter((name) => name.startsWith('invitation.')))('%s tells the customer nothing', (name) => {
    expect(eventFor('customer', 'customer', event(name, 'partner')).data).toEqual({})
  })

  const decisions = [
    'invitation.accepted',
    'invitation.declined',
    'relationship.established',
    'agreement.accepted',
  ] as const satisfies EventName[]

  test.each(eventNames)('%s: the people of the other side have names only where they decided', (name) => {
    const seen = eventFor('partner', 'partner', event(name, 'customer'))
    expect(seen.actor?.name).toBe((decisions as readonly string[]).includes(name) ? 'Somebody' : undefined)
    expect(eventFor('partner', 'partner', event(name, 'partner')).actor?.name).toBe('Somebody')
  })

  test.each(eventNames)('%s: the people of the other partner of a channel have no names', (name) => {
    if ((decisions as readonly string[]).includes(name)) return
    const seen = eventFor('partner', 'partner', event(name, 'partner', 'its provider'))
    expect(seen.actor).toEqual({ kind: 'partner', name: undefined })
  })

  test('roles are told by id and name, ids as in the API', () => {
    const { data } = eventFor('customer', 'customer', event('relationship.established', 'customer'))
    expect(data).toEqual({ invitation: `inv_${everything.invitation}` })
    const granted = eventFor('customer', 'customer', event('admin-privileges.granted', 'customer')).data
    expect(JSON.stringify(granted?.roles)).toContain('"name":')
  })

  test('what was purged stays empty', () => {
    const { salt: _, actor: _a, data: _d, ...purged } = event('invitation.declined', 'customer')
    expect(eventFor('partner', 'partner', purged)).toMatchObject({ actor: undefined, data: undefined })
  })
})
