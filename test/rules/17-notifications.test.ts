import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { templates } from '../../shared/domain/admin-roles.ts'
import { formatDate } from '../../shared/messages/formats.ts'
import { messagesOf } from '../../shared/messages/messages.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { call, post, get, draft, send, accept } = clientOf(() => local)

const { notices: tr } = messagesOf('tr')
const { notices: en, reminders } = messagesOf('en')
const fabrikam = companies.fabrikam.tenantId
const contoso = companies.contoso.tenantId
const sides = { partner: 'Fabrikam', customer: 'Contoso' }

let counter = 0
const freshAddress = () => `person${++counter}@contoso.example`
/** A mail's text as one line, so that sentences can be found in it. */
const flat = (text: string) => text.replace(/^> ?/gm, '').replace(/\s+/g, ' ')
const withSubject = async (to: string, subject: string) =>
  (await local.inbox(to)).filter((mail) => mail.subject === subject)

/** The partner's mail of that subject: one, to the sender and the contact, in the partner's language. */
async function toldPartner(subject: string) {
  const mails = await withSubject('sam@fabrikam.example', subject)
  expect(mails.map((mail) => [...mail.to].sort())).toEqual([['ada@fabrikam.example', 'sam@fabrikam.example']])
  expect(mails[0]?.html).toContain('lang="tr"')
  return flat(mails[0]?.text ?? '')
}

async function invited(email: string, more: Record<string, unknown> = {}, via = 'ses') {
  const { id } = (await draft('sam', email, more)).body
  const sent = await send('sam', id, via)
  expect(sent.body).toMatchObject({ status: 'issued' })
  const { link } = sent.body
  await local.settle()
  return { id: id as string, link: link as string, secret: secretIn(link) }
}

describe('17. Notifications: reminders', () => {
  const subjects = [7, 1].map((days) => reminders.reminder.subject({ partner: 'Fabrikam', days }))
  const remindersOf = async (email: string) =>
    (await local.inbox(email)).filter((mail) => subjects.includes(mail.subject))

  test('the recipient is reminded 7 days and 1 day before the end, with the same link; then the partner hears of the end', async () => {
    const email = freshAddress()
    const { link } = await invited(email, { expiresIn: 'P10D' })
    const reminded = async (...durations: string[]) => {
      for (const duration of durations) await local.advance(duration)
      return (await remindersOf(email)).length
    }
    expect([await reminded('P2D'), await reminded('P1D', 'PT1H'), await reminded('PT1H')]).toEqual([0, 1, 1])
    expect([await reminded('P5D'), await reminded('P1D'), await reminded('PT1H')]).toEqual([1, 2, 2])
    expect((await local.inbox(email)).map((mail) => mail.links)).toEqual([[link], [link], [link]])
    expect(await reminded('P2D')).toBe(2)
    expect(await toldPartner(tr.expired.subject({ customer: email }))).toContain(email)
  })

  test('several that were missed are one', async () => {
    const email = freshAddress()
    await invited(email, { expiresIn: 'P10D' })
    await local.advance('P9D')
    await local.advance('PT1H')
    expect(await remindersOf(email)).toHaveLength(1)
  })

  test('nobody is reminded of what the partner handed over himself, of a withdrawn request, or right after the mail', async () => {
    const [byHand, withdrawn, short] = [freshAddress(), freshAddress(), freshAddress()]
    await invited(byHand, { expiresIn: 'P8D' }, 'clipboard')
    const { id } = await invited(withdrawn, { expiresIn: 'P8D' })
    await invited(short, { expiresIn: 'P1D' })
    await post(`/v1/invitations/${id}/revoke`, 'sam')
    await local.advance('P2D')
    for (const email of [byHand, withdrawn, short]) expect(await remindersOf(email)).toEqual([])
  })
})

