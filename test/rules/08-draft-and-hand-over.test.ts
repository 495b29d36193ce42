import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, post, draft, get, send, open, accept } = clientOf(() => local)

const edit = (id: string, message: Json, version = 1, as = 'ada') =>
  call('PUT', `/v1/invitations/${id}/message`, as, message, { 'if-match': `"${version}"` })
let counter = 0
const freshAddress = () => `person${++counter}@contoso.example`
const drafted = async (more: Record<string, unknown> = {}) => (await draft('ada', freshAddress(), more)).body
const codes = ({ status, body }: { status: number; body: Json }) => [status, body.code]
const longest = 'ş'.repeat(32)
const greeting = (text: string) => text.split('\n')[0]

describe('8. Draft and hand-over', () => {
  test.each([
    ['en', 'Hello Carla,'],
    ['tr', 'Merhaba Carla,'],
  ])("the draft is written in the recipient's language: %s", async (locale, words) => {
    const recipient = { email: freshAddress(), name: 'Carla', locale }
    const { message } = (await draft('ada', recipient.email, { recipient })).body
    expect(greeting(message.text)).toBe(words)
    expect(message.text.split('{link}')).toHaveLength(2)
    expect(message.subject).toContain('Fabrikam')
  })

  test('the language is that of the country where the partner names none', async () => {
    expect(greeting((await drafted({ customer: { country: 'TR' } })).message.text)).toBe('Merhaba,')
    expect(greeting((await drafted({ customer: { country: 'AE' } })).message.text)).toBe('Hello,')
  })

  test('the partner edits the draft on the version that he read, and only as long as it is a draft', async () => {
    const { id } = await drafted()
    const wanted = { subject: 'Fabrikam asks', text: 'Dear Carla,\nplease read {link}.\nSee fabrikam.example/why' }
    const edited = await edit(id, wanted)
    expect([edited.status, edited.body.message, edited.headers.get('etag')]).toEqual([200, wanted, '"2"'])
    expect(codes(await edit(id, wanted))).toEqual([412, 'etag-mismatch'])
    expect(codes(await call('PUT', `/v1/invitations/${id}/message`, 'ada', wanted))).toEqual([
      428,
      'precondition-required',
    ])
    await send('ada', id)
    expect(codes(await edit(id, wanted, 3))).toEqual([409, 'invitation-already-issued'])
  })

  test.each([
    ['no {link}', 'Please answer.', 422, 'link-missing-in-message'],
    ['two {link}', '{link} or {link}', 422, 'link-missing-in-message'],
    ['a foreign link', '{link} or https://evil.example/x', 422, 'foreign-link-in-message'],
    ['a bare foreign host', '{link} or evil.example', 422, 'foreign-link-in-message'],
    [
      "a host that only begins like the partner's",
      '{link} fabrikam.example.evil.example',
      422,
      'foreign-link-in-message',
    ],
    ['a link in look-alike letters', '{link} fabrıkam.example', 422, 'foreign-link-in-message'],
    ["a vendor's signature", '{link}\nMicrosoft Support Team', 400, 'validation-failed'],
    ['a look-alike of the vendor', '{link}\nYour Micr0soft reseller', 400, 'validation-failed'],
    ['letters of two scripts in one word', '{link}\nYour Miсrosoft reseller', 400, 'validation-failed'],
    ['an invisible character', '{link} pay\u202egpj.exe', 400, 'validation-failed'],
  ])('a text with %s is refused and the draft stays as it was', async (_what, text, status, code) => {
    const { id, message } = await drafted()
    expect(codes(await edit(id, { subject: 'Fabrikam asks', text }))).toEqual([status, code])
    expect((await get(`/v1/invitations/${id}`, 'ada')).body).toMatchObject({ message, version: 1 })
  })

  test('a text may speak of what the partner sells', async () => {
    const { id } = await drafted()
    const text = 'We offer Microsoft 365 licences and Azure support plans. {link}'
    expect((await edit(id, { subject: 'Your licences', text })).status).toBe(200)
  })

  test.each([
    ['name', 'Microsoft Support'],
    ['name', 'Microsoft'],
    ['company', 'Contosо'],
    ['company', 'Micr0soft Türkiye'],
  ])('a recipient whose %s is "%s" is refused, and the field is named', async (field, value) => {
    const email = freshAddress()
    const answer = await draft('ada', email, { recipient: { email, [field]: value } })
    expect(codes(answer)).toEqual([400, 'validation-failed'])
    expect(answer.body.errors[0].pointer).toBe(`/recipient/${field}`)
  })

  test('sent by mail: our frame, his words as a quotation, one link, whose host is the portal of the cloud', async () => {
    const email = freshAddress()
    const { id } = (await draft('ada', email)).body
    await edit(id, { subject: 'A word from Ada', text: 'Please read this:\n{link}\nSee fabrikam.example' })
    const { link } = (await send('ada', id, 'ses')).body
    await local.settle()
    const [mail] = await local.inbox(email)
    expect(mail?.subject).toBe('A word from Ada')
    expect(mail?.links).toEqual([link])
    expect(new URL(link).host).toBe(new URL(local.url).host)
    expect(mail?.text).toContain('Message from Fabrikam')
    expect(mail?.replyTo[0]).toContain('@fabrikam.example')
    expect((await open(link)).status).toBe(200)
  })

  test('what Ada drafted and Sam sends is signed by Sam: in the mail, in the answer and in the mail app', async () => {
    const email = freshAddress()
    const { id, message } = (await draft('ada', email)).body
    expect(message.text).not.toMatch(/Ada Yılmaz|Sam Demir/)
    const sent = (await send('sam', id, 'ses')).body
    expect(sent.message.text).toBe(`${message.text}\n\nSam Demir`)
    expect(decodeURIComponent(sent.mailto)).toMatch(/\r\n\r\nSam Demir$/)
    await local.settle()
    const [mail] = await local.inbox(email)
    expect(mail?.text).toMatch(/^> Sam Demir$/m)
    await local.advance('PT1H')
    const again = await post(`/v1/invitations/${id}/resend`, 'ada', { via: 'clipboard' })
    expect(again.body.message.text).toBe(`${message.text}\n\nAda Yılmaz`)
  })

  test.each(['mail-app', 'clipboard'])('handed over by %s: the link works and we send nothing', async (via) => {
    const email = freshAddress()
    const { id } = (await draft('ada', email)).body
    const sent = await send('ada', id, via)
    expect(sent.body).toMatchObject({ status: 'issued', via, delivery: null })
    await local.settle()
    expect(await local.inbox(email)).toEqual([])
    expect(secretIn(sent.body.link)).toHaveLength(92)
    expect((await open(sent.body.link)).status).toBe(200)
  })

  test('the mail app gets the whole text, its lines parted by %0D%0A, with the link in its place', async () => {
    const { id } = await drafted()
    await edit(id, { subject: 'A & B?', text: 'Hello,\n\n{link}\n\n100% sure' })
    const { link, mailto } = (await send('ada', id, 'mail-app')).body
    expect(mailto).toMatch(/^mailto:person\d+@contoso\.example\?subject=A%20%26%20B%3F&body=Hello%2C%0D%0A%0D%0Ahttp/)
    expect(mailto.replaceAll('%0D%0A', '')).not.toMatch(/%0A|%0D/)
    expect(decodeURIComponent(mailto.split('&body=')[1])).toBe(
      `Hello,\r\n\r\n${link}\r\n\r\n100% sure\r\n\r\nAda Yılmaz`,
    )
  })

  test('a text too long for a mail app has no mailto:, and the clipboard still works', async () => {
    const { id } = await drafted()
    await edit(id, { subject: 'Long', text: `{link} ${'word '.repeat(400)}` })
    const { link, mailto } = (await send('ada', id, 'clipboard')).body
    expect(mailto).toBeNull()
    expect((await open(link)).status).toBe(200)
  })

  test.each(
    ['en', 'tr'].flatMap((locale) => [null, { template: 'managed-service' }].map((asked) => [locale, asked] as const)),
  )('the default draft with the longest names fits into a mail app: %s, asking for %j', async (locale, asked) => {
    const email = `${'p'.repeat(50)}${++counter}@${'c'.repeat(55)}.example`
    const recipient = { email, name: longest, company: longest, locale }
    const { id } = (await draft('ada', email, { recipient, adminPrivileges: asked })).body
    const { mailto } = (await send('ada', id, 'mail-app')).body
    expect(mailto.length).toBeLessThan(1900)
  })

  test('who only helps customers never sees a link', async () => {
    const { id } = await drafted()
    await send('ada', id)
    const seen = (await get(`/v1/invitations/${id}`, 'hal')).body
    expect(seen).not.toHaveProperty('link')
    expect(seen).not.toHaveProperty('mailto')
  })
})

