import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, post, get, draft, send, open, accept } = clientOf(() => local)

/** Everything in both tables and in the functions' logs, as one text. */
const allThatIsKept = async () => {
  await local.settle()
  return JSON.stringify([await local.control('tables'), await local.control('logs')])
}

async function invited(as: string, email: string, name: string, via = 'ses') {
  const { id } = (await draft(as, email, { recipient: { email, name } })).body
  return { id, link: (await send(as, id, via)).body.link as string }
}
const chainOf = async (path: string, as: string) => (await get(`${path}/events?verify=true`, as)).body
const erase = (as: string, confirm: string) => post('/v1/erasure', as, { confirm })

describe('20. Personal data: gone when its time is over', () => {
  const persons = /dora|deniz|d\*\*\*a|Not our year|Sam Demir/i
  let draftId: string
  let declined: { id: string; link: string }
  let expired: { id: string; link: string }

  test('while it is kept, it is there', async () => {
    draftId = (
      await draft('ada', 'dora.draft@contoso.example', {
        recipient: { email: 'dora.draft@contoso.example', name: 'Dora' },
      })
    ).body.id
    declined = await invited('sam', 'dora@contoso.example', 'Dora Deniz')
    expired = await invited('ada', 'deniz@contoso.example', 'Deniz')
    await post('/v1/acceptance/forward', 'cem', { secret: secretIn(declined.link), email: 'dora.two@contoso.example' })
    const no = { secret: secretIn(declined.link), reason: 'Not our year', blockPartner: true }
    await post('/v1/acceptance/decline', 'carla', no)
    expect(await allThatIsKept()).toMatch(persons)
    const { body } = await get(`/v1/invitations/${declined.id}`, 'ada')
    expect([body.createdBy.name, body.sentBy.name]).toEqual(['Sam Demir', 'Sam Demir'])
    await local.advance('P31D')
    expect((await get(`/v1/invitations/${expired.id}`, 'ada')).body.status).toBe('expired')
  })

  test('after the time of retention no attribute and no log line holds an address, a name or a word of theirs', async () => {
    await local.advance('P364D')
    expect((await get(`/v1/invitations/${expired.id}`, 'ada')).status).toBe(200)
    await local.advance('P2D')
    expect((await get(`/v1/invitations/${expired.id}`, 'ada')).status).toBe(404)
    expect((await get('/v1/invitations', 'ada')).body.data).toEqual([])
    expect(await allThatIsKept()).not.toMatch(persons)
    expect(await allThatIsKept()).not.toContain('Carla Haddad')
  })

  test('a block stays, and knows the invited address by its hash only', async () => {
    expect((await get('/v1/blocks', 'carla')).body.data).toMatchObject([{ partnerName: 'Fabrikam' }])
    const again = await draft('ada', 'dora@contoso.example')
    expect((await send('ada', again.body.id, 'ses')).body.code).toBe('recipient-suppressed')
    expect((await post(`/v1/invitations/${again.body.id}/revoke`, 'ada')).status).toBe(200)
    expect((await call('DELETE', `/v1/blocks/${companies.fabrikam.tenantId}`, 'carla')).status).toBe(200)
  })

  test('what happened and when is still known, and the chain verifies', async () => {
    for (const id of [draftId, declined.id, expired.id]) {
      const { data, chain } = await chainOf(`/v1/invitations/${id}`, 'ada')
      expect(chain.ok).toBe(true)
      expect(data[0]).toMatchObject({ name: 'invitation.created', actor: null, data: null })
    }
  })

  test('its link leads nowhere any more', async () => {
    expect((await open(declined.link)).status).toBe(404)
  })
})

