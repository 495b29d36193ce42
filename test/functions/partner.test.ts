import '../store/environment.ts'
import { randomUUID } from 'node:crypto'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { adminRoles, globalAdministrator } from '../../shared/domain/admin-roles.ts'
import type { ProblemCode } from '../../shared/domain/errors.ts'
import { addressHashes, parseKeyRing } from '../../shared/domain/link.ts'
import { invitationsTable } from '../../shared/store/client.ts'
import { storedIssued } from '../store/builders.ts'
import { callsOf, first, withFaults } from '../store/calls.ts'
import { keyRingText } from '../store/environment.ts'
import { contentsOf, putItem } from '../store/tables.ts'
import { type Answer, key, partnerApi, type Request, refused } from './call.ts'
import { accept, acceptance, drafted, eventNames, read, revoke, send, sent, supportOnly } from './journey.ts'
import { aCustomer, agentsOf, aPartner, type TestCustomer, type TestPartner, writePartner } from './people.ts'

let partner: TestPartner
let stranger: TestPartner
let customer: TestCustomer

beforeEach(async () => {
  ;[partner, stranger, customer] = [await aPartner(), await aPartner(), aCustomer()]
})

const create = (body: unknown, more: Request = {}) =>
  partnerApi('POST', '/v1/invitations', { as: partner.ada, headers: key(), body, ...more })
const recipient = { email: 'carla@contoso.example' }

describe('a partner who drafts an invitation', () => {
  test('gets it with a draft e-mail that holds {link} once, and no link yet', async () => {
    const answer = await create({
      recipient: { ...recipient, locale: 'en' },
      reference: 'A-1',
      metadata: { deal: '7' },
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.etag).toBe('"1"')
    expect(answer.body).toMatchObject({
      status: 'draft',
      version: 1,
      adminPrivileges: null,
      reference: 'A-1',
      metadata: { deal: '7' },
    })
    expect(answer.body.message.text.split('{link}')).toHaveLength(2)
    expect(answer.text).not.toContain('#i=')
    expect(await read(partner, answer.body.id)).toEqual(answer.body)
  })

  test('who repeats the request gets the same invitation, and the same key with another body is refused', async () => {
    const headers = key()
    const first = await create({ recipient }, { headers })
    const again = await create({ recipient }, { headers })
    expect(again.status).toBe(201)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.body).toEqual(first.body)
    const other = { recipient: { email: 'other@contoso.example' } }
    await refused(() => create(other, { headers }), 'idempotency-key-reused', partner)
  })

  test('may use his key of another route, and so may another partner', async () => {
    const headers = key()
    const { body } = await create({ recipient: { email: 'key@contoso.example' } }, { headers })
    const moved = await partnerApi('POST', `/v1/invitations/${body.id}/send`, {
      as: partner.ada,
      headers,
      body: { via: 'clipboard' },
    })
    expect(moved.status).toBe(200)
    const theirs = await create({ recipient: { email: 'key@contoso.example' } }, { as: stranger.ada, headers })
    expect(theirs.status).toBe(201)
    expect(theirs.body.id).not.toBe(body.id)
  })

  test('20 times at once with one key: one invitation', async () => {
    const headers = key()
    const answers = await Promise.all(Array.from({ length: 20 }, () => create({ recipient }, { headers })))
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
    expect(answers.filter((a) => !a.headers['idempotency-replayed'])).toHaveLength(1)
  })
})

