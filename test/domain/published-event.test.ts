import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '../../shared/domain/chain.ts'
import { eventNames, events } from '../../shared/domain/events.ts'
import { publishedEvent } from '../../shared/domain/published-event.ts'
import { contoso, fabrikam } from './builders.ts'

const invitationId = '01950000-0000-7000-8000-000000000001'
const anEvent = (over: Partial<StoredEvent>): StoredEvent => ({
  seq: 3,
  name: 'invitation.sent',
  at: '2026-11-22T10:00:00.000Z',
  actor: { kind: 'customer', name: 'Carla Haddad', userId: 'u', tenantId: contoso },
  commitment: 'c',
  prevHash: 'p',
  hash: 'h',
  ...over,
})

describe('an event as the rest of the world gets it', () => {
  test('says what, when, whose and by which side, under an id that never changes', () => {
    const data = { via: 'ses', generation: 2, expiresAt: '2026-12-22T10:00:00.000Z' }
    expect(publishedEvent({ partnerId: fabrikam, invitationId }, anEvent({ data }))).toEqual({
      version: '1',
      id: `invitation/${fabrikam}/${invitationId}/3`,
      at: '2026-11-22T10:00:00.000Z',
      partnerId: fabrikam,
      invitationId: `inv_${invitationId}`,
      customerId: undefined,
      actorKind: 'customer',
      data,
    })
    const subject = { partnerId: fabrikam, customerId: contoso }
    expect(publishedEvent(subject, anEvent({ name: 'relationship.removed' })).id).toBe(
      `relationship/${fabrikam}/${contoso}/3`,
    )
  })

  test('roles are told by the ids that everybody knows', () => {
    const data = { roles: ['SS', 'DR'], added: ['DR'], removed: [], endsAt: '2026-12-22T10:00:00.000Z' }
    const event = anEvent({ name: 'admin-privileges.changed', data })
    const ids = ['f023fd81-a637-4b56-95fd-791ac0226033', '88d8e3e3-8f55-4a1e-953a-9b9898b8876b']
    expect(publishedEvent({ partnerId: fabrikam, customerId: contoso }, event).data).toEqual({
      ...data,
      roles: ids,
      added: ids.slice(1),
    })
  })

  test.each(eventNames)('%s tells no person, whatever its data holds', (name) => {
    const planted = ['carla@contoso.example', 'Carla Haddad', 'a note, in words', 'https://portal.example/accept#i=x']
    const fields = ['email', 'name', 'note', 'reason', 'text', ...events[name].bus]
    for (const secret of planted) {
      const data = Object.fromEntries(fields.map((field) => [field, field === 'invitation' ? invitationId : secret]))
      const told = JSON.stringify(publishedEvent({ partnerId: fabrikam, invitationId }, anEvent({ name, data })))
      expect(told).not.toContain(secret)
      expect(told).not.toContain('Carla')
    }
  })

  test('a purged event is still told, without its actor and data', () => {
    const event = anEvent({ actor: undefined, data: undefined })
    expect(publishedEvent({ partnerId: fabrikam, invitationId }, event)).toMatchObject({ data: {} })
  })
})
