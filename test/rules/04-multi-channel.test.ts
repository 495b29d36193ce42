import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { messagesOf } from '../../shared/messages/messages.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { get, post, draft, send, open, accept } = clientOf(() => local)

const idOf = (company: keyof typeof companies) => companies[company].tenantId
const contoso = idOf('contoso')

async function invited(as: string, more: Record<string, unknown> = {}) {
  const { id } = (await draft(as, 'carla@contoso.example', more)).body
  return (await send(as, id)).body.link as string
}
const customerOf = async (as: string) => (await get(`/v1/customers/${contoso}`, as)).body
const partners = async () => (await get('/v1/partners', 'carla')).body.data as Json[]
/** A mail's text as one line, so that sentences can be found in it. */
const flat = (text: string) => text.replace(/\s+/g, ' ')
const namesOf = (list: Json[]) => list.map(({ partner }) => partner.name).sort()

describe('4. Multi-partner: a customer has as many partners as it says yes to', () => {
  test('a direct partner stands beside the others, each with its own relationship', async () => {
    expect((await open(await invited('ada'))).body.provider).toBeNull()
    const accepted = await accept('carla', await invitedAgain())
    expect(accepted.body).toMatchObject({ status: 'active', channel: null })
    expect(namesOf(await partners())).toEqual(['Fabrikam'])
  })

  // the first link is still pending: one request per recipient at a time
  async function invitedAgain() {
    const [pending] = (await get('/v1/invitations?status=issued', 'ada')).body.data
    return (await get(`/v1/invitations/${pending.id}`, 'ada')).body.link as string
  }
})

describe("4. Multi-channel: a reseller's invitation makes the provider's relationship, too", () => {
  let first: string
  let second: string

  beforeAll(async () => {
    first = await invited('tom', { adminPrivileges: { template: 'support-only' } })
    second = await invited('rex')
  })

  test('the customer reads before signing in who asks and whom he sells for', async () => {
    const { partner, provider } = (await open(first)).body
    expect([partner.name, partner.type]).toEqual(['Tailspin', 'indirect-reseller'])
    expect(provider).toEqual({ id: idOf('litware'), name: 'Litware', domain: 'litware.example' })
  })

  test('the draft and the mail name the reseller and its provider', async () => {
    const { channel } = messagesOf('en')
    const both = { partner: 'Tailspin', provider: 'Litware' }
    const recipient = { email: 'mail@contoso.example', locale: 'en' }
    const ask = { recipient, adminPrivileges: { template: 'support-only' } }
    const preflight = (await post('/v1/invitations/preflight', 'tom', ask)).body
    const { id, message } = (await draft('tom', recipient.email, ask)).body
    expect(message.subject).toBe(channel.draftSubject(both))
    expect(message.text).toContain(channel.draftOpening(both))
    expect(preflight.message).toMatchObject({ subject: message.subject, text: message.text })
    await send('tom', id, 'ses')
    await local.settle()
    const [mail] = await local.inbox(recipient.email)
    for (const words of [
      channel.asks(both),
      channel.become(both),
      channel.privileges(both),
      'Litware (litware.example)',
    ])
      expect(flat(mail?.text ?? '')).toContain(words)
  })

  test('two resellers accepted at once make two relationships of theirs and one of their provider', async () => {
    const answers = await Promise.all([accept('carla', first), accept('carla', second)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(namesOf(await partners())).toEqual(['Fabrikam', 'Litware', 'Relecloud', 'Tailspin'])
    const { status, channel } = await customerOf('ivy')
    expect([status, channel.role]).toEqual(['active', 'reseller'])
    expect(channel.partnerIds.sort()).toEqual([idOf('relecloud'), idOf('tailspin')])
  })

  test('each reseller knows its provider, and the privileges are the inviting reseller’s alone', async () => {
    const [tailspin, relecloud, litware] = await Promise.all(['tom', 'rex', 'ivy'].map(customerOf))
    expect(tailspin.channel).toEqual({ role: 'provider', partnerIds: [idOf('litware')] })
    expect(tailspin.adminPrivileges.state).toBe('active')
    expect([relecloud.adminPrivileges, litware.adminPrivileges]).toEqual([null, null])
  })

  test('a reseller’s customer turns to the provider, unless somebody else is named', async () => {
    const tailspin = (await partners()).find(({ partner }) => partner.name === 'Tailspin')
    expect(tailspin.supportContact.email).toBe('ivy@litware.example')
    expect((await customerOf('tom')).supportContact.email).toBe('ivy@litware.example')
  })

  test('the provider is mailed that it became provider and support contact, once for each reseller', async () => {
    await local.settle()
    const mails = (await local.inbox('ivy@litware.example')).filter(({ tags }) => tags.audience === 'partner')
    const words = messagesOf('tr').notices['became-provider']
    for (const reseller of ['Tailspin', 'Relecloud']) {
      const names = { customer: 'contoso.example', reseller }
      const [mail, ...more] = mails.filter(({ subject }) => subject === words.subject(names))
      expect(more).toEqual([])
      const text = flat(mail?.text ?? '')
      for (const part of [reseller, 'Litware', 'Carla Haddad', words.support, words.privileges(names)])
        expect(text).toContain(part)
    }
    expect(mails).toHaveLength(2)
  })

  test('another invitation of the same reseller leaves the provider’s relationship as it is', async () => {
    const before = await customerOf('ivy')
    const renewed = await accept('carla', await invited('tom', { adminPrivileges: { template: 'licensing' } }))
    expect(renewed.status).toBe(200)
    expect((await customerOf('ivy')).version).toBe(before.version)
  })

  test('the customer gets one receipt for one yes', async () => {
    await local.settle()
    const receipts = (await local.inbox('carla@contoso.example')).filter(({ tags }) => tags.audience === 'customer')
    // Fabrikam's, two of Tailspin and one of Relecloud; those of the resellers name the provider
    expect(receipts).toHaveLength(4)
    const { channel } = messagesOf('en')
    for (const [partner, count] of [
      ['Tailspin', 2],
      ['Relecloud', 1],
    ] as const) {
      const both = { partner, provider: 'Litware' }
      const found = receipts.filter(({ subject }) => subject === channel.receiptSubject(both))
      expect(found).toHaveLength(count)
      for (const { text } of found)
        for (const words of [channel.receiptText(both), 'Litware (litware.example)', 'ivy@litware.example'])
          expect(flat(text)).toContain(words)
    }
  })
})

describe('4. Multi-channel: what holds for the reseller holds for its provider', () => {
  const outcome = ({ status, body }: Json) => [status, body.code]

  test('a reseller cannot invite its provider', async () => {
    expect(outcome(await draft('tom', 'ivy@litware.example'))).toEqual([422, 'self-invitation'])
  })

  test('while the provider is suspended its resellers neither ask nor get an answer', async () => {
    const link = await invited('tom', { adminPrivileges: { template: 'licensing' } })
    const { digest } = (await open(link)).body
    const cli = resolve(import.meta.dirname, '../../infra/cli.ts')
    execFileSync(process.execPath, [cli, 'partner', 'suspend', idOf('litware'), '--local', local.url])
    expect(outcome(await draft('rex', 'it@contoso.example'))).toEqual([403, 'partner-not-active'])
    expect(outcome(await open(link))).toEqual([403, 'partner-not-active'])
    const yes = await post('/v1/acceptance/accept', 'carla', { secret: secretIn(link), digest })
    expect(outcome(yes)).toEqual([403, 'partner-not-active'])
  })
})
