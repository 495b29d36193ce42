import { afterAll, beforeAll, expect, test } from 'vitest'
import { companies } from '../infra/local/people.ts'
import { type Local, startLocal } from './local.ts'
import { clientOf, type Json, secretIn } from './rules/client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, get, post, draft, send, accept } = clientOf(() => local)

const idOf = (company: keyof typeof companies) => companies[company].tenantId
const ses = (next: string, times = 1) => local.control('ses', { next, times })
const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'
const asked = { adminPrivileges: { roles: [globalReader], duration: 'P8D' } }

async function invited(as: string, email: string, via = 'clipboard') {
  const { id } = (await draft(as, email, asked)).body
  const { link } = (await send(as, id, via)).body
  await local.settle()
  return { id, link, secret: secretIn(link) }
}

async function edit(method: string, path: string, as: string, body?: unknown) {
  const { version } = (await get(path, as)).body
  return call(method, path, as, body, { 'if-match': `"${version}"` })
}

/** What no journey needs, and why the role has it all the same. */
const needless = {
  'Partner dynamodb:ConditionCheckItem Invitations': 'after a change of keys, for what an older one guards',
  'SignIn secretsmanager:GetSecretValue ClientSecret': 'for a confidential client; the local issuer knows a public one',
}

type Grant = { role: string; action: string; resource: string }
const sentence = ({ role, action, resource }: Grant) =>
  [role.replace(/Role\w{8}$/, ''), action, resource.replace(/^.*[:/](\w+?)\w{8}(-\w+)?((\/.*)?)$/, '$1$3')].join(' ')

// one walk through all that functions do, by people, the mail service and the clock
test('every function may do what it does, and nothing that it does not', { timeout: 120_000 }, async () => {
  const { contact } = (await get('/v1/partner', 'ada')).body
  await edit('PUT', '/v1/partner', 'ada', { contact })
  await get('/v1/invitations', 'ada')
  expect((await fetch(local.url)).status).toBe(200)

  // a reseller asks, by a mail that goes out at the second try only; once more, when the provider's side stands already
  await ses('throttle')
  const { link } = await invited('tom', 'carla@contoso.example', 'ses')
  await local.advance('PT10M')
  expect((await accept('carla', link)).status).toBe(200)
  expect((await accept('carla', (await invited('tom', 'carla@contoso.example')).link)).status).toBe(200)
  await get('/v1/customers', 'ivy')
  await get('/v1/partners', 'carla')

  // passed on; no, with a block that is lifted; withdrawn; refused by the mail service; come back
  const { id, secret } = await invited('ada', 'ops@contoso.example')
  await post('/v1/acceptance/open', 'carla', { secret })
  await post('/v1/acceptance/forward', 'cem', { secret, email: 'carla@contoso.example' })
  await local.settle()
  await post('/v1/acceptance/decline', 'carla', { secret, blockPartner: true })
  await get(`/v1/invitations/${id}/events?verify=true`, 'ada')
  await call('DELETE', `/v1/blocks/${idOf('fabrikam')}`, 'carla')
  await post(`/v1/invitations/${(await invited('ada', 'it@contoso.example')).id}/revoke`, 'ada')
  for (const mood of ['reject', 'bounce']) {
    await ses(mood)
    await invited('ada', `${mood}@contoso.example`, 'ses')
  }

  // a relationship ends, and the customer's people are erased
  const litware = `/v1/customers/${idOf('contoso')}`
  expect((await edit('DELETE', litware, 'ivy')).body.status).toBe('removed')
  const erased = await post('/v1/erasure', 'carla', { confirm: 'contoso.example' })
  expect(erased.body.erased).toBeGreaterThan(0)

  // another ends by itself: warned of by a mail that is late, expired, removed, and purged after a year
  expect((await accept('pat', (await invited('uma', 'pat@proseware.example')).link)).status).toBe(200)
  const proseware = `/v1/customers/${idOf('proseware')}`
  const wish = { channel: 'phone', title: 'Call me', text: 'Please', severity: 'minimal' }
  expect((await post(`${proseware}/service-requests`, 'uma', wish)).status).toBe(201)
  await ses('throttle', 4)
  await local.advance('P2D')
  await local.advance('P7D')
  expect((await get(proseware, 'uma')).body.adminPrivileges.state).toBe('expired')
  expect((await edit('DELETE', proseware, 'uma')).body.status).toBe('removed')
  await local.advance('P366D')

  const { uses, unused } = await local.control<{ uses: Json[]; unused: Grant[] }>('iam')
  expect(uses.filter(({ allowed }) => !allowed)).toEqual([])
  expect(unused.map(sentence).sort()).toEqual(Object.keys(needless))
})
