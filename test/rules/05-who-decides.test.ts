import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, post, get, draft, send, accept, open } = clientOf(() => local)

const contoso = companies.contoso.tenantId

/** An invitation that its partner hands over himself, and its link. */
async function invited(as: string, email: string, more: Record<string, unknown> = {}) {
  const { id } = (await draft(as, email, more)).body
  const { body } = await send(as, id)
  return { id, link: body.link as string, secret: secretIn(body.link) }
}

const outcome = ({ status, body }: Json) => [status, body.code, ...(body.reason ? [body.reason] : [])]
const tables = async () => {
  await local.settle()
  return local.control<Record<string, Json[]>>('tables')
}
const eventsOf = async (as: string, id: string) => (await get(`/v1/invitations/${id}/events`, as)).body.data as Json[]

describe('5. Who decides: only a member with an accepting role of the organisation itself', () => {
  let link: string
  let secret: string

  beforeAll(async () => {
    ;({ link, secret } = await invited('ada', 'carla@contoso.example'))
  })

  test.each([
    ['an ordinary user', 'cem', 'not-an-accepting-role', 'role-not-held'],
    ['somebody whose role is not activated', 'ece', 'not-an-accepting-role', 'role-not-activated'],
    ['a guest, whatever role he holds', 'gus', 'guest-or-delegated-account', 'guest'],
  ])('%s is told why not, whether he accepts or declines, and nothing changes', async (_who, as, code, reason) => {
    // the first look of a signed-in person is noted
    await open(link, as)
    const before = await tables()
    expect(outcome(await accept(as, link))).toEqual([403, code, reason])
    expect(outcome(await post('/v1/acceptance/decline', as, { secret }))).toEqual([403, code, reason])
    expect(await tables()).toEqual(before)
  })

  test('the people of another organisation cannot decline what was not for them', async () => {
    expect(outcome(await post('/v1/acceptance/decline', 'nora', { secret }))).toEqual([403, 'tenant-mismatch'])
  })

  test('people of another organisation cannot forward it, nor the partner, nor a guest', async () => {
    const to = { secret, email: 'cfo@contoso.example' }
    expect(outcome(await post('/v1/acceptance/forward', 'nora', to))).toEqual([403, 'tenant-mismatch'])
    expect(outcome(await post('/v1/acceptance/forward', 'ada', to))).toEqual([403, 'tenant-mismatch'])
    expect(outcome(await post('/v1/acceptance/forward', 'gus', to))).toEqual([
      403,
      'guest-or-delegated-account',
      'guest',
    ])
    expect(outcome(await post('/v1/acceptance/forward', undefined, to))).toEqual([401, 'unauthenticated'])
  })

  test('a colleague is somebody at the same organisation: no stranger is mailed', async () => {
    const answer = await post('/v1/acceptance/forward', 'cem', { secret, email: 'someone@elsewhere.example' })
    expect(outcome(answer)).toEqual([400, 'validation-failed'])
    expect(answer.body.errors[0].pointer).toBe('/email')
  })

  test('whoever may not decide forwards it to a colleague, twice and no more, and the invitation stays as it was', async () => {
    const { id } = await invited('sam', 'office@contoso.example')
    const { link: own } = (await get(`/v1/invitations/${id}`, 'sam')).body
    const forward = (email: string) => post('/v1/acceptance/forward', 'cem', { secret: secretIn(own), email })
    expect((await forward('carla@contoso.example')).body).toEqual({ invitationId: id, status: 'issued' })
    expect((await forward('ece@contoso.example')).status).toBe(200)
    expect(outcome(await forward('carla@contoso.example'))).toEqual([429, 'forward-limit'])
    expect((await get(`/v1/invitations/${id}`, 'sam')).body).toMatchObject({
      status: 'issued',
      generation: 1,
      link: own,
    })
    const forwarded = (await eventsOf('sam', id)).filter((e) => e.name === 'invitation.forwarded')
    expect(forwarded.map((e) => e.data.email)).toEqual(['c***a@contoso.example', 'e***e@contoso.example'])
  })

  test('whoever got it by mistake says "not us": once, and nothing else changes', async () => {
    const { id, secret } = await invited('ivy', 'info@northwind.example')
    const say = () => post('/v1/acceptance/not-us', 'nora', { secret, note: 'We buy from nobody in Turkey.' })
    expect((await say()).body).toEqual({ invitationId: id, status: 'issued' })
    const before = await tables()
    expect((await say()).status).toBe(200)
    expect(await tables()).toEqual(before)
    const said = (await eventsOf('ivy', id)).filter((e) => e.name === 'invitation.not-us')
    expect(said.map((e) => [e.data.note, e.data.domain])).toEqual([
      ['We buy from nobody in Turkey.', 'northwind.example'],
    ])
    expect(outcome(await post('/v1/acceptance/not-us', 'ivy', { secret }))).toEqual([403, 'tenant-mismatch'])
  })
})

