import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, get, post, draft, send, open, accept } = clientOf(() => local)

const root = resolve(import.meta.dirname, '../..')
const fabrikam = 'fab00000-0000-4000-8000-000000000001'
const litware = '117ea000-0000-4000-8000-000000000002'

/** The operator's tool, against the local environment unless told otherwise. */
const liaison = (args: string[], where = ['--local', local.url], file = 'infra/cli.ts') =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [resolve(root, file), ...args, ...where], (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err })
    })
  })

const contact = ['--contact-name', 'Ben Smith', '--contact-email', 'ben@adatum.example']
const adatum = [
  ...['--id', 'ada70000-0000-4000-8000-0000000000aa', '--name', 'Adatum', '--domain', 'adatum.example'],
  ...['--type', 'direct', '--country', 'TR', '--cloud', 'public', ...contact],
]
/** Everything that is stored, once all mail has left. */
const tables = async () => {
  await local.settle()
  return local.control('tables')
}

describe('1. Partners are admitted by the operator alone', () => {
  test('the operator admits a partner with its limits, and finds it in the list', async () => {
    // as npx starts it
    const added = await liaison(['partner', 'add', ...adatum, '--per-day', '20'], undefined, 'infra/cli.mjs')
    expect(added).toMatchObject({ code: 0, err: '' })
    expect(added.out).toMatch(/^ada70000-\S+ {2}active +direct +TR +public +Adatum\n$/)
    const listed = await liaison(['partner', 'list', '--json'])
    const partners = listed.out
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row))
    expect(partners.map((p: Json) => p.name).sort()).toEqual([
      'Adatum',
      'Fabrikam',
      'Litware',
      'Relecloud',
      'Tailspin',
      'Wingtip',
    ])
    expect(partners.find((p: Json) => p.name === 'Adatum')).toMatchObject({
      limits: { invitationsPerDay: 20 },
      contact: { name: 'Ben Smith', email: 'ben@adatum.example' },
      version: 1,
    })
  })

  test.each([
    ['the same partner again', ['partner', 'add', ...adatum], 1, 'is admitted already. Nothing was changed.'],
    ['a profile with holes', ['partner', 'add', '--id', 'x', '--name', 'X'], 1, 'must be a UUID'],
    [
      'a reseller of nobody',
      ['partner', 'add', ...adatum, '--type', 'indirect-reseller'],
      1,
      'providerId must be set for an indirect reseller',
    ],
    [
      'a reseller of somebody who is no provider',
      ['partner', 'add', ...adatum, '--type', 'indirect-reseller', '--provider', fabrikam],
      1,
      'not admitted as an indirect provider',
    ],
    ['an unknown partner', ['partner', 'suspend', 'c0500000-0000-4000-8000-000000000005'], 1, 'No partner has the id'],
    ['no partner at all', ['partner', 'suspend'], 2, 'Give its tenant id'],
    ['an unknown word', ['partner', 'marry'], 2, 'is not a command'],
    ['an unknown option', ['partner', 'list', '--all'], 2, "Unknown option '--all'"],
  ])('%s is refused in a sentence and changes nothing', async (_what, args, code, sentence) => {
    const before = await tables()
    const answer = await liaison(args)
    expect(answer).toMatchObject({ code, out: '' })
    expect(answer.err).toContain(sentence)
    expect(answer.err).not.toMatch(/^\s+at /m)
    expect(await tables()).toEqual(before)
  })

  test('where to do it must be said, and must be there', async () => {
    expect(await liaison(['partner', 'list'], [])).toMatchObject({ code: 2 })
    const nobody = await liaison(['partner', 'list'], ['--local', 'http://127.0.0.1:9'])
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('Start it with npm start') })
    const file = await liaison(['partner', 'list'], ['--outputs', resolve(root, 'package.json')])
    expect(file).toMatchObject({ code: 1, err: expect.stringContaining('--outputs-file') })
  })

  test('nobody makes himself a partner', async () => {
    const answer = await get('/v1/partner', 'carla')
    expect([answer.status, answer.body.code]).toEqual([403, 'role-not-allowed'])
  })
})

