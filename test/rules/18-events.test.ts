import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { draft, send, accept, post } = clientOf(() => local)

const published = async () => {
  await local.settle()
  return local.control<Json[]>('events.json')
}

describe('18. Events: every event goes to the bus', () => {
  let invitation: Json

  test('what happens to an invitation and its relationship is published in order, under their names', async () => {
    invitation = (
      await draft('ada', 'carla@contoso.example', {
        recipient: { email: 'carla@contoso.example', name: 'Carla Haddad', company: 'Contoso' },
        customer: { country: 'AE' },
        adminPrivileges: { template: 'support-only' },
        reference: 'PO-4711',
      })
    ).body
    const { body } = await send('ada', invitation.id, 'clipboard')
    const accepted = await accept('carla', body.link)
    expect(accepted.status).toBe(200)
    const events = await published()
    expect(events.map((e) => e['detail-type']).sort()).toEqual([
      'admin-privileges.granted',
      'agreement.accepted',
      'invitation.accepted',
      'invitation.created',
      'invitation.sent',
      'relationship.established',
    ])
    expect(new Set(events.map((e) => e.source))).toEqual(new Set(['liaison']))
    expect(new Set(events.map((e) => e.bus))).toEqual(new Set(['liaison-local']))
  })

  test('each says what it is about, by whom and when, with role ids', async () => {
    const events = await published()
    const sent = events.find((e) => e['detail-type'] === 'invitation.sent')
    expect(sent.detail).toMatchObject({
      version: '1',
      invitationId: invitation.id,
      partnerId: 'fab00000-0000-4000-8000-000000000001',
      actorKind: 'partner',
      data: { via: 'clipboard', generation: 1 },
    })
    expect(sent.time).toBe(sent.detail.at)
    const granted = events.find((e) => e['detail-type'] === 'admin-privileges.granted')
    expect(granted.detail).toMatchObject({
      customerId: 'c0500000-0000-4000-8000-000000000005',
      actorKind: 'customer',
      data: { roles: invitation.adminPrivileges.roles.map((role: Json) => role.id), autoExtend: 'PT0S' },
    })
  })

  test('none carries a name, an address, a reference or a link', async () => {
    const text = JSON.stringify(await published())
    for (const secret of ['Carla', 'carla', 'Haddad', 'Contoso', 'Ada', 'ada@', 'PO-4711', '@', 'http', '#i='])
      expect(text).not.toContain(secret)
  })

  test('what EventBridge refuses comes again, and keeps its id', async () => {
    await published()
    await local.control('events', { refuse: 2 })
    const { body } = await draft('ada', 'ops@adventure.example')
    await post(`/v1/invitations/${body.id}/revoke`, 'ada')
    const own = (await published()).filter((e) => e.detail.invitationId === body.id)
    expect(new Set(own.map((e) => e.detail.id)).size).toBe(2)
    expect(own.map((e) => e.detail.id.slice(-2)).sort()).toEqual(own.length === 2 ? ['/1', '/2'] : ['/1', '/2', '/2'])
    expect(await local.control('dead-letters')).toEqual([])
  })

  test('what EventBridge refuses for good is kept for the operator, and holds up nobody', async () => {
    await local.control('events', { refuse: 6 })
    const lost = (await draft('ada', 'lost@adventure.example')).body.id
    await published()
    const kept = await local.control<Json[]>('dead-letters')
    expect(kept).toMatchObject([{ function: 'publish-events', condition: 'RetryAttemptsExhausted' }])
    expect(JSON.stringify(kept[0].payload)).toContain(lost.slice(4))
    const next = (await draft('ada', 'next@adventure.example')).body.id
    expect((await published()).map((e) => e.detail.invitationId)).toContain(next)
  })
})
