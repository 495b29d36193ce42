import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Local, startLocal } from './local.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are checked field by field here; their shapes have tests of their own
type Json = any

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())

const post = (path: string, as: string | undefined, body?: unknown) =>
  local.api<Json>('POST', path, { as, body, headers: { 'idempotency-key': randomUUID() } })
const get = (path: string, as: string) => local.api<Json>('GET', path, { as })

async function invite(as: string, email: string, more: Record<string, unknown> = {}) {
  const draft = await post('/v1/invitations', as, {
    recipient: { email, ...(more.recipient as object) },
    ...withoutRecipient(more),
  })
  expect(draft.status).toBe(201)
  return draft.body
}

const withoutRecipient = ({ recipient: _, ...rest }: Record<string, unknown>) => rest
const send = (as: string, id: string) => post(`/v1/invitations/${id}/send`, as, { via: 'ses' })
const secretIn = (link: string) => link.split('#i=')[1] ?? ''
const open = (secret: string, as?: string) => post('/v1/acceptance/open', as, { secret })
const agreed = { firstName: 'Carla', lastName: 'Haddad', email: 'carla@contoso.example' }

async function acceptance(secret: string) {
  const { body } = await open(secret)
  return { secret, digest: body.digest, agreement: { version: body.agreement.version, ...agreed } }
}

describe('a partner asks, the customer says yes', () => {
  let id: string
  let secret: string

  test('the partner drafts an invitation in Turkish and nobody is written to yet', async () => {
    const draft = await invite('ada', 'carla@contoso.example', {
      recipient: { name: 'Carla', company: 'Contoso', locale: 'tr' },
      customer: { country: 'AE' },
      adminPrivileges: { template: 'support-only' },
    })
    id = draft.id
    expect(draft.status).toBe('draft')
    expect(draft.message.text).toContain('{link}')
    expect(draft.message.text).toContain('Merhaba Carla')
    expect(draft).not.toHaveProperty('link')
    expect(await local.inbox()).toEqual([])
  })

  test('the partner sends it and one mail with exactly one link is in the inbox', async () => {
    const sent = await send('ada', id)
    expect(sent.status).toBe(200)
    expect(sent.body.status).toBe('issued')
    await local.settle()
    const inbox = await local.inbox('carla@contoso.example')
    expect(inbox).toHaveLength(1)
    const [mail] = inbox
    expect(mail?.links).toEqual([sent.body.link])
    expect(mail?.links[0]).toMatch(/^http:\/\/localhost:\d+\/accept#i=[\w-]{92}$/)
    expect(mail?.subject).toContain('Fabrikam')
    expect(mail?.html).toContain('lang="tr"')
    expect(mail?.tags).toMatchObject({ audience: 'recipient', generation: '1' })
    secret = secretIn(mail?.links[0] ?? '')
  })

  test('the partner sees that the mail arrived', async () => {
    expect((await get(`/v1/invitations/${id}`, 'ada')).body.delivery.state).toBe('delivered')
  })

  test('the link tells before any sign-in who asks, for what, and until when', async () => {
    const opened = await open(secret)
    expect(opened.status).toBe(200)
    expect(opened.body.partner).toMatchObject({ name: 'Fabrikam', domain: 'fabrikam.example', country: 'TR' })
    expect(opened.body.recipient).toBe('c***a@contoso.example')
    expect(opened.body.adminPrivileges.roles.map((r: Json) => r.risk)).toEqual(['low', 'low'])
    expect(opened.body.adminPrivileges.roles.every((r: Json) => r.allows && r.notIncluded)).toBe(true)
    expect((await get(`/v1/invitations/${id}`, 'ada')).body.viewedAt).toBeNull()
  })

  test('the partner learns that a signed-in person has looked', async () => {
    await open(secret, 'carla')
    expect((await get(`/v1/invitations/${id}`, 'ada')).body.viewedAt).not.toBeNull()
  })

  test.each([
    ['an ordinary user', 'cem', 403, 'not-an-accepting-role'],
    ['a guest, even with the role', 'gus', 403, 'guest-or-delegated-account'],
    ['an admin of another region', 'nora', 422, 'region-mismatch'],
    ['an admin of another cloud', 'pat', 422, 'cloud-mismatch'],
    ['the partner itself', 'ada', 403, 'not-an-accepting-role'],
  ])('%s may not accept', async (_who, as, status, code) => {
    const answer = await post('/v1/acceptance/accept', as, await acceptance(secret))
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await get('/v1/customers', 'ada')).body.data).toEqual([])
  })

  test('the agreement must be accepted in the same step', async () => {
    const { agreement: _, ...without } = await acceptance(secret)
    const answer = await post('/v1/acceptance/accept', 'carla', without)
    expect([answer.status, answer.body.code]).toEqual([403, 'agreement-required'])
  })

  test('the admin accepts, and a replay gets the same answer', async () => {
    const wish = await acceptance(secret)
    const first = await post('/v1/acceptance/accept', 'carla', wish)
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ status: 'active', provenDomain: 'contoso.example', country: 'AE', version: 1 })
    const again = await post('/v1/acceptance/accept', 'carla', wish)
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
  })

  test('the customer is on the Customers page at once, with what was granted', async () => {
    const { body } = await get('/v1/customers', 'ada')
    expect(body.data).toHaveLength(1)
    const [customer] = body.data
    expect(customer).toMatchObject({ name: 'Contoso', status: 'active', responsibleForSupport: true })
    expect(customer.adminPrivileges.roles.map((r: Json) => r.name)).toEqual([
      'Directory Readers',
      'Service Support Administrator',
    ])
    const detail = await get(`/v1/customers/${customer.customerId}`, 'ada')
    const { account, users } = detail.body.sections
    expect(account.actions['support.open-request-in-portal']).toEqual({ allowed: true, reason: 'granted' })
    expect(users.actions['users.manage']).toEqual({ allowed: false, reason: 'admin-role-needed' })
  })

  test('the customer sees the partner, another partner sees nothing', async () => {
    expect((await get('/v1/partners', 'carla')).body.data.map((r: Json) => r.partner.name)).toEqual(['Fabrikam'])
    expect((await get('/v1/customers', 'ivy')).body.data).toEqual([])
    expect((await get(`/v1/invitations/${id}`, 'ivy')).body.code).toBe('not-found')
  })

  test('the history tells it in order', async () => {
    const { body } = await get(`/v1/invitations/${id}/events`, 'ada')
    expect(body.data.map((e: Json) => e.name)).toEqual([
      'invitation.created',
      'invitation.sent',
      'invitation.delivered',
      'invitation.accepted',
    ])
  })
})