describe('a partner reads its profile, and changes whom its customers turn to', () => {
  const edit = (as: string, body: unknown, version: string | undefined) =>
    call('PUT', '/v1/partner', as, body, version === undefined ? {} : { 'if-match': `"${version}"` })
  const newContact = { name: 'Ada Yılmaz', email: 'partners@fabrikam.example', phone: '+90 212 000 00 00' }

  test('everybody of the partner reads it, with the limits that hold', async () => {
    const { status, body, headers } = await get('/v1/partner', 'hal')
    expect([status, headers.get('etag')]).toEqual([200, '"1"'])
    expect(body).toMatchObject({
      id: fabrikam,
      name: 'Fabrikam',
      status: 'active',
      limits: { invitationsPerDay: 500, invitationsPer15Minutes: 100 },
    })
  })

  test.each([
    ['id', 'ada70000-0000-4000-8000-0000000000aa'],
    ['name', 'Microsoft'],
    ['domain', 'contoso.example'],
    ['type', 'indirect-provider'],
    ['providerId', litware],
    ['country', 'AE'],
    ['cloud', 'us-government'],
    ['status', 'active'],
    ['limits', { invitationsPerDay: 100000 }],
    ['version', 7],
  ])("%s is the operator's word: the field is not known here", async (field, value) => {
    const before = await tables()
    const answer = await edit('ada', { contact: newContact, [field]: value }, '1')
    expect([answer.status, answer.body.code]).toEqual([400, 'unknown-field'])
    expect(answer.body.errors[0].pointer).toBe(`/${field}`)
    expect(await tables()).toEqual(before)
  })

  test('a contact elsewhere is refused, so that no notice of ours goes to strangers', async () => {
    const before = await tables()
    const answer = await edit('ada', { contact: { ...newContact, email: 'victim@contoso.example' } }, '1')
    expect([answer.status, answer.body.errors[0]]).toMatchObject([
      400,
      { pointer: '/contact/email', code: 'foreign-domain' },
    ])
    expect(await tables()).toEqual(before)
  })

  test('only an AdminAgent may, and only on the version that was read', async () => {
    expect((await edit('sam', { contact: newContact }, '1')).body.code).toBe('role-not-allowed')
    expect((await edit('ada', { contact: newContact }, undefined)).status).toBe(428)
    expect((await edit('ada', { contact: newContact }, '2')).status).toBe(412)
    const done = await edit('ada', { contact: newContact }, '1')
    expect([done.status, done.headers.get('etag')]).toEqual([200, '"2"'])
    expect(done.body.contact).toEqual(newContact)
    expect((await edit('ada', { contact: newContact }, '1')).status).toBe(412)
  })
})

describe('a suspended partner', () => {
  let link: string
  let waiting: string

  test('can neither create nor send, and what it sent cannot be accepted', async () => {
    const { body } = await draft('ivy', 'carla@contoso.example', { customer: { country: 'AE' } })
    link = (await send('ivy', body.id)).body.link
    waiting = (await draft('ivy', 'ops@contoso.example')).body.id
    const { digest, agreement } = (await open(link)).body
    const yes = {
      secret: secretIn(link),
      digest,
      agreement: { version: agreement.version, firstName: 'C', lastName: 'H', email: 'carla@contoso.example' },
    }
    expect((await liaison(['partner', 'suspend', litware])).out).toContain('suspended')
    const before = await tables()
    const refused = [
      await draft('ivy', 'new@contoso.example'),
      await send('ivy', waiting),
      await open(link),
      await post('/v1/acceptance/accept', 'carla', yes),
      await post('/v1/acceptance/forward', 'cem', { secret: secretIn(link), email: 'cfo@contoso.example' }),
      await call(
        'PUT',
        '/v1/partner',
        'ivy',
        { contact: { name: 'I', email: 'i@litware.example' } },
        { 'if-match': '"2"' },
      ),
    ]
    expect(refused.map((a) => [a.status, a.body.code])).toEqual(refused.map(() => [403, 'partner-not-active']))
    expect(await tables()).toEqual(before)
    expect((await get('/v1/partner', 'ivy')).body.status).toBe('suspended')
  })

  test('goes on where it was once the operator lets it', async () => {
    expect((await liaison(['partner', 'resume', litware])).out).toContain('active')
    expect((await send('ivy', waiting)).status).toBe(200)
    expect((await accept('carla', link)).status).toBe(200)
  })
})
