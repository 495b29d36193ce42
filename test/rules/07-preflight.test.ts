import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { preflightCodes, whatToDo } from '../../shared/domain/what-to-do.ts'

import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { post, draft, send, accept } = clientOf(() => local)

/** Everything that is stored, once all mail has left. */
const tables = async () => {
  await local.settle()
  return local.control('tables')
}
const preflight = (as: string, body: unknown) => post('/v1/invitations/preflight', as, body)
const to = (email: string, more = {}) => ({ recipient: { email }, ...more })
const codes = (answer: { body: Json }) => answer.body.problems.map((p: Json) => p.code)
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
const contoso = 'c0500000-0000-4000-8000-000000000005'

describe('7. Preflight: every rule that would refuse, before anybody is written to', () => {
  test('what nothing refuses comes with its terms and its draft', async () => {
    const { status, body } = await preflight('ada', {
      ...to('carla@contoso.example', { customer: { country: 'AE' }, adminPrivileges: { template: 'support-only' } }),
      recipient: { email: 'carla@contoso.example', name: 'Carla', locale: 'tr' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ ok: true, problems: [], adminPrivileges: { duration: 'P730D' } })
    expect(body.message.text).toContain('Merhaba Carla')
    expect(body.message.text).toContain('{link}')
  })

  test('all refusals come at once, each with its code, its reason and what to do', async () => {
    const answer = await preflight('ada', {
      ...to('ada@fabrikam.example', { customer: { country: 'DE' } }),
      adminPrivileges: { roles: [globalAdministrator, contoso], duration: 'P730D', autoExtend: 'P180D' },
    })
    expect(answer.body.ok).toBe(false)
    expect(codes(answer)).toEqual([
      'unknown-role',
      'auto-extend-not-allowed',
      'validation-failed',
      'self-invitation',
      'region-mismatch',
    ])
    for (const problem of answer.body.problems) {
      expect(problem).toMatchObject({ refuses: 'create', whatToDo: whatToDo[problem.code as keyof typeof whatToDo] })
      expect(problem.detail.length).toBeGreaterThan(10)
    }
    expect(answer.body.problems.map((p: Json) => p.pointer)).toContain('/adminPrivileges/duration')
    expect(answer.body.problems.at(-1).pointer).toBe('/customer/country')
  })

  test.each([
    ['a SalesAgent who asks for more than his templates', 'sam', { adminPrivileges: { template: 'break-glass' } }],
    ['a national cloud without privileges', 'uma', { adminPrivileges: null }],
    ['a country in no region', 'ada', { customer: { country: 'KP' } }],
    ['its own tenant', 'ada', { customer: { tenantId: 'fab00000-0000-4000-8000-000000000001' } }],
  ])('%s: create refuses with the first of the same codes, and neither writes anything', async (_what, as, more) => {
    const before = await tables()
    const told = await preflight(as, to('it@contoso.example', more))
    const refused = await draft(as, 'it@contoso.example', more)
    expect(codes(told)[0]).toBe(refused.body.code)
    expect(await tables()).toEqual(before)
  })

  test('a pending invitation to the same address is named, and so is a relationship that exists', async () => {
    const early = (await draft('ada', 'early@contoso.example')).body
    const { body } = await draft('ada', 'carla@contoso.example', { customer: { tenantId: contoso } })
    const { link } = (await send('ada', body.id)).body
    const ask = to('carla@contoso.example', { customer: { tenantId: contoso } })
    const pending = await preflight('ada', ask)
    expect(pending.body.problems).toMatchObject([{ code: 'already-pending-for-customer', invitationId: body.id }])
    expect((await accept('carla', link)).status).toBe(200)
    expect(codes(await preflight('ada', ask))).toEqual(['relationship-exists'])
    expect((await send('ada', early.id)).body.code).toBe('relationship-exists')
    const renewal = await preflight('ada', { ...ask, adminPrivileges: { template: 'support-only' } })
    expect(renewal.body).toMatchObject({ ok: true, problems: [] })
  })

  test('a customer that only a domain identifies is not asked for nothing, unless the tenant is another one', async () => {
    const refusedBy = async (email: string, customer?: object) => {
      const more = customer && { customer }
      const row = (await post('/v1/invitations/bulk', 'ada', { rows: [to(email, more)] })).body.data[0]
      const created = await draft('ada', email, more)
      const found: string[] = codes(await preflight('ada', to(email, more)))
      expect([created.body.code, row.problem?.code]).toEqual([found[0], found[0]])
      return found
    }
    expect(await refusedBy('ops@contoso.example')).toEqual(['relationship-exists'])
    expect(await refusedBy('carla.haddad@gmail.com', { domain: 'contoso.example' })).toEqual(['relationship-exists'])
    expect(await refusedBy('ops1@contoso.example', { tenantId: companies.adventure.tenantId })).toEqual([])
    expect(await refusedBy('carla.haddad1@gmail.com', { domain: 'gmail.com' })).toEqual([])
    const asking = { ...to('ops2@contoso.example'), adminPrivileges: { template: 'support-only' } }
    expect((await preflight('ada', asking)).body.ok).toBe(true)
  })

  test('resend asks the same rules again', async () => {
    const { body } = await draft('ada', 'second@contoso.example', { customer: { tenantId: contoso } })
    expect(body.code).toBe('relationship-exists')
    const asking = { customer: { tenantId: contoso }, adminPrivileges: { template: 'support-only' } }
    const { id } = (await draft('ada', 'second@contoso.example', asking)).body
    expect((await send('ada', id)).status).toBe(200)
    expect((await post(`/v1/invitations/${id}/resend`, 'ada', { via: 'clipboard' })).status).toBe(200)
  })

  test('it counts for no limit, however often it is asked', async () => {
    const before = await tables()
    for (let i = 0; i < 20; i++) expect((await preflight('ada', to(`p${i}@adventure.example`))).body.ok).toBe(true)
    expect(await tables()).toEqual(before)
  })

  test('a stranger learns that his organisation is not admitted; a HelpdeskAgent may not ask', async () => {
    expect((await preflight('carla', to('x@contoso.example'))).body.code).toBe('role-not-allowed')
    expect((await preflight('hal', to('x@contoso.example'))).body.code).toBe('role-not-allowed')
  })

  test('there is advice for every code', () => {
    for (const code of preflightCodes) expect(whatToDo[code]).toMatch(/^[A-Z].+\.$/)
  })
})