describe('5. Who decides: a customer may block a partner, and lift the block again', () => {
  let blocked: Awaited<ReturnType<typeof invited>>

  test('declining with a block tells the partner the reason and nothing of the block', async () => {
    blocked = await invited('tom', 'office@contoso.example')
    const { id, secret } = blocked
    const wish = { secret, reason: 'Not this year', blockPartner: true }
    expect((await post('/v1/acceptance/decline', 'carla', wish)).body.status).toBe('declined')
    expect((await get('/v1/blocks', 'carla')).body.data).toMatchObject([
      { partnerId: companies.tailspin.tenantId, partnerName: 'Tailspin' },
    ])
    const told = JSON.stringify([await get(`/v1/invitations/${id}`, 'tom'), await eventsOf('tom', id)])
    expect(told).toContain('Not this year')
    expect(told).not.toMatch(/block/i)
  })

  test('a blocked partner may ask again, but nobody of the customer accepts by mistake', async () => {
    const { link } = await invited('tom', 'office@contoso.example')
    expect(outcome(await accept('carla', link))).toEqual([403, 'customer-blocked'])
  })

  test('only accepting roles lift a block; afterwards the invitation can be accepted', async () => {
    const path = `/v1/blocks/${companies.tailspin.tenantId}`
    expect(outcome(await call('DELETE', path, 'cem'))).toEqual([403, 'not-an-accepting-role', 'role-not-held'])
    expect((await call('DELETE', path, 'carla')).status).toBe(200)
    expect((await call('DELETE', path, 'carla')).status).toBe(200)
    expect((await get('/v1/blocks', 'carla')).body.data).toEqual([])
    const { id } = (await get('/v1/invitations?status=issued', 'tom')).body.data[0]
    const { link } = (await get(`/v1/invitations/${id}`, 'tom')).body
    expect((await accept('carla', link)).status).toBe(200)
  })

  test("another customer's blocks are not shown", async () => {
    const { secret } = await invited('ivy', 'office@contoso.example', { adminPrivileges: { template: 'support-only' } })
    await post('/v1/acceptance/decline', 'carla', { secret, blockPartner: true })
    expect((await get('/v1/blocks', 'nora')).body.data).toEqual([])
    expect(outcome(await get('/v1/blocks', 'gus'))).toEqual([403, 'guest-or-delegated-account'])
  })
})