describe('is refused and nothing is written:', () => {
  const longList = adminRoles.slice(0, 16).map((role) => role.id)
  const tooDeep = `${'['.repeat(30_000)}`
  const badBodies: [string, unknown, ProblemCode][] = [
    ['no body', undefined, 'validation-failed'],
    ['an empty body', '', 'validation-failed'],
    ['a body that is not JSON', '{recipient', 'malformed-json'],
    ['half of a deep JSON', tooDeep, 'malformed-json'],
    [
      'a body that is not UTF-8',
      Buffer.from('{"recipient":{"email":"\xff\xfe@a.example"}}', 'latin1'),
      'malformed-json',
    ],
    ['a body over 64 KB', JSON.stringify({ recipient, metadata: { a: 'x'.repeat(70_000) } }), 'payload-too-large'],
    ['a list', [], 'validation-failed'],
    ['null', 'null', 'validation-failed'],
    ['a number', '7', 'validation-failed'],
    ['an unknown field', { recipient, status: 'accepted' }, 'unknown-field'],
    ['an unknown field inside', { recipient: { ...recipient, admin: true } }, 'unknown-field'],
    ['__proto__', '{"recipient":{"email":"a@b.example"},"__proto__":{"x":1}}', 'unknown-field'],
    ['no recipient', {}, 'validation-failed'],
    ['an e-mail that is none', { recipient: { email: 'carla' } }, 'validation-failed'],
    ['two e-mails', { recipient: { email: ['a@b.example', 'c@d.example'] } }, 'validation-failed'],
    ['a line break in the e-mail', { recipient: { email: 'a@b.example\r\nBcc: c@d.example' } }, 'validation-failed'],
    ['a line break in the name', { recipient: { ...recipient, name: 'Carla\r\nBcc: x' } }, 'validation-failed'],
    ['half a character in the name', '{"recipient":{"email":"a@b.example","name":"x\\ud800"}}', 'validation-failed'],
    [
      'half a character in the metadata',
      '{"recipient":{"email":"a@b.example"},"metadata":{"a":"\\ud800"}}',
      'validation-failed',
    ],
    [
      'half a character in the reference',
      '{"recipient":{"email":"a@b.example"},"reference":"\\udfff"}',
      'validation-failed',
    ],
    ['a long name', { recipient: { ...recipient, name: 'ş'.repeat(33) } }, 'validation-failed'],
    ['an unknown language', { recipient: { ...recipient, locale: 'xx' } }, 'validation-failed'],
    ['a country that is none', { recipient, customer: { country: 'Turkey' } }, 'validation-failed'],
    ['a tenant id that is none', { recipient, customer: { tenantId: 'contoso' } }, 'validation-failed'],
    ['an expiry of zero', { recipient, expiresIn: 'P0D' }, 'validation-failed'],
    ['an expiry of 91 days', { recipient, expiresIn: 'P91D' }, 'validation-failed'],
    ['an expiry in hours', { recipient, expiresIn: 'PT5H' }, 'validation-failed'],
    [
      'eleven metadata',
      { recipient, metadata: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, 'v'])) },
      'validation-failed',
    ],
    ['an unknown template', { recipient, adminPrivileges: { template: 'everything' } }, 'validation-failed'],
    ['an unknown role', { recipient, adminPrivileges: { roles: [randomUUID()], duration: 'P30D' } }, 'unknown-role'],
    ['no role', { recipient, adminPrivileges: { roles: [], duration: 'P30D' } }, 'validation-failed'],
    ['16 roles', { recipient, adminPrivileges: { roles: longList, duration: 'P30D' } }, 'validation-failed'],
    ['731 days', { recipient, adminPrivileges: { roles: [longList[0]], duration: 'P731D' } }, 'validation-failed'],
    [
      'a critical role for 91 days',
      { recipient, adminPrivileges: { roles: [globalAdministrator], duration: 'P91D' } },
      'validation-failed',
    ],
    [
      'a critical role that extends by itself',
      { recipient, adminPrivileges: { roles: [globalAdministrator], duration: 'P30D', autoExtend: 'P180D' } },
      'auto-extend-not-allowed',
    ],
    ['a country outside the region', { recipient, customer: { country: 'DE' } }, 'region-mismatch'],
    ['a country in no region', { recipient, customer: { country: 'CN' } }, 'country-without-region'],
  ]

  test.each(badBodies)('a draft with %s', async (_what, body, code) => {
    const answer = await refused(
      () => create(body, { headers: { ...key(), 'content-type': 'application/json' } }),
      code,
      partner,
    )
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })

  test('a draft to the own organisation, by its tenant, its domain or an address there', async () => {
    const own: object[] = [
      { recipient, customer: { tenantId: partner.id } },
      { recipient, customer: { domain: partner.domain } },
      { recipient: { email: `boss@${partner.domain}` } },
    ]
    for (const body of own) await refused(() => create(body), 'self-invitation', partner)
  })

  const badRequests: [string, Request, ProblemCode][] = [
    ['no Idempotency-Key', { headers: {} }, 'idempotency-key-missing'],
    ['an empty Idempotency-Key', { headers: { 'idempotency-key': '' } }, 'idempotency-key-missing'],
    ['an Idempotency-Key with a space', { headers: { 'idempotency-key': 'a b' } }, 'idempotency-key-missing'],
    ['a long Idempotency-Key', { headers: { 'idempotency-key': 'k'.repeat(201) } }, 'idempotency-key-missing'],
    ['another content type', { headers: { ...key(), 'content-type': 'text/plain' } }, 'unsupported-media-type'],
    ['no content type', { headers: { ...key(), 'content-type': undefined } }, 'unsupported-media-type'],
    ['an Accept for pages only', { headers: { ...key(), accept: 'text/html' } }, 'not-acceptable'],
  ]

  test.each(badRequests)('a draft with %s', async (_what, request, code) => {
    await refused(() => create({ recipient }, request), code, partner)
  })

  test('who has not signed in, whoever is no partner, whoever may not sell', async () => {
    await refused(() => create({ recipient }, { as: undefined }), 'unauthenticated', partner)
    await refused(() => create({ recipient }, { as: partner.hal }), 'role-not-allowed', partner)
    await refused(() => create({ recipient }, { as: customer.carla }), 'role-not-allowed', partner, customer)
    const nobody = { ...customer, ...agentsOf(customer) }
    await refused(() => create({ recipient }, { as: nobody.ada }), 'partner-not-active', customer)
  })

  test('a suspended partner, and one who signed in to another cloud than his own', async () => {
    const suspended = await aPartner({ status: 'suspended' })
    await refused(() => create({ recipient }, { as: suspended.ada }), 'partner-not-active', suspended)
    const elsewhere = await aPartner({ cloud: 'us-government', country: 'US' })
    await refused(() => create({ recipient }, { as: elsewhere.ada }), 'partner-not-active', elsewhere)
  })

  test('a guest of the partner, whatever role he holds', async () => {
    const guest = { ...partner.ada, claims: { ...partner.ada.claims, acct: 1 } }
    await refused(() => create({ recipient }, { as: guest }), 'role-not-allowed', partner)
  })

  test('a SalesAgent who asks for more than his templates', async () => {
    const wishes = [
      { template: 'managed-service' },
      { template: 'break-glass' },
      { roles: [adminRoles[7].id], duration: 'P30D' },
    ]
    for (const adminPrivileges of wishes)
      await refused(() => create({ recipient, adminPrivileges }, { as: partner.sam }), 'role-not-allowed', partner)
    const allowed = { recipient: { email: 'sam@contoso.example' }, adminPrivileges: supportOnly }
    expect((await create(allowed, { as: partner.sam })).status).toBe(201)
  })

  test('in the government cloud an invitation without privileges', async () => {
    const wingtip = await aPartner({}, { cloud: 'us-government', country: 'US' })
    const bare = { recipient, adminPrivileges: null }
    await refused(() => create(bare, { as: wingtip.ada }), 'admin-privileges-mandatory', wingtip)
    const silent = await create({ recipient }, { as: wingtip.ada })
    expect(silent.body.adminPrivileges.roles).toHaveLength(2)
  })

  test('more invitations than the partner may make, and it says when to come again', async () => {
    const small = await aPartner({ limits: { invitationsPer15Minutes: 2 } })
    const invite = (n: number) => create({ recipient: { email: `c${n}@contoso.example` } }, { as: small.ada })
    for (const n of [1, 2]) expect((await invite(n)).status).toBe(201)
    const answer = await refused(() => invite(3), 'partner-rate-limit', small)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.body.retryAfterSeconds).toBe(Number(answer.headers['retry-after']))
  })

  test('the address of the API with another method, and a path that is none', async () => {
    const answer = await refused(
      () => partnerApi('DELETE', '/v1/invitations', { as: partner.ada }),
      'method-not-allowed',
      partner,
    )
    expect(answer.headers.allow).toBe('POST, GET')
    expect(answer.body.allow).toEqual(['POST', 'GET'])
    await refused(() => partnerApi('GET', '/v1/invitations/x/send', { as: partner.ada }), 'method-not-allowed', partner)
    await refused(() => partnerApi('GET', '/v1/nothing', { as: partner.ada }), 'not-found', partner)
  })
})