describe('17. Notifications: the invitation', () => {
  let email: string
  let invitation: Awaited<ReturnType<typeof invited>>
  beforeAll(async () => {
    email = freshAddress()
    invitation = await invited(email)
  })

  test('a colleague gets the same link in our words, and reads who passed it on', async () => {
    const { secret, link } = invitation
    const to = 'dana@contoso.example'
    expect((await post('/v1/acceptance/forward', 'cem', { secret, email: to, name: 'Dana' })).status).toBe(200)
    await local.settle()
    const inbox = await local.inbox(to)
    expect(inbox.map((mail) => mail.links)).toEqual([[link]])
    expect(flat(inbox[0]?.text ?? '')).toContain(reminders.forwarded.opening({ by: 'Cem Aydın' }))
    expect(inbox[0]?.text).not.toContain('Message from Fabrikam')
    expect(inbox[0]?.tags.audience).toBe('colleague')
  })

  test('"not us" reaches the partner with the note, as a quotation without links', async () => {
    const note = 'Wrong company, see https://evil.example'
    await post('/v1/acceptance/not-us', 'ali', { secret: invitation.secret, note })
    await local.settle()
    const told = await toldPartner(tr['not-us'].subject({ customer: email }))
    expect(told).toContain(tr['not-us'].text({ domain: 'adventure.example' }))
    expect(told).toContain('Wrong company')
    expect(told).not.toContain('://evil')
  })

  test('the wish for a fresh link reaches the partner', async () => {
    await post('/v1/acceptance/fresh-link', undefined, { secret: invitation.secret })
    await local.settle()
    expect(await toldPartner(tr['fresh-link-requested'].subject({ customer: email }))).toContain(email)
  })

  test('a no reaches the partner with its reason, and nobody is reminded after it', async () => {
    await post('/v1/acceptance/decline', 'carla', { secret: invitation.secret, reason: 'We have a reseller.' })
    await local.settle()
    const told = await toldPartner(tr.declined.subject({ customer: email }))
    expect(told).toContain('We have a reseller.')
    expect(told).toContain('Carla Haddad')
    await local.advance('P31D')
    expect(await local.inbox(email)).toHaveLength(1)
  })
})