describe('5. Who decides: an organisation that the partner did not expect stays unconfirmed', () => {
  const path = `/v1/customers/${contoso}`
  const decide = (decision: string, as: string, version?: number) =>
    post(`${path}/${decision}`, as, undefined, version === undefined ? {} : { 'if-match': `"${version}"` })

  test('it accepted what was sent elsewhere: no privileges, and it has the name of its verified domain until the partner confirms it', async () => {
    const { link } = await invited('ada', 'boss@adventure-works.example', {
      recipient: { email: 'boss@adventure-works.example', company: 'Adventure Works' },
      adminPrivileges: { template: 'support-only' },
    })
    const { body } = await accept('carla', link)
    expect(body).toMatchObject({ status: 'unconfirmed', adminPrivileges: null })
    expect(body.withheldPrivileges.roles).toHaveLength(2)
    const customer = (await get(path, 'ada')).body
    expect(customer).toMatchObject({ name: 'contoso.example', nameSource: 'verified', customerId: contoso })
    const actions: Json[] = Object.values(customer.sections).flatMap((s: Json) => Object.values(s.actions))
    expect(actions.filter((a) => a.allowed)).toEqual([])
  })

  test('only the partner itself says whether this is its customer, on the version that it read', async () => {
    expect(outcome(await decide('confirm', 'ada'))).toEqual([428, 'precondition-required'])
    expect(outcome(await decide('confirm', 'ada', 9))).toEqual([412, 'etag-mismatch'])
    expect(outcome(await decide('confirm', 'hal', 1))).toEqual([403, 'role-not-allowed'])
    expect(outcome(await decide('confirm', 'uma', 1))).toEqual([404, 'not-found'])
  })

  test('"This is my customer": the relationship is active, and the privileges begin, counted from the acceptance', async () => {
    const waiting = (await get(path, 'ada')).body.withheldPrivileges
    const { grantedAt, endsAt, duration } = waiting
    const asked = Number(duration.slice(1, -1)) * 86_400_000
    expect((asked - (Date.parse(endsAt) - Date.parse(grantedAt))) / 60_000).toBeCloseTo(0, 0)
    await local.advance('P10D')
    const confirmed = await decide('confirm', 'ada', 1)
    expect(confirmed.body).toMatchObject({ status: 'active', version: 2, withheldPrivileges: null })
    expect(confirmed.body).toMatchObject({ name: 'Adventure Works', nameSource: 'partner' })
    expect(confirmed.body.adminPrivileges).toMatchObject(waiting)
    const { account } = (await get(path, 'ada')).body.sections
    expect(account.actions['support.open-request-in-portal'].allowed).toBe(true)
    expect(outcome(await decide('refuse', 'ada', 2))).toEqual([409, 'relationship-exists'])
    const names = (await get(`${path}/events`, 'ada')).body.data.map((e: Json) => e.name)
    expect(names.slice(-2)).toEqual(['relationship.confirmed', 'admin-privileges.granted'])
  })

  test('a reseller answers for its provider, too', async () => {
    const { link } = await invited('tom', 'boss@fourth-coffee.example')
    expect((await accept('ali', link)).body.status).toBe('unconfirmed')
    const theirs = `/v1/customers/${companies.adventure.tenantId}`
    expect((await get(theirs, 'ivy')).body.status).toBe('unconfirmed')
    const { version } = (await get(theirs, 'tom')).body
    expect((await post(`${theirs}/confirm`, 'tom', undefined, { 'if-match': `"${version}"` })).status).toBe(200)
    expect((await get(theirs, 'ivy')).body.status).toBe('active')
  })

  test('a reseller that refuses leaves no trace in the relationship of its provider', async () => {
    const { link } = await invited('rex', 'boss@fourth-coffee.example')
    expect((await accept('ali', link)).body.status).toBe('unconfirmed')
    const theirs = `/v1/customers/${companies.adventure.tenantId}`
    const resellers = async () => (await get(theirs, 'ivy')).body.channel.partnerIds
    expect(await resellers()).toEqual([companies.tailspin.tenantId, companies.relecloud.tenantId])
    expect((await post(`${theirs}/refuse`, 'rex', undefined, { 'if-match': '"1"' })).body.status).toBe('removed')
    expect(await resellers()).toEqual([companies.tailspin.tenantId])
    expect((await get(theirs, 'ivy')).body.status).toBe('active')
  })

  test('"This is not my customer": nothing is left but the history', async () => {
    const { link } = await invited('uma', 'boss@lucerne.example')
    expect((await accept('pat', link)).body).toMatchObject({ status: 'unconfirmed', version: 1 })
    const theirs = `/v1/customers/${companies.proseware.tenantId}`
    const refused = await post(`${theirs}/refuse`, 'uma', undefined, { 'if-match': '"1"' })
    expect(refused.body).toMatchObject({ status: 'removed', adminPrivileges: null, withheldPrivileges: null })
    expect((await get('/v1/partners?status=removed', 'pat')).body.data[0].status).toBe('removed')
    expect(outcome(await post(`${theirs}/confirm`, 'uma', undefined, { 'if-match': '"2"' }))).toEqual([
      404,
      'not-found',
    ])
  })
})