describe('the e-mail of a draft', () => {
  const edit = (id: string, message: unknown, version?: string, as = partner.ada) =>
    partnerApi('PUT', `/v1/invitations/${id}/message`, {
      as,
      body: message,
      headers: version === undefined ? {} : { 'if-match': version },
    })
  const mine = { subject: 'Our request', text: 'Please read {link}' }

  test('is edited on the version that was read', async () => {
    const { id } = await drafted(partner, customer)
    const answer = await edit(id, mine, '"1"')
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { version: 2, message: mine } })
    expect(await eventNames(partner, id)).toEqual(['invitation.created', 'invitation.message-edited'])
  })

  test.each<[string, unknown, string | undefined, ProblemCode]>([
    ['no If-Match', mine, undefined, 'precondition-required'],
    ['an older version', mine, '"7"', 'etag-mismatch'],
    ['an ETag that is none', mine, '1', 'etag-mismatch'],
    ['any version', mine, '*', 'etag-mismatch'],
    ['no {link}', { ...mine, text: 'Please read' }, '"1"', 'link-missing-in-message'],
    ['two {link}', { ...mine, text: '{link} {link}' }, '"1"', 'link-missing-in-message'],
    ['{link} in the subject', { subject: '{link}', text: '{link}' }, '"1"', 'link-missing-in-message'],
    ['a foreign link', { ...mine, text: '{link} https://evil.example/x' }, '"1"', 'foreign-link-in-message'],
    ['a foreign host', { ...mine, text: '{link} evil.example' }, '"1"', 'foreign-link-in-message'],
    ['a foreign link in the subject', { ...mine, subject: 'www.evil.example' }, '"1"', 'foreign-link-in-message'],
    ['a line break in the subject', { ...mine, subject: 'a\r\nBcc: b@c.example' }, '"1"', 'validation-failed'],
    ['no text', { subject: 'a' }, '"1"', 'validation-failed'],
    ['half a character', '{"subject":"a\\ud800","text":"{link}"}', '"1"', 'validation-failed'],
    ['an unknown field', { ...mine, html: '<b>' }, '"1"', 'unknown-field'],
  ])('is refused with %s', async (_what, message, version, code) => {
    const { id } = await drafted(partner, customer)
    await refused(() => edit(id, message, version), code, partner)
  })

  test('is refused once it was sent, by a HelpdeskAgent, and for another partner', async () => {
    const pending = await sent(partner, aCustomer())
    await refused(() => edit(pending.id, mine, `"${pending.version}"`), 'invitation-already-issued', partner)
    const { id } = await drafted(partner, customer)
    await refused(() => edit(id, mine, '"1"', partner.hal), 'role-not-allowed', partner)
    await refused(() => edit(id, mine, '"1"', stranger.ada), 'not-found', partner, stranger)
  })

  test('of two edits at once one is kept and the other hears of it', async () => {
    const { id } = await drafted(partner, customer)
    const texts = ['One {link}', 'Two {link}']
    const answers = await Promise.all(texts.map((text) => edit(id, { subject: 'S', text }, '"1"')))
    expect(answers.map((a) => a.status).sort()).toEqual([200, 412])
    const kept = answers.find((a) => a.status === 200)
    expect((await read(partner, id)).message).toEqual(kept?.body.message)
  })
})

