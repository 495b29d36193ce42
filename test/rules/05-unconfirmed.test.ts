import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { messagesOf } from '../../shared/messages/messages.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, post, get, draft, send, accept } = clientOf(() => local)

const { notices: en } = messagesOf('en')
const { notices: tr } = messagesOf('tr')
const fabrikam = companies.fabrikam.tenantId
const customer = `/v1/customers/${companies.contoso.tenantId}`
const partner = `/v1/partners/${fabrikam}`
const privileges = `${partner}/admin-privileges`

let counter = 0
async function acceptedElsewhere() {
  const email = `boss${++counter}@adventure-works.example`
  const { id } = (await draft('ada', email, { adminPrivileges: { template: 'support-only' } })).body
  const { link } = (await send('ada', id, 'clipboard')).body
  const { body } = await accept('carla', link)
  expect(body).toMatchObject({ status: 'unconfirmed', responsibleForSupport: false })
  await local.settle()
  return body
}
const mails = async (to: string, part: string) =>
  (await local.inbox(to)).filter(({ subject, text }) => `${subject} ${text.replace(/\s+/g, ' ')}`.includes(part))
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const ids = (roles: { id: string }[]) => roles.map(({ id }) => id)

describe('5. Who decides: what waits for the confirmation of the partner', () => {
  test('lapses after 30 days, and both sides are mailed once', async () => {
    const { lapsesAt, withheldPrivileges, version } = await acceptedElsewhere()
    expect(Date.parse(lapsesAt) - Date.parse(withheldPrivileges.grantedAt)).toBe(30 * 86_400_000)
    expect(await mails('carla@contoso.example', 'Granted once Fabrikam confirms')).toHaveLength(1)
    await local.advance('P31D')
    expect((await get(customer, 'ada')).body).toMatchObject({ status: 'removed', withheldPrivileges: null })
    expect((await get(`${customer}/events`, 'ada')).body.data.at(-1).name).toBe('relationship.lapsed')
    expect(await mails('carla@contoso.example', en.lapsed.customer({ partner: 'Fabrikam' }))).toHaveLength(1)
    expect(await mails('ada@fabrikam.example', tr.lapsed.partner)).toHaveLength(1)
    expect((await post(`${customer}/confirm`, 'ada', undefined, ifMatch(version + 1))).status).toBe(404)
  })

  test('is reduced by the customer; the confirmation begins exactly that and sends a second receipt', async () => {
    const { withheldPrivileges: waiting, version } = await acceptedElsewhere()
    const [role] = ids(waiting.roles)
    const reduced = await call('PUT', privileges, 'carla', { roles: [role] }, ifMatch(version))
    expect(reduced.body.withheldPrivileges).toMatchObject({ roles: [{ id: role }], endsAt: waiting.endsAt })
    const { body } = await post(`${customer}/confirm`, 'ada', undefined, ifMatch(version + 1))
    expect(body).toMatchObject({ status: 'active', responsibleForSupport: true, withheldPrivileges: null })
    expect(body.adminPrivileges).toMatchObject({ state: 'active', roles: [{ id: role }], endsAt: waiting.endsAt })
    await local.settle()
    expect(await mails('carla@contoso.example', en.confirmed.granted)).toHaveLength(1)
    expect((await call('DELETE', customer, 'ada', undefined, ifMatch(version + 2))).status).toBe(200)
  })

  test('is withdrawn by the customer, and end-request ends the relationship at once', async () => {
    const { version } = await acceptedElsewhere()
    const { body } = await call('DELETE', privileges, 'carla', undefined, ifMatch(version))
    expect(body).toMatchObject({ status: 'unconfirmed', withheldPrivileges: null })
    const end = () => post(`${partner}/end-request`, 'carla', { reason: 'Wrong reseller' })
    const [ended, again] = [await end(), await end()]
    expect(ended.body).toMatchObject({ status: 'removed', version: version + 2 })
    expect([again.status, again.body.version]).toEqual([200, version + 2])
    await local.settle()
    expect(await mails('ada@fabrikam.example', 'Wrong reseller')).toHaveLength(1)
    expect((await get(`${customer}/events`, 'ada')).body.data.at(-1).name).toBe('relationship.withdrawn')
  })
})
