import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, get, post, draft, send, accept } = clientOf(() => local)

const contoso = 'c0500000-0000-4000-8000-000000000005'
const bulk = (as: string, body: unknown, key = randomUUID()) =>
  post('/v1/invitations/bulk', as, body, { 'idempotency-key': key })
const csv = (text: string | Uint8Array, query = '', type = 'text/csv') =>
  call('POST', `/v1/invitations/bulk${query}`, 'ada', text, { 'content-type': type })
const to = (email: string, more = {}) => ({ recipient: { email }, ...more })
const statuses = ({ body }: { body: Json }) => body.data.map((row: Json) => row.status)
const codes = ({ body }: { body: Json }) => body.data.map((row: Json) => row.problem?.code)
const tables = async () => {
  await local.settle()
  return local.control('tables')
}

describe('19. Bulk: many invitations in one request, each row for itself', () => {
  const rows = [
    to('one@contoso.example', { via: 'ses' }),
    to('two@contoso.example'),
    to('not an address'),
    to('three@contoso.example', { customer: { country: 'DE' } }),
    to('one@contoso.example', { via: 'ses' }),
  ]
  const key = randomUUID()

  test('a dry run says of each row what would become of it, and does nothing', async () => {
    const before = await tables()
    const answer = await bulk('ada', { rows, dryRun: true })
    expect(answer.status).toBe(200)
    expect(statuses(answer)).toEqual(['ok', 'ok', 'refused', 'refused', 'refused'])
    expect(codes(answer)).toEqual([
      undefined,
      undefined,
      'validation-failed',
      'region-mismatch',
      'already-pending-for-customer',
    ])
    expect(await tables()).toEqual(before)
  })

  test('rows that may are created or sent; a wrong one stops no other and says why', async () => {
    const answer = await bulk('ada', { rows }, key)
    expect(statuses(answer)).toEqual(['sent', 'created', 'refused', 'refused', 'refused'])
    expect(answer.body.counts).toEqual({ sent: 1, created: 1, refused: 3 })
    expect(answer.body.data[2].problem.errors[0].pointer).toBe('/recipient/email')
    expect(answer.body.data[4].problem).toMatchObject({
      code: 'already-pending-for-customer',
      invitationId: answer.body.data[0].invitationId,
    })
    await local.settle()
    expect(await local.inbox('one@contoso.example')).toHaveLength(1)
    expect(await local.inbox('two@contoso.example')).toHaveLength(0)
    expect(JSON.stringify(answer.body)).not.toContain('#i=')
  })

  test('the same request again does nothing twice', async () => {
    const before = await tables()
    const answer = await bulk('ada', { rows }, key)
    expect(statuses(answer)).toEqual(['replayed', 'replayed', 'refused', 'refused', 'refused'])
    expect(await tables()).toEqual(before)
    const other = await bulk('ada', { rows: [to('else@contoso.example'), ...rows.slice(1)] }, key)
    expect(codes(other)[0]).toBe('idempotency-key-reused')
    expect(statuses(other)[1]).toBe('replayed')
  })

  test('100 rows are taken at once, 101 are not; limits hold', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => to(`m${i}@contoso.example`))
    const refused = await bulk('ada', { rows: many(101) })
    expect([refused.status, refused.body.code]).toEqual([400, 'validation-failed'])
    expect(refused.body.detail).toContain('at most 100 rows')
    const answer = await bulk('ivy', { rows: many(100) })
    expect(answer.body.counts).toEqual({ created: 100 })
    expect(codes(await bulk('ivy', { rows: [to('more@contoso.example')] }))).toEqual(['partner-rate-limit'])
  })

  test.each([
    ['nothing', {}],
    ['no rows', { rows: [] }],
    ['rows and renewals at once', { rows: [to('x@contoso.example')], renew: [contoso] }],
    ['a customer that is no id', { renew: ['contoso'] }],
  ])('%s is refused as a whole', async (_what, body) => {
    expect((await bulk('ada', body)).status).toBe(400)
  })

  test('a SalesAgent may, within his templates; a HelpdeskAgent may not', async () => {
    const answer = await bulk('sam', {
      rows: [to('s@contoso.example', { adminPrivileges: { template: 'break-glass' } })],
    })
    expect(codes(answer)).toEqual(['role-not-allowed'])
    expect((await bulk('hal', { rows: [to('h@contoso.example')] })).status).toBe(403)
  })
})