describe('sending', () => {
  test('issues the link, for AdminAgent and SalesAgent, never for a HelpdeskAgent nor in a list', async () => {
    const pending = await sent(partner, aCustomer())
    const seen = async (as: TestPartner['ada']) =>
      (await partnerApi('GET', `/v1/invitations/${pending.id}`, { as })).text
    expect(await seen(partner.ada)).toContain(pending.secret)
    expect(await seen(partner.sam)).toContain(pending.secret)
    expect(await seen(partner.hal)).not.toContain('#i=')
    const list = await partnerApi('GET', '/v1/invitations', { as: partner.ada })
    const events = await partnerApi('GET', `/v1/invitations/${pending.id}/events`, { as: partner.ada })
    expect(list.text + events.text).not.toContain(pending.secret)
  })

  test('puts the secret of the link into no item', async () => {
    const pending = await sent(partner, aCustomer(), {}, 'ses')
    expect(JSON.stringify(await contentsOf(partner.id))).not.toContain(pending.secret)
  })

  test('by mail marks the event for one mail; for the clipboard it marks none', async () => {
    const byMail = await sent(partner, aCustomer(), {}, 'ses')
    expect((await read(partner, byMail.id)).delivery.state).toBe('queued')
    const byHand = await sent(partner, aCustomer())
    expect((await read(partner, byHand.id)).delivery).toBeNull()
  })

  test('a repeat answers the same link once more and sends nothing', async () => {
    const { id } = await drafted(partner, aCustomer())
    const request = { as: partner.ada, headers: key(), body: { via: 'ses' } }
    const first = await partnerApi('POST', `/v1/invitations/${id}/send`, request)
    const again = await partnerApi('POST', `/v1/invitations/${id}/send`, request)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.body).toEqual(first.body)
    expect(await eventNames(partner, id)).toEqual(['invitation.created', 'invitation.sent'])
  })

  test('a second invitation to the same recipient is refused with the first one named, already as a draft', async () => {
    const to = aCustomer()
    const { id: rival } = await drafted(partner, to)
    const pending = await sent(partner, to)
    const drafting = () => create({ recipient: { email: to.carla.signInName.toUpperCase() } })
    for (const attempt of [drafting, () => send(partner, rival)]) {
      const answer = await refused(attempt, 'already-pending-for-customer', partner)
      expect(answer.body.invitationId).toBe(pending.id)
    }
  })

  test('another partner may write to the same recipient', async () => {
    const to = aCustomer()
    await sent(partner, to)
    await sent(stranger, to)
  })

  test('a pending invitation counts also when the key of addresses was changed since', async () => {
    const to = aCustomer()
    const { id: rival } = await drafted(partner, to)
    const { current: _, ...keys } = JSON.parse(keyRingText)
    const [recipientHash] = addressHashes(parseKeyRing(JSON.stringify({ current: '1', ...keys })), to.carla.signInName)
    const recipient = { email: to.carla.signInName, locale: 'en' } as const
    const pending = await storedIssued({ partnerId: partner.id, recipient, recipientHash })
    const answer = await refused(() => send(partner, rival), 'already-pending-for-customer', partner)
    expect(answer.body.invitationId).toBe(`inv_${pending.id}`)
  })

  test('that was overtaken by another change counts one mail, not two', async () => {
    const { id } = await drafted(partner, aCustomer())
    const overtaken = new TransactionCanceledException({
      message: 'canceled',
      $metadata: {},
      CancellationReasons: [{ Code: 'None' }, { Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    })
    const plan = first(1, 'TransactWriteItems', { before: overtaken })
    const { result, calls } = await callsOf(() => withFaults(plan, () => send(partner, id, 'ses')))
    expect(result.status).toBe(200)
    expect(calls.map((c) => c.operation).filter((name) => name === 'UpdateItem')).toHaveLength(1)
  })

  test('is refused for what was sent, decided or revoked already, and without a way', async () => {
    const pending = await sent(partner, aCustomer())
    await refused(() => send(partner, pending.id), 'invitation-already-issued', partner)
    await revoke(partner, pending.id)
    await refused(() => send(partner, pending.id), 'invitation-revoked', partner)
    await refused(() => send(partner, pending.id, 'clipboard', 'resend'), 'invitation-revoked', partner)
    const { id } = await drafted(partner, aCustomer())
    await refused(() => send(partner, id, 'clipboard', 'resend'), 'invitation-not-issued', partner)
    await refused(() => send(partner, id, 'pigeon' as 'ses'), 'validation-failed', partner)
  })

  test('is refused once the partner was suspended', async () => {
    const fallen = await aPartner()
    const { id } = await drafted(fallen, aCustomer())
    await writePartner({ ...fallen.profile, status: 'suspended' })
    await refused(() => send(fallen, id), 'partner-not-active', fallen)
  })

  test('again makes a new link; at most three mails a day go to one recipient', async () => {
    const pending = await sent(partner, aCustomer(), {}, 'ses')
    for (const generation of [2, 3]) {
      const answer = await send(partner, pending.id, 'ses', 'resend')
      expect(answer.body.generation).toBe(generation)
      expect(answer.body.link).not.toBe(pending.link)
    }
    const answer = await refused(() => send(partner, pending.id, 'ses', 'resend'), 'recipient-rate-limit', partner)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await send(partner, pending.id, 'clipboard', 'resend')).status).toBe(200)
  })
})