describe('nobody answers', () => {
  let id: string
  let oldSecret: string

  test('after 31 days the invitation is expired and its link says so', async () => {
    const draft = await invite('ada', 'ops@adventure.example')
    id = draft.id
    oldSecret = secretIn((await send('ada', id)).body.link)
    await local.advance('P31D')
    const { body } = await get(`/v1/invitations/${id}`, 'ada')
    expect(body.status).toBe('expired')
    const names = (await get(`/v1/invitations/${id}/events`, 'ada')).body.data.map((e: Json) => e.name)
    expect(names.at(-1)).toBe('invitation.expired')
    const opened = await open(oldSecret)
    expect([opened.status, opened.body.code]).toEqual([410, 'invitation-expired'])
  })

  test('a resend revives it with a new link; the old one says that it was replaced', async () => {
    const resent = await post(`/v1/invitations/${id}/resend`, 'ada', { via: 'ses' })
    expect(resent.body).toMatchObject({ status: 'issued', generation: 2 })
    const newSecret = secretIn(resent.body.link)
    expect(newSecret).not.toBe(oldSecret)
    await local.settle()
    expect((await local.inbox('ops@adventure.example'))[0]?.links).toEqual([resent.body.link])
    const old = await open(oldSecret)
    expect([old.status, old.body.code]).toEqual([410, 'link-superseded'])
    expect((await open(newSecret)).status).toBe(200)
  })
})

describe('everybody clicks at once', () => {
  test('50 parallel accepts make one relationship and one event; the winner hears yes, nobody an error', async () => {
    const { id } = await invite('ivy', 'carla@contoso.example', { customer: { country: 'AE' } })
    const secret = secretIn((await post(`/v1/invitations/${id}/send`, 'ivy', { via: 'clipboard' })).body.link)
    const wish = await acceptance(secret)
    const answers = await Promise.all(Array.from({ length: 50 }, () => post('/v1/acceptance/accept', 'carla', wish)))
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]))
    expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1)
    expect((await get('/v1/customers', 'ivy')).body.data).toHaveLength(1)
    const names = (await get(`/v1/invitations/${id}/events`, 'ivy')).body.data.map((e: Json) => e.name)
    expect(names.filter((name: string) => name === 'invitation.accepted')).toHaveLength(1)
  })
})

describe('a national cloud', () => {
  test('asks for admin privileges always, and its link leads to its own portal', async () => {
    const without = await post('/v1/invitations', 'uma', {
      recipient: { email: 'pat@proseware.example' },
      adminPrivileges: null,
    })
    expect(without.body.code).toBe('admin-privileges-mandatory')
    const { id, adminPrivileges } = await invite('uma', 'pat@proseware.example')
    expect(adminPrivileges.roles).toHaveLength(2)
    const { body } = await send('uma', id)
    expect(new URL(body.link).hostname).toBe('127.0.0.1')
    const accepted = await post('/v1/acceptance/accept', 'pat', await acceptance(secretIn(body.link)))
    expect([accepted.status, accepted.body.cloud]).toEqual([200, 'us-government'])
  })
})