describe('20. Personal data: an organisation has its own erased', () => {
  const customer = `/v1/customers/${companies.contoso.tenantId}`
  let accepted: string
  let said: string

  beforeAll(async () => {
    const live = await invited('ada', 'carla@contoso.example', 'Carla')
    accepted = live.id
    expect((await accept('carla', live.link)).status).toBe(200)
    const no = await invited('ivy', 'erika@contoso.example', 'Erika')
    said = no.id
    await post('/v1/acceptance/decline', 'carla', { secret: secretIn(no.link), reason: 'Erika has left' })
  })

  test('only an accepting role does it, for its own organisation, and types its name', async () => {
    expect((await erase('cem', 'contoso.example')).body.code).toBe('not-an-accepting-role')
    expect((await erase('gus', 'contoso.example')).body.code).toBe('guest-or-delegated-account')
    const mistyped = await erase('carla', 'northwind.example')
    expect([mistyped.status, mistyped.body.code]).toEqual([400, 'validation-failed'])
    expect(mistyped.body.errors[0].message).toContain('contoso.example')
    expect((await erase('nora', 'northwind.example')).body).toEqual({ erased: 0, kept: [], complete: true })
    expect(await allThatIsKept()).toMatch(/erika/i)
  })

  test('what is over goes; the evidence of what lives stays, and the answer says so', async () => {
    const { body } = await erase('carla', 'contoso.example')
    expect(body).toMatchObject({ erased: 1, complete: true })
    expect(body.kept).toEqual([
      { kind: 'relationship', partnerId: companies.fabrikam.tenantId, reason: 'live' },
      { kind: 'agreement', version: '2026-01', reason: 'live' },
      { kind: 'invitation', partnerId: companies.fabrikam.tenantId, invitationId: accepted, reason: 'live' },
    ])
    expect(await allThatIsKept()).not.toMatch(/erika/i)
    expect((await chainOf(`/v1/invitations/${said}`, 'ivy')).chain.ok).toBe(true)
    expect((await get(customer, 'ada')).body.status).toBe('active')
    expect((await chainOf(customer, 'ada')).data[1].actor.name).toBe('Carla Haddad')
  })

  test('of an invitation that others decided, only what its own people did goes', async () => {
    const { id, link } = await invited('tom', 'office@contoso.example', 'Office', 'clipboard')
    await post('/v1/acceptance/not-us', 'nora', { secret: secretIn(link), note: 'Nora was here' })
    await post('/v1/acceptance/decline', 'carla', { secret: secretIn(link), reason: 'No, thank you' })
    expect((await erase('nora', 'northwind.example')).body).toEqual({ erased: 1, kept: [], complete: true })
    const { data, chain } = await chainOf(`/v1/invitations/${id}`, 'tom')
    const said = Object.fromEntries(data.map((e: Json) => [e.name, e.data]))
    expect(said['invitation.not-us']).toBeNull()
    expect(said['invitation.declined']).toEqual({ reason: 'No, thank you' })
    expect(chain.ok).toBe(true)
    expect((await get(`/v1/invitations/${id}`, 'tom')).body.status).toBe('declined')
  })

  test('once the relationship is removed, its persons go, too', async () => {
    const { body } = await get(customer, 'ada')
    const removed = await call('DELETE', customer, 'ada', undefined, { 'if-match': `"${body.version}"` })
    expect(removed.status).toBe(200)
    await local.settle()
    const erased = (await erase('carla', 'contoso.example')).body
    expect(erased).toEqual({ erased: 4, kept: [], complete: true })
    const kept = await allThatIsKept()
    expect(kept).not.toMatch(/haddad|carla@/i)
    expect((await chainOf(customer, 'ada')).chain.ok).toBe(true)
    expect((await erase('carla', 'contoso.example')).body).toEqual({ erased: 0, kept: [], complete: true })
  })

  test('they may begin anew', async () => {
    const { link } = await invited('ada', 'carla@contoso.example', 'Carla', 'clipboard')
    const again = await accept('carla', link)
    expect([again.status, again.body.status]).toEqual([200, 'active'])
    expect((await chainOf(customer, 'ada')).chain.ok).toBe(true)
  })

  test('with the last relationship goes, in time, who accepted the agreement', async () => {
    const { version } = (await get(customer, 'ada')).body
    await call('DELETE', customer, 'ada', undefined, { 'if-match': `"${version}"` })
    expect(await allThatIsKept()).toMatch(/haddad|carla@/i)
    await local.advance('P366D')
    expect(await allThatIsKept()).not.toMatch(/haddad|carla@/i)
    expect((await chainOf(customer, 'ada')).chain.ok).toBe(true)
  })
})