describe('5. Who decides: a block stops all mail of that partner', () => {
  const private_ = 'carla@private.example'
  const atContoso = { customer: { domain: 'contoso.example' } }
  const mail = async (as: string, email: string) => {
    const asking = { ...atContoso, adminPrivileges: { template: 'support-only' } }
    const { id } = (await draft(as, email, asking)).body
    return { id, answer: await send(as, id, 'ses') }
  }
  const rowsNow = async () => Object.values(await tables()).flat()
  // what differs between any two answers
  const bytes = ({ status, body }: Json) => {
    const { instance, requestId, ...rest } = body
    return JSON.stringify([status, rest])
  }
  let pending: string

  beforeAll(async () => {
    // other tests of this file have used up what may be drafted in a quarter of an hour
    await local.advance('PT20M')
  })

  test('a decline without a block silences nothing', async () => {
    const { secret } = await invited('rex', private_, atContoso)
    expect((await post('/v1/acceptance/decline', 'carla', { secret, reason: 'Not now' })).status).toBe(200)
    for (const email of [private_, 'it@contoso.example']) {
      const { id, answer } = await mail('rex', email)
      expect(answer.status).toBe(200)
      pending = id
    }
    await local.settle()
    expect(await local.inbox(private_)).toHaveLength(1)
    expect(await local.inbox('it@contoso.example')).toHaveLength(1)
  })

  test('mail to the declining address and to the verified domain is answered as after a bounce, byte for byte', async () => {
    await local.control('ses', { next: 'bounce' })
    const bounced = await mail('rex', 'nobody@elsewhere.example')
    await local.settle()
    const again = await post(`/v1/invitations/${bounced.id}/resend`, 'rex', { via: 'ses' })
    expect(outcome(again)).toEqual([422, 'recipient-suppressed'])
    const preflight = (email: string) =>
      post('/v1/invitations/preflight', 'rex', { recipient: { email }, ...atContoso })
    const suppressed = (await preflight('nobody@elsewhere.example')).body.problems.find(
      (one: Json) => one.code === 'recipient-suppressed',
    )

    const { id } = (await get('/v1/invitations?status=issued', 'rex')).body.data.find(
      (one: Json) => one.recipient.email === private_,
    )
    const { link } = (await get(`/v1/invitations/${id}`, 'rex')).body
    const decline = { secret: secretIn(link), blockPartner: true }
    expect((await post('/v1/acceptance/decline', 'carla', decline)).status).toBe(200)
    expect((await post('/v1/acceptance/decline', 'carla', decline)).status).toBe(200)

    for (const email of [private_, 'cem@contoso.example']) {
      const found = (await preflight(email)).body.problems.find((one: Json) => one.code === 'recipient-suppressed')
      expect(JSON.stringify(found)).toBe(JSON.stringify(suppressed))
      expect(bytes((await mail('rex', email)).answer)).toBe(bytes(again))
    }
    const silences = (await rowsNow()).filter(({ sk }) => sk.S === `B#${companies.relecloud.tenantId}`)
    expect(silences).toHaveLength(2)
    expect(silences.filter((row) => 'ttl' in row)).toEqual([])
    expect(JSON.stringify(silences)).not.toContain('carla')
  })

  test('a mail that was sent before is not followed by a reminder', async () => {
    await local.advance('P24D')
    expect((await get(`/v1/invitations/${pending}`, 'rex')).body.status).toBe('issued')
    expect(await eventsOf('rex', pending)).toContainEqual(expect.objectContaining({ name: 'invitation.reminded' }))
    expect(await local.inbox('it@contoso.example')).toHaveLength(1)
  })

  test('the mail app and the clipboard stay open, and acceptance refuses', async () => {
    const ids = (await get('/v1/invitations?status=draft', 'rex')).body.data.map(({ id }: Json) => id)
    expect(ids.length).toBeGreaterThanOrEqual(2)
    const sent = await send('rex', ids[0], 'mail-app')
    expect(sent.status).toBe(200)
    expect((await send('rex', ids[1], 'clipboard')).status).toBe(200)
    expect(outcome(await accept('carla', sent.body.link))).toEqual([403, 'customer-blocked'])
  })

  test("no other partner's mail is stopped", async () => {
    for (const email of [private_, 'cem@contoso.example']) {
      expect((await mail('ada', email)).answer.status).toBe(200)
    }
  })

  test('unblocking removes both, and mail goes out again', async () => {
    expect((await call('DELETE', `/v1/blocks/${companies.relecloud.tenantId}`, 'carla')).status).toBe(200)
    const { tenantId } = companies.relecloud
    expect((await rowsNow()).filter(({ sk }) => [`B#${tenantId}`, `BLOCK#${tenantId}`].includes(sk.S))).toEqual([])
    await local.advance('P40D')
    for (const email of ['cem@contoso.example', 'another@contoso.example'])
      expect((await mail('rex', email)).answer.status).toBe(200)
  })
})