describe('revoking', () => {
  test('withdraws a draft or a pending invitation; a repeat answers the same', async () => {
    const to = aCustomer()
    const pending = await sent(partner, to)
    const first = await revoke(partner, pending.id)
    expect(first).toMatchObject({ status: 200, body: { status: 'revoked' } })
    expect(first.text).not.toContain('#i=')
    expect((await revoke(partner, pending.id)).body).toEqual(first.body)
    expect(await eventNames(partner, pending.id)).toEqual([
      'invitation.created',
      'invitation.sent',
      'invitation.revoked',
    ])
    await sent(partner, to)
    const { id } = await drafted(partner, aCustomer())
    expect((await revoke(partner, id)).body.status).toBe('revoked')
  })

  test('is refused once the customer has decided, and by a HelpdeskAgent', async () => {
    const to = aCustomer()
    const pending = await sent(partner, to)
    await refused(
      () => partnerApi('POST', `/v1/invitations/${pending.id}/revoke`, { as: partner.hal }),
      'role-not-allowed',
      partner,
    )
    expect((await accept(to.carla, await acceptance(pending.secret))).status).toBe(200)
    await refused(() => revoke(partner, pending.id), 'invitation-already-decided', partner, to)
  })
})

describe('what is foreign does not exist', () => {
  const body = ({ body: { requestId: _, instance: __, ...rest } }: Answer) => rest
  const routes: [string, string, unknown?][] = [
    ['GET', ''],
    ['GET', '/events'],
    ['PUT', '/message', { subject: 'S', text: '{link}' }],
    ['POST', '/send', { via: 'clipboard' }],
    ['POST', '/resend', { via: 'clipboard' }],
    ['POST', '/revoke', {}],
  ]

  test.each(routes)(
    '%s /v1/invitations/{id}%s: foreign, unknown and malformed ids answer alike',
    async (method, path, payload) => {
      const pending = await sent(partner, aCustomer())
      const ids = [pending.id, `inv_${randomUUID()}`, pending.id.slice(4), 'inv_', `${pending.id}x`, 'inv_..%2f..']
      const ask = (id: string) => () =>
        partnerApi(method, `/v1/invitations/${id}${path}`, {
          as: stranger.ada,
          body: payload,
          headers: { ...key(), 'if-match': '"2"' },
        })
      for (const id of ids) {
        const answer = await refused(ask(id), 'not-found', partner, stranger)
        const unknown = await ask(ids[1] ?? '')()
        expect(body(answer)).toEqual(body(unknown))
        expect(answer.headers).toEqual(unknown.headers)
      }
    },
  )

  test('a customer of another partner', async () => {
    const to = aCustomer()
    await accept(to.carla, await acceptance((await sent(partner, to)).secret))
    const ask = (as: TestPartner['ada'], id: string) => partnerApi('GET', `/v1/customers/${id}`, { as })
    expect((await ask(partner.ada, to.id)).status).toBe(200)
    const foreign = await refused(() => ask(stranger.ada, to.id), 'not-found', partner, stranger, to)
    expect(body(foreign)).toEqual(body(await ask(stranger.ada, randomUUID())))
  })
})