describe('19. Bulk from a spreadsheet', () => {
  test('a CSV is read by its header, whatever delimiter the spreadsheet writes', async () => {
    const comma =
      'email,name,company,country,template,reference\r\nc1@contoso.example,"Haddad, C.",Contoso,AE,support-only,PO 1'
    const semicolon = 'email;name\nc2@contoso.example;Cem\n'
    const answers = [await csv(comma), await csv(semicolon)]
    expect(answers.map(statuses)).toEqual([['created'], ['created']])
    const { body } = await get(`/v1/invitations/${answers[0]?.body.data[0].invitationId}`, 'ada')
    expect(body).toMatchObject({
      recipient: { email: 'c1@contoso.example', name: 'Haddad, C.', company: 'Contoso' },
      customer: { country: 'AE' },
      reference: 'PO 1',
    })
    expect(body.adminPrivileges.roles).toHaveLength(2)
  })

  test('cells are taken as typed, also those that begin like a formula', async () => {
    const text = 'email,name,company,reference\nc3@contoso.example,=Carla,@Contoso,+90 212\n=c4@contoso.example,A,B,C'
    const answer = await csv(text)
    expect(statuses(answer)).toEqual(['created', 'refused'])
    expect(answer.body.data[1].problem.errors).toMatchObject([{ pointer: '/recipient/email' }])
    const { body } = await get(`/v1/invitations/${answer.body.data[0].invitationId}`, 'ada')
    expect([body.recipient.name, body.recipient.company, body.reference]).toEqual(['=Carla', '@Contoso', '+90 212'])
  })

  test.each([
    [
      'UTF-16 with a byte order mark',
      'text/csv',
      Buffer.from('\ufeffemail;company\nu1@contoso.example;Şirket', 'utf16le'),
    ],
    [
      'windows-1254 that is named',
      'application/csv; charset=windows-1254',
      Buffer.from('email;company\nu2@contoso.example;\xdeirket', 'latin1'),
    ],
    [
      'windows-1254 as text/csv',
      'text/csv; charset=windows-1254',
      Buffer.from('email;company\nu3@contoso.example;\xdeirket', 'latin1'),
    ],
    ['sep= and any case', 'text/csv', 'sep=;\r\nEMAIL;Company;;\r\nu4@contoso.example;Şirket;;\r\n'],
  ])('a file in %s arrives letter by letter', async (_what, type, file) => {
    const answer = await csv(file, '', type)
    expect(statuses(answer)).toEqual(['created'])
    const { body } = await get(`/v1/invitations/${answer.body.data[0].invitationId}`, 'ada')
    expect(body.recipient.company).toBe('Şirket')
  })

  test('an encoding that is neither named nor marked is refused with what to do', async () => {
    const { status, body } = await csv(Buffer.from('email;company\nu5@contoso.example;\xdeirket', 'latin1'))
    expect([status, body.code]).toEqual([400, 'validation-failed'])
    expect(body.detail).toContain('Save the file as "CSV UTF-8"')
    const unknown = await csv('email\nu5@contoso.example', '', 'text/csv; charset=klingon')
    expect([unknown.status, unknown.body.code]).toEqual([415, 'unsupported-media-type'])
  })

  test('a row with a cell beyond the header is refused and stops no other', async () => {
    const answer = await csv('email\nu6@contoso.example,,x\nu7@contoso.example')
    expect(statuses(answer)).toEqual(['refused', 'created'])
    expect(answer.body.data[0].problem.errors).toMatchObject([{ pointer: '/column 3' }])
  })

  test.each([
    ['an unknown column', 'email,password\nx@contoso.example,1', 'password'],
    ['no address column', 'name\nCarla', 'no column email'],
    ['a column twice', 'email,Email\nx@contoso.example,', 'email twice'],
    ['an open quote', 'email\n"x@contoso.example', 'in line 2'],
    ['no rows', 'email\n', 'must not be empty'],
  ])('%s is refused in a sentence', async (_what, text, sentence) => {
    const { status, body } = await csv(text)
    expect([status, body.code]).toEqual([400, 'validation-failed'])
    expect(body.detail).toContain(sentence)
  })

  test('it may be rehearsed, too, and other types are not taken', async () => {
    const answer = await csv('email\nc5@contoso.example', '?dryRun=true')
    expect(answer.body).toMatchObject({ dryRun: true, counts: { ok: 1 } })
    const xml = await call('POST', '/v1/invitations/bulk', 'ada', '<a/>', { 'content-type': 'text/xml' })
    expect([xml.status, xml.body.detail]).toEqual([415, expect.stringContaining('or text/csv')])
  })
})

describe('19. Renewal of admin privileges that expire', () => {
  let link: string

  test('before their last 30 days there is nothing to renew, and what is foreign is unknown', async () => {
    const terms = { roles: ['f023fd81-a637-4b56-95fd-791ac0226033'], duration: 'P60D', autoExtend: 'PT0S' }
    const { body } = await draft('ada', 'carla@contoso.example', {
      customer: { tenantId: contoso },
      adminPrivileges: terms,
    })
    link = (await send('ada', body.id)).body.link
    expect((await accept('carla', link)).status).toBe(200)
    expect(codes(await bulk('ada', { renew: [contoso] }))).toEqual(['not-renewable'])
    expect(codes(await bulk('ivy', { renew: [contoso, randomUUID()] }))).toEqual(['not-found', 'not-found'])
  })

  test('then the same terms are asked of who accepted them, by mail', async () => {
    await local.advance('P45D')
    const answer = await bulk('ada', { renew: [contoso, contoso], via: 'ses' })
    expect(statuses(answer)).toEqual(['sent'])
    const { body } = await get(`/v1/invitations/${answer.body.data[0].invitationId}`, 'ada')
    expect(body).toMatchObject({
      recipient: { email: 'carla@contoso.example', company: 'contoso.example' },
      customer: { tenantId: contoso },
      adminPrivileges: { duration: 'P60D', autoExtend: 'PT0S' },
    })
    await local.settle()
    const links = (await local.inbox('carla@contoso.example')).map((mail) => mail.links[0])
    expect(links).toContain(body.link)
    expect((await accept('carla', body.link)).status).toBe(200)
    expect(codes(await bulk('ada', { renew: [contoso] }))).toEqual(['not-renewable'])
  })
})
