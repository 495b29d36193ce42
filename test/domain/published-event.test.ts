import { describe, expect, test } from 'vitest'
import { eventNames, type StoredEvent } from '../../shared/domain/chain.ts'
import { publishedEvent, publishedFields } from '../../shared/domain/published-event.ts'
import { contoso, fabrikam, globalAdministrator, now } from './builders.ts'

const invitationId = '01950000-0000-7000-8000-000000000001'
const event = (name: StoredEvent['name'], data: Record<string, unknown>): StoredEvent => ({
  name,
  at: now.toISOString(),
  actor: { kind: 'partner', tenantId: fabrikam, userId: 'ada', name: 'Ada Yılmaz' },
  data,
  salt: 'salt',
  seq: 7,
  commitment: 'c',
  prevHash: 'p',
  hash: 'h',
})
const published = (name: StoredEvent['name'], data: Record<string, unknown>) =>
  publishedEvent({ partnerId: fabrikam, customerId: contoso }, event(name, data))

describe('an event on the bus', () => {
  test('tells whose it is, what, when and of which kind of person; the same id each time', () => {
    const { adminPrivileges: _, ...data } = {
      adminPrivileges: null,
      via: 'ses',
      generation: 2,
      expiresAt: now.toISOString(),
    }
    expect(publishedEvent({ partnerId: fabrikam, invitationId }, event('invitation.sent', data))).toEqual({
      version: '1',
      id: `invitation/${fabrikam}/${invitationId}/7`,
      at: now.toISOString(),
      partnerId: fabrikam,
      invitationId: `inv_${invitationId}`,
      customerId: undefined,
      actorKind: 'partner',
      data,
    })
    expect(published('relationship.removed', {}).id).toBe(`relationship/${fabrikam}/${contoso}/7`)
  })

  test('names roles by their id', () => {
    expect(published('admin-privileges.granted', { roles: ['GL'], endsAt: 'x', autoExtend: 'PT0S' }).data).toEqual({
      roles: [globalAdministrator],
      endsAt: 'x',
      autoExtend: 'PT0S',
    })
    const granted = { roles: ['GL'], duration: 'P7D', autoExtend: 'PT0S' }
    expect(published('invitation.accepted', { digest: 'd', granted }).data).toEqual({
      granted: { ...granted, roles: [globalAdministrator] },
    })
    expect(published('invitation.accepted', { granted: null }).data).toEqual({ granted: null })
  })

  test.each([
    ['subscription.created', { subscription: 'sub_1', kind: 'azure-plan', quantity: 3 }],
    ['subscription.cancelled', { subscription: 'sub_1', kind: 'azure-plan' }],
    ['service-request.opened', { serviceRequest: 'req_1', channel: 'phone', severity: 'critical' }],
    ['service-request.closed', { serviceRequest: 'req_1', channel: 'phone' }],
  ] as const)('of %s says which one', (name, data) => {
    expect(published(name, data).data).toEqual(data)
  })

  const personal = {
    email: 'it@contoso.example',
    name: 'Carla',
    note: 'Call me.',
    reason: 'Too expensive, says Carla',
    text: 'x',
    domain: 'contoso.example',
    actor: { name: 'Carla' },
    userId: 'carla',
  }
  test.each(eventNames)('%s carries no name, address or word of people', (name) => {
    const told = JSON.stringify(published(name, personal))
    for (const word of ['Carla', 'contoso.example', 'Call me', 'expensive', 'Ada', 'ada'])
      expect(told).not.toContain(word)
  })

  test.each(eventNames)('%s carries no sentence and no address even in a field that is published', (name) => {
    const fields = publishedFields[name].split(' ').filter((field) => field && field !== 'invitation')
    for (const value of ['it@contoso.example', 'Call Carla', 'x'.repeat(65), { name: 'Carla' }, ['Carla']]) {
      const { data } = published(name, Object.fromEntries(fields.map((field) => [field, value])))
      expect(JSON.stringify(data)).not.toMatch(/Carla|contoso|xxx/)
    }
  })

  test('of a purged row still says that it happened', () => {
    const { salt: _, actor: __, data: ___, ...purged } = event('invitation.declined', {})
    const detail = publishedEvent({ partnerId: fabrikam, invitationId }, purged)
    expect(detail).toMatchObject({ actorKind: undefined, data: {} })
  })
})