describe('lists', () => {
  test('walk by a cursor that only its own partner and filter may use', async () => {
    const owner = await aPartner()
    for (let n = 0; n < 3; n++) await drafted(owner, aCustomer())
    const list = (query: Record<string, string>, as = owner.ada) => partnerApi('GET', '/v1/invitations', { as, query })
    const first = await list({ limit: '2' })
    expect(first.body.data).toHaveLength(2)
    const cursor = first.body.nextCursor
    const rest = await list({ limit: '2', cursor })
    expect(rest.body).toMatchObject({ data: [{}], nextCursor: null })
    await refused(() => list({ cursor }, stranger.ada), 'bad-cursor', owner, stranger)
    await refused(() => list({ cursor, status: 'draft' }), 'bad-cursor', owner)
    await refused(() => partnerApi('GET', '/v1/customers', { as: owner.ada, query: { cursor } }), 'bad-cursor', owner)
    const last = cursor.at(-5) === 'A' ? 'B' : 'A'
    await refused(() => list({ cursor: `${cursor.slice(0, -5)}${last}${cursor.slice(-4)}` }), 'bad-cursor', owner)
    await refused(() => list({ cursor: 'AAAA' }), 'bad-cursor', owner)
  })

  test('find the invitations to one address, in any case, and those that were created after a time', async () => {
    const [owner, customer] = [await aPartner(), aCustomer()]
    const old = await drafted(owner, customer)
    const { createdAt } = (await partnerApi('GET', `/v1/invitations/${old.id}`, { as: owner.ada })).body
    const fresh = await drafted(owner, customer)
    const other = await drafted(owner, aCustomer())
    const list = async (query: Record<string, string>) => {
      const { status, body, text } = await partnerApi('GET', '/v1/invitations', { as: owner.ada, query })
      expect(status, text).toBe(200)
      return body.data.map(({ id }: { id: string }) => id)
    }
    const address = customer.carla.signInName.toUpperCase()
    expect(await list({ recipient: address })).toEqual([fresh.id, old.id])
    expect(await list({ createdAfter: createdAt })).toEqual([other.id, fresh.id])
    expect(await list({ recipient: address, createdAfter: createdAt })).toEqual([fresh.id])
    expect(await list({ recipient: customer.carla.signInName.slice(1) })).toEqual([])
    expect(await list({ createdAfter: '2999-01-01' })).toEqual([])
    expect(await list({ createdAfter: '0001-01-01' })).toHaveLength(3)
  })

  test('and answers tell who created an invitation and who sent its newest link', async () => {
    const owner = await aPartner()
    const { id } = await drafted(owner, aCustomer())
    const people = async () => {
      const one = (await partnerApi('GET', `/v1/invitations/${id}`, { as: owner.hal })).body
      const [listed] = (await partnerApi('GET', '/v1/invitations', { as: owner.hal })).body.data
      expect([listed.createdBy, listed.sentBy]).toEqual([one.createdBy, one.sentBy])
      return [one.createdBy, one.sentBy]
    }
    const [ada, sam] = [owner.ada, owner.sam].map(({ userId, claims }) => ({ userId, name: claims.name }))
    expect(await people()).toEqual([ada, null])
    const move = (name: string, as: typeof owner.ada) =>
      partnerApi('POST', `/v1/invitations/${id}/${name}`, { as, headers: key(), body: { via: 'clipboard' } })
    expect((await move('send', owner.sam)).body.sentBy).toEqual(sam)
    expect(await people()).toEqual([ada, sam])
    expect((await move('resend', owner.ada)).body.sentBy).toEqual(ada)
    expect(await people()).toEqual([ada, ada])
  })

  test.each([
    [{ recipient: 'carla' }, 'validation-failed'],
    [{ createdAfter: 'yesterday' }, 'validation-failed'],
    [{ limit: '0' }, 'validation-failed'],
    [{ limit: '101' }, 'validation-failed'],
    [{ limit: 'many' }, 'validation-failed'],
    [{ status: 'open' }, 'validation-failed'],
    [{ offset: '1' }, 'unknown-field'],
  ] as [Record<string, string>, ProblemCode][])('refuse the query %j', async (query, code) => {
    await refused(() => partnerApi('GET', '/v1/invitations', { as: partner.ada, query }), code, partner)
  })
})

describe('a stored item that is corrupt', () => {
  test('is our failure: 500 without a word of what it holds', async () => {
    const { id } = await drafted(partner, aCustomer())
    const pk = `P#${partner.id}`
    await putItem(invitationsTable, { pk, sk: `I#${id.slice(4)}`, status: 'open', email: 'private@contoso.example' })
    const answer = await partnerApi('GET', `/v1/invitations/${id}`, { as: partner.ada })
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(answer.text).not.toMatch(/private|Zod|invalid|stack/i)
    expect((await revoke(partner, id)).status).toBe(500)
  })
})