describe('8. A SalesAgent handles only what they may ask for', () => {
  const asked = (template: string, as = 'ada') => draft(as, freshAddress(), { adminPrivileges: { template } })

  test('of more, they see no link and can neither send, edit nor withdraw it', async () => {
    const { id, version } = (await asked('managed-service')).body
    const words = { subject: 'Fabrikam asks', text: 'Read {link}' }
    const edited = (as: string) =>
      call('PUT', `/v1/invitations/${id}/message`, as, words, { 'if-match': `"${version}"` })
    expect(codes(await edited('sam'))).toEqual([403, 'role-not-allowed'])
    expect(codes(await send('sam', id))).toEqual([403, 'role-not-allowed'])
    expect((await send('ada', id)).status).toBe(200)
    expect((await get(`/v1/invitations/${id}`, 'ada')).body.link).toBeTruthy()
    expect((await get(`/v1/invitations/${id}`, 'sam')).body).not.toHaveProperty('link')
    expect(codes(await post(`/v1/invitations/${id}/revoke`, 'sam'))).toEqual([403, 'role-not-allowed'])
    expect((await post(`/v1/invitations/${id}/revoke`, 'ada')).status).toBe(200)
    expect(codes(await post(`/v1/invitations/${id}/revoke`, 'sam'))).toEqual([403, 'role-not-allowed'])
  })

  test('what they could ask for, they handle, whoever drafted it', async () => {
    const { id } = (await asked('support-only')).body
    expect((await send('sam', id)).status).toBe(200)
    expect((await get(`/v1/invitations/${id}`, 'sam')).body.link).toBeTruthy()
    expect((await post(`/v1/invitations/${id}/revoke`, 'sam')).status).toBe(200)
  })

  test('an organisation that accepted more is confirmed by an AdminAgent only', async () => {
    const { id } = (await asked('managed-service')).body
    const { link } = (await send('ada', id)).body
    expect((await accept('ali', link)).body.status).toBe('unconfirmed')
    const customer = `/v1/customers/${companies.adventure.tenantId}`
    const confirm = async (as: string) =>
      call('POST', `${customer}/confirm`, as, undefined, { 'if-match': (await get(customer, as)).headers.get('etag') })
    expect(codes(await confirm('sam'))).toEqual([403, 'role-not-allowed'])
    expect((await confirm('ada')).status).toBe(200)
  })

  test('an Idempotency-Key is scoped to the person, the route and the resource', async () => {
    const key = { 'idempotency-key': 'one-key-for-everything' }
    const body = { recipient: { email: freshAddress() } }
    const first = await post('/v1/invitations', 'ada', body, key)
    const again = await post('/v1/invitations', 'ada', body, key)
    expect([again.body.id, again.headers.get('idempotency-replayed')]).toEqual([first.body.id, 'true'])
    const other = await post('/v1/invitations', 'sam', { recipient: { email: freshAddress() } }, key)
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(first.body.id)
    for (const { id } of [first.body, other.body]) {
      const sent = await post(`/v1/invitations/${id}/send`, 'ada', { via: 'clipboard' }, key)
      expect([sent.status, sent.headers.get('idempotency-replayed')]).toEqual([200, null])
    }
  })
})