describe('17. Notifications: the relationship', () => {
  const asked = { template: 'managed-service' }
  const roles = templates['managed-service'].roles.length

  test('a yes tells the partner what was asked against what was granted', async () => {
    const recipient = { email: 'carla@contoso.example', company: 'Contoso' }
    const { id } = (await draft('ada', recipient.email, { recipient, adminPrivileges: asked })).body
    const { link, adminPrivileges } = (await send('ada', id, 'ses')).body
    const [exchange] = adminPrivileges.roles.filter((role: Json) => role.name.startsWith('Exchange'))
    const granted = { roles: [exchange.id], duration: 'P31D' }
    const { status, body } = await accept('carla', link, { adminPrivileges: granted })
    expect(status).toBe(200)
    await local.settle()
    const [mail, ...more] = await withSubject('ada@fabrikam.example', tr.accepted.subject(sides))
    expect(more).toEqual([])
    // the sender is the contact himself: one address
    expect(mail?.to).toEqual(['ada@fabrikam.example'])
    const text = flat(mail?.text ?? '')
    const { roles: words } = messagesOf('tr')
    const date = formatDate('tr', new Date(body.adminPrivileges.endsAt))
    expect(text).toContain(`${tr.facts.granted}: ${tr.rolesUntil({ roles: words.EX.name, date })}`)
    expect(text).toContain(tr.accepted.less)
    expect(text.split(words.EX.name)).toHaveLength(3)
    expect(adminPrivileges.roles).toHaveLength(roles)
  })

  test('the customer gets a receipt: what was shown, by whom, when, the agreement, and where the history stands', async () => {
    const [mail, ...more] = await withSubject('carla@contoso.example', en.receipt.subject(sides))
    expect(more).toEqual([])
    const text = flat(mail?.text ?? '')
    const { version, sha256 } = (await get('/v1/agreement', 'carla')).body
    const events = (await get(`/v1/partners/${fabrikam}/events`, 'carla')).body.data
    const { data } = events.find((event: Json) => event.name === 'relationship.established')
    for (const words of ['Carla Haddad', 'contoso.example', contoso, version, sha256, data.digest, events.at(-1).hash])
      expect(text).toContain(words)
    expect(mail?.html).toContain('lang="en"')
  })

  test('both sides hear 30, 7 and 1 days before the end of privileges, and of the end, once', async () => {
    const heard = async (subject: (locale: typeof en) => string) =>
      (await withSubject('ada@fabrikam.example', subject(tr))).length +
      (await withSubject('carla@contoso.example', subject(en))).length
    const ending = (days: number) => heard((words) => words['privileges-expiring'].subject({ ...sides, days }))
    const gone = () => heard((words) => words['privileges-expired'].subject(sides))
    for (const [step, days] of [
      ['P2D', 29],
      ['P22D', 7],
      ['P6D', 1],
    ] as const) {
      await local.advance(step)
      await local.advance('PT10M')
      expect([days, await ending(days)]).toEqual([days, 2])
    }
    expect(await gone()).toBe(0)
    await local.advance('P2D')
    await local.advance('PT10M')
    expect(await gone()).toBe(2)
  })

  test('taking privileges away tells both sides', async () => {
    const recipient = { email: 'carla@contoso.example', company: 'Contoso' }
    const { id } = (await draft('ada', recipient.email, { recipient, adminPrivileges: asked })).body
    await accept('carla', (await send('ada', id)).body.link)
    const { version } = (await get(`/v1/partners/${fabrikam}`, 'carla')).body
    const path = `/v1/partners/${fabrikam}/admin-privileges`
    expect((await call('DELETE', path, 'carla', undefined, { 'if-match': `"${version}"` })).status).toBe(200)
    await local.settle()
    expect(await withSubject('ada@fabrikam.example', tr['privileges-revoked'].subject(sides))).toHaveLength(1)
    expect(await withSubject('carla@contoso.example', en['privileges-revoked'].subject(sides))).toHaveLength(1)
  })

  test('the wish to end it reaches the partner, and the end the customer', async () => {
    await post(`/v1/partners/${fabrikam}/end-request`, 'carla', { reason: 'We move on.' })
    await local.settle()
    const [wish] = await withSubject('ada@fabrikam.example', tr['end-requested'].subject(sides))
    expect(flat(wish?.text ?? '')).toContain('We move on.')
    const { version } = (await get(`/v1/customers/${contoso}`, 'ada')).body
    await call('DELETE', `/v1/customers/${contoso}`, 'ada', undefined, { 'if-match': `"${version}"` })
    await local.settle()
    expect(await withSubject('carla@contoso.example', en.removed.subject(sides))).toHaveLength(1)
  })

  test('a yes of an organisation that nobody wrote to asks the partner to look', async () => {
    const { link } = await invited('somebody@elsewhere.example')
    await accept('ali', link)
    await local.settle()
    const told = await toldPartner(tr.accepted.subject({ customer: 'adventure.example' }))
    expect(told).toContain(tr.accepted.unconfirmed)
    expect(told).toContain(companies.adventure.tenantId)
  })

  test('a partner who chose a language is written to in it', async () => {
    const { body } = await get('/v1/partner', 'ada')
    const wanted = { contact: body.contact, locale: 'en' }
    await call('PUT', '/v1/partner', 'ada', wanted, { 'if-match': `"${body.version}"` })
    const email = freshAddress()
    const { secret } = await invited(email)
    await post('/v1/acceptance/decline', 'carla', { secret })
    await local.settle()
    const [mail] = await withSubject('sam@fabrikam.example', en.declined.subject({ customer: email }))
    expect(mail?.html).toContain('lang="en"')
  })

  test('every mail of this day had exactly one link, to our own portal, and none went out twice', async () => {
    const inbox = await local.inbox()
    expect(inbox.length).toBeGreaterThan(25)
    const { port } = new URL(local.url)
    for (const { links } of inbox) expect(links.map((link) => new URL(link).port)).toEqual([port])
    const told = inbox.map(({ to, subject, text }) => JSON.stringify([to, subject, text]))
    expect(told.filter((mail, i) => told.indexOf(mail) !== i)).toEqual([])
  })
})
