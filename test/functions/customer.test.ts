import '../store/environment.ts'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { adminRoleByCode, templates } from '../../shared/domain/admin-roles.ts'
import type { ProblemCode } from '../../shared/domain/errors.ts'
import { mintLink, parseKeyRing } from '../../shared/domain/link.ts'
import { relationshipsTable } from '../../shared/store/client.ts'
import { blockKey } from '../../shared/store/keys.ts'
import { agreement, keyRingText } from '../store/environment.ts'
import { putItem } from '../store/tables.ts'
import { type Answer, customerApi, partnerApi, refused } from './call.ts'
import {
  accept,
  acceptance,
  decline,
  digestOf,
  eventNames,
  read,
  remembered,
  revoke,
  send,
  sent,
  signature,
  supportOnly,
} from './journey.ts'
import { aCustomer, aPartner, type TestCustomer, type TestPartner, writePartner } from './people.ts'

let partner: TestPartner

beforeEach(async () => {
  partner = await aPartner()
})

const open = (secret: unknown, as?: TestCustomer['carla']) =>
  customerApi('POST', '/v1/acceptance/open', { as, body: { secret } })
const idsOf = (codes: readonly (typeof templates)['support-only']['roles'][number][]) =>
  codes.map((code) => adminRoleByCode(code).id)
const asked = idsOf(templates['support-only'].roles)

async function pair(more: object = {}) {
  const customer = aCustomer()
  return { customer, pending: await sent(partner, customer, more) }
}

describe('opening a link', () => {
  test('tells who asks for what before signing in, with the address masked', async () => {
    const { customer, pending } = await pair({ adminPrivileges: supportOnly })
    const { status, body, text } = await open(pending.secret)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      invitationId: pending.id,
      status: 'issued',
      partner: { id: partner.id, name: 'Fabrikam', domain: partner.domain },
      agreement: { version: agreement.version, ...agreement.languages.en },
      portal: { cloud: 'public', name: 'Public portal' },
    })
    expect(body.adminPrivileges.roles.map((role: { id: string }) => role.id).sort()).toEqual([...asked].sort())
    expect(text).not.toContain(customer.carla.signInName)
  })

  test('is noted once, when a signed-in member of another organisation looks', async () => {
    const { customer, pending } = await pair()
    await open(pending.secret)
    await open(pending.secret, customer.gus)
    await open(pending.secret, partner.ada)
    expect((await read(partner, pending.id)).viewedAt).toBeNull()
    await open(pending.secret, customer.cem)
    const { viewedAt, version } = await read(partner, pending.id)
    expect(viewedAt).toBeTypeOf('string')
    expect(version).toBe(pending.version)
    await open(pending.secret, customer.carla)
    expect((await read(partner, pending.id)).viewedAt).toBe(viewedAt)
  })

  test('tells a signed-in member what already refuses an acceptance, exactly what accept answers', async () => {
    const { customer, pending } = await pair()
    const claims = (more: object) => ({ ...customer.carla, claims: { ...customer.carla.claims, ...more } })
    const abroad = claims({ tenant_ctry: 'DE' })
    const people: [TestCustomer['carla'], ProblemCode][] = [
      [abroad, 'region-mismatch'],
      [claims({ tenant_ctry: 'CN' }), 'country-without-region'],
      [claims({ tenant_ctry: undefined }), 'customer-country-unknown'],
      [{ ...customer.carla, cloud: 'us-government' }, 'cloud-mismatch'],
      [{ ...customer.carla, tenantId: partner.id }, 'self-invitation'],
    ]
    for (const [as, code] of people) {
      const { refusal, digest } = (await open(pending.secret, as)).body
      const body = { secret: pending.secret, digest, agreement: signature }
      const refusedWith = await refused(() => accept(as, body), code, partner, customer)
      expect(refusal).toEqual({ code, detail: refusedWith.body.detail })
    }
    for (const as of [undefined, customer.carla, customer.cem])
      expect((await open(pending.secret, as)).body.refusal).toBeNull()
    await putItem(relationshipsTable, { ...blockKey(customer.id, partner.id), at: Date.now() })
    expect((await open(pending.secret, customer.cem)).body.refusal.code).toBe('customer-blocked')
    for (const as of [undefined, customer.gus, partner.ada])
      expect(JSON.stringify((await open(pending.secret, as)).body.refusal)).not.toContain('blocked')
  })

  test('works with an older key of the ring', async () => {
    const { pending } = await pair()
    const { current: _, ...keys } = JSON.parse(keyRingText)
    const before = parseKeyRing(JSON.stringify({ current: '1', ...keys }))
    const subject = { partnerId: partner.id, invitationId: pending.id.slice(4), generation: 1 }
    expect((await open(mintLink(before, subject))).status).toBe(200)
  })

  const ring = parseKeyRing(keyRingText)
  const forged: [string, (secret: string) => unknown, ProblemCode][] = [
    ['is changed in its last character', (s) => s.slice(0, -1) + (s.endsWith('A') ? 'B' : 'A'), 'not-found'],
    ['is changed in its key', (s) => (s.startsWith('Ag') ? `AQ${s.slice(2)}` : `Ag${s.slice(2)}`), 'not-found'],
    ['is cut', (s) => s.slice(0, -1), 'not-found'],
    ['is longer', (s) => `${s}A`, 'not-found'],
    ['is empty', () => '', 'not-found'],
    [
      'is made with another key',
      (s) => Buffer.concat([Buffer.from(s, 'base64url').subarray(0, 37), Buffer.alloc(32)]).toString('base64url'),
      'not-found',
    ],
    [
      'names an invitation that is none',
      () => mintLink(ring, { partnerId: partner.id, invitationId: randomUUID(), generation: 1 }),
      'not-found',
    ],
    ['is a list', (s) => [s], 'validation-failed'],
    ['is an object', () => ({}), 'validation-failed'],
    ['is null', () => null, 'validation-failed'],
    ['is 10,000 long', () => 'A'.repeat(10_000), 'validation-failed'],
  ]

  test.each(forged)('that %s is refused', async (_how, forge, code) => {
    const { customer, pending } = await pair()
    const secret = forge(pending.secret)
    const attempts: (() => Promise<Answer>)[] = [
      () => open(secret),
      () => accept(customer.carla, { secret, digest: 'x', agreement: signature }),
      () => customerApi('POST', '/v1/acceptance/decline', { as: customer.carla, body: { secret } }),
    ]
    for (const attempt of attempts) await refused(attempt, code, partner, customer)
  })

  test('of a suspended partner is refused, for reading and for deciding', async () => {
    const fallen = await aPartner()
    const customer = aCustomer()
    const { secret } = await sent(fallen, customer)
    const body = await acceptance(secret)
    await writePartner({ ...fallen.profile, status: 'suspended' })
    await refused(() => open(secret), 'partner-not-active', fallen)
    await refused(() => accept(customer.carla, body), 'partner-not-active', fallen, customer)
  })
})

describe("the customer's yes", () => {
  test('establishes the relationship, with the agreement and the privileges, in one step', async () => {
    const { customer, pending } = await pair({ adminPrivileges: supportOnly })
    const answer = await accept(customer.carla, await acceptance(pending.secret))
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      partnerId: partner.id,
      customerId: customer.id,
      status: 'active',
      version: 1,
      provenDomain: customer.domain,
      agreement: { version: agreement.version },
      adminPrivileges: { state: 'active', duration: 'P730D' },
    })
    expect(await read(partner, pending.id)).toMatchObject({ status: 'accepted', version: pending.version + 1 })
    const { body } = await partnerApi('GET', '/v1/customers', { as: partner.hal })
    expect(body.data.map((c: { customerId: string }) => c.customerId)).toContain(customer.id)
  })

  test('said twice by the same person gets the first answer again', async () => {
    const { customer, pending } = await pair()
    const body = await acceptance(pending.secret)
    const first = await accept(customer.carla, body)
    const again = await accept(customer.carla, body)
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect((await eventNames(partner, pending.id)).filter((name) => name === 'invitation.accepted')).toHaveLength(1)
    await refused(() => accept(customer.can, body), 'invitation-already-decided', partner, customer)
    await refused(() => decline(customer.carla, pending.secret), 'invitation-already-decided', partner, customer)
    await refused(() => open(pending.secret), 'invitation-already-decided', partner, customer)
  })

  test.each<[string, object]>([
    ['without admin privileges', { adminPrivileges: null }],
    ['with another time', { adminPrivileges: { duration: 'P90D' } }],
    ['with more than was asked for', { adminPrivileges: { duration: 'P731D' } }],
    ['with everything that was asked for', { adminPrivileges: undefined }],
    ['with the agreement in another name', { agreement: { ...signature, lastName: 'Smith' } }],
    ['without the agreement', { agreement: undefined }],
  ])('repeated %s answers 409 with what was decided', async (_how, change) => {
    const { customer, pending } = await pair({ adminPrivileges: supportOnly })
    const body = { ...(await acceptance(pending.secret)), adminPrivileges: { duration: 'P30D' } }
    expect((await accept(customer.carla, body)).status).toBe(200)
    const repeat = () => accept(customer.carla, { ...body, ...change })
    const { body: answer } = await refused(repeat, 'invitation-already-decided', partner, customer)
    expect(answer.decided).toEqual({
      status: 'accepted',
      at: answer.decidedAt,
      adminPrivileges: { roles: expect.arrayContaining(asked), duration: 'P30D', autoExtend: 'PT0S' },
    })
  })

  test('repeated with the same choice in other words answers the same', async () => {
    const { customer, pending } = await pair({ adminPrivileges: supportOnly })
    const body = await acceptance(pending.secret)
    const first = await accept(customer.carla, body)
    const choice = { roles: [...asked].reverse(), duration: 'P730D' }
    const again = await accept(customer.carla, { ...body, adminPrivileges: choice })
    expect(again).toMatchObject({ status: 200, body: first.body })
  })

  test('is told only to members of the organisation that decided', async () => {
    const { customer, pending } = await pair()
    const stranger = aCustomer()
    await accept(customer.carla, await acceptance(pending.secret))
    const told = async (as?: TestCustomer['carla']) => (await open(pending.secret, as)).body.decided?.status
    expect([await told(customer.can), await told(customer.cem)]).toEqual(['accepted', 'accepted'])
    for (const as of [undefined, customer.gus, stranger.carla, partner.ada]) expect(await told(as)).toBeUndefined()
  })

  test.each<[string, unknown, object | null]>([
    ['all', undefined, { duration: 'P730D', autoExtend: 'PT0S' }],
    ['no privileges', null, null],
    ['one role', { roles: [asked[0]] }, { roles: [expect.objectContaining({ id: asked[0] })] }],
    ['a shorter time', { duration: 'P30D' }, { duration: 'P30D' }],
    ['no role at all', { roles: [] }, null],
  ])('may grant %s', async (_what, adminPrivileges, granted) => {
    const { customer, pending } = await pair({ adminPrivileges: supportOnly })
    const answer = await accept(customer.carla, { ...(await acceptance(pending.secret)), adminPrivileges })
    expect(answer.body.status, answer.text).toBe('active')
    if (granted) expect(answer.body.adminPrivileges).toMatchObject(granted)
    else expect(answer.body.adminPrivileges).toBeNull()
  })

  test.each<[string, object, ProblemCode]>([
    ['a role that was not asked for', { roles: idsOf(['SS', 'LI' as 'SS']) }, 'not-asked'],
    ['a role that is none', { roles: [randomUUID()] }, 'unknown-role'],
    ['a longer time', { duration: 'P731D' }, 'not-asked'],
    ['a time that is none', { duration: 'soon' }, 'not-asked'],
    ['an extension by itself', { autoExtend: 'P180D' }, 'not-asked'],
    ['an unknown field', { forever: true }, 'unknown-field'],
  ])('never grants %s', async (_what, adminPrivileges, code) => {
    const { customer, pending } = await pair({ adminPrivileges: supportOnly })
    const body = { ...(await acceptance(pending.secret)), adminPrivileges }
    await refused(() => accept(customer.carla, body), code, partner, customer)
  })

  test('never grants privileges that nobody asked for', async () => {
    const { customer, pending } = await pair()
    const body = { ...(await acceptance(pending.secret)), adminPrivileges: { roles: asked } }
    await refused(() => accept(customer.carla, body), 'not-asked', partner, customer)
  })

  test('counts only from who may say it', async () => {
    const { customer, pending } = await pair()
    const body = await acceptance(pending.secret)
    const claims = (more: object) => ({ ...customer.carla, claims: { ...customer.carla.claims, ...more } })
    const people: [TestCustomer['carla'] | undefined, ProblemCode][] = [
      [undefined, 'unauthenticated'],
      [customer.cem, 'not-an-accepting-role'],
      [claims({ wids: undefined }), 'not-an-accepting-role'],
      [claims({ wids: [] }), 'not-an-accepting-role'],
      [claims({ wids: '62e90394-69f5-4237-9190-012177145e10' }), 'not-an-accepting-role'],
      [customer.gus, 'guest-or-delegated-account'],
      [claims({ acct: undefined }), 'guest-or-delegated-account'],
      [claims({ idp: `https://sts.windows.net/${partner.id}/` }), 'guest-or-delegated-account'],
      [claims({ tenant_ctry: 'DE' }), 'region-mismatch'],
      [claims({ tenant_ctry: 'CN' }), 'country-without-region'],
      [claims({ tenant_ctry: undefined }), 'customer-country-unknown'],
      [claims({ tenant_ctry: ['TR'] }), 'customer-country-unknown'],
      [{ ...customer.carla, cloud: 'us-government' }, 'cloud-mismatch'],
      [{ ...customer.carla, tenantId: partner.id }, 'self-invitation'],
    ]
    for (const [as, code] of people) {
      const attempt = () => customerApi('POST', '/v1/acceptance/accept', { as, body })
      await refused(attempt, code, partner, customer)
    }
    expect((await accept(customer.carla, body)).status).toBe(200)
  })

  test('counts only for the organisation that the partner named', async () => {
    const [customer, other] = [aCustomer(), aCustomer()]
    const pending = await sent(partner, customer, { customer: { tenantId: customer.id } })
    const body = await acceptance(pending.secret)
    await refused(() => accept(other.carla, body), 'tenant-mismatch', partner, customer, other)
    expect((await accept(customer.carla, body)).status).toBe(200)
  })

  test('of an organisation that is not the recipient waits for the partner: no privileges', async () => {
    const { pending } = await pair({ adminPrivileges: supportOnly })
    const stranger = aCustomer()
    const answer = await accept(stranger.carla, await acceptance(pending.secret, stranger.carla))
    expect(answer.body).toMatchObject({ status: 'unconfirmed', adminPrivileges: null })
  })

  test('needs the digest of what was shown and the agreement in force', async () => {
    const { customer, pending } = await pair()
    const body = await acceptance(pending.secret)
    const changes: [object, ProblemCode][] = [
      [{ digest: 'x' }, 'content-changed'],
      [{ digest: undefined }, 'validation-failed'],
      [{ agreement: undefined }, 'agreement-required'],
      [{ agreement: { ...signature, version: '2025-01' } }, 'agreement-required'],
      [{ agreement: { ...signature, firstName: '' } }, 'validation-failed'],
      [{ agreement: { ...signature, email: 'carla' } }, 'validation-failed'],
      [{ tenantId: customer.id }, 'unknown-field'],
    ]
    for (const [change, code] of changes)
      await refused(() => accept(customer.carla, { ...body, ...change }), code, partner, customer)
  })

  test('is not taken for what has changed since it was shown', async () => {
    const changing = await aPartner()
    const customer = aCustomer()
    const { secret } = await sent(changing, customer)
    const body = await acceptance(secret)
    await writePartner({ ...changing.profile, name: 'Somebody Else' })
    await refused(() => accept(customer.carla, body), 'content-changed', changing, customer)
  })

  test('takes the agreement once per customer and version', async () => {
    const { customer, pending } = await pair()
    await accept(customer.carla, await acceptance(pending.secret))
    const second = await aPartner()
    const { secret } = await sent(second, customer)
    const answer = await accept(customer.can, { secret, digest: await digestOf(secret) })
    expect(answer.status, answer.text).toBe(200)
  })

  test('is refused while the organisation blocks the partner', async () => {
    const { customer, pending } = await pair()
    const body = await acceptance(pending.secret)
    await putItem(relationshipsTable, { ...blockKey(customer.id, partner.id), at: Date.now() })
    await refused(() => accept(customer.carla, body), 'customer-blocked', partner, customer)
  })

  test('to a second invitation renews the privileges of the one relationship', async () => {
    const { customer, pending } = await pair()
    await accept(customer.carla, await acceptance(pending.secret))
    const again = await sent(partner, customer, { adminPrivileges: supportOnly, customer: { tenantId: customer.id } })
    const answer = await accept(customer.carla, await acceptance(again.secret, customer.carla))
    expect(answer.body).toMatchObject({ version: 2, adminPrivileges: { state: 'active' } })
    const bare = { recipient: { email: customer.carla.signInName }, customer: { tenantId: customer.id } }
    await refused(
      () =>
        partnerApi('POST', '/v1/invitations', {
          as: partner.ada,
          body: bare,
          headers: { 'idempotency-key': randomUUID() },
        }),
      'relationship-exists',
      partner,
      customer,
    )
  })
})

describe('an invitation that is over', () => {
  const decisions = (customer: TestCustomer, secret: string, digest: string) => [
    () => open(secret),
    () => accept(customer.carla, { secret, digest, agreement: signature }),
    () => decline(customer.carla, secret),
  ]

  test('since the partner withdrew it says so', async () => {
    const { customer, pending } = await pair()
    const digest = await digestOf(pending.secret)
    await revoke(partner, pending.id)
    for (const attempt of decisions(customer, pending.secret, digest))
      await refused(attempt, 'invitation-revoked', partner, customer)
  })

  test('since a newer link was sent says so, and the newer one works', async () => {
    const { customer, pending } = await pair()
    const digest = await digestOf(pending.secret)
    const newer = remembered((await send(partner, pending.id, 'clipboard', 'resend')).body)
    for (const attempt of decisions(customer, pending.secret, digest))
      await refused(attempt, 'link-superseded', partner, customer)
    const old = { ...(await acceptance(newer.secret)), digest }
    await refused(() => accept(customer.carla, old), 'content-changed', partner, customer)
    expect((await accept(customer.carla, await acceptance(newer.secret))).status).toBe(200)
  })

  test("of another partner cannot be reached with one's own link", async () => {
    const [mine, theirs] = [await pair(), await pair()]
    const digest = await digestOf(theirs.pending.secret)
    const body = { secret: mine.pending.secret, digest, agreement: signature }
    await refused(() => accept(mine.customer.carla, body), 'content-changed', partner, mine.customer)
    expect((await read(partner, theirs.pending.id)).status).toBe('issued')
  })
})

describe("the customer's no", () => {
  test('is kept with its reason; a repeat answers the same', async () => {
    const { customer, pending } = await pair()
    const request = { as: customer.carla, body: { secret: pending.secret, reason: 'We have one already' } }
    const first = await customerApi('POST', '/v1/acceptance/decline', request)
    expect(first).toMatchObject({ status: 200, body: { invitationId: pending.id, status: 'declined' } })
    expect((await customerApi('POST', '/v1/acceptance/decline', request)).body).toEqual(first.body)
    await refused(() => decline(customer.can, pending.secret), 'invitation-already-decided', partner, customer)
    expect(await eventNames(partner, pending.id)).toEqual([
      'invitation.created',
      'invitation.sent',
      'invitation.declined',
    ])
    await sent(partner, customer)
  })

  test('repeated with another reason, or after a yes, answers 409 with what was decided', async () => {
    const { customer, pending } = await pair()
    const no = (reason?: string) =>
      customerApi('POST', '/v1/acceptance/decline', { as: customer.carla, body: { secret: pending.secret, reason } })
    await no('We have one already')
    for (const reason of ['Too expensive', undefined]) {
      const { body } = await refused(() => no(reason), 'invitation-already-decided', partner, customer)
      expect(body.decided).toEqual({ status: 'declined', at: body.decidedAt, reason: 'We have one already' })
    }
    const { pending: accepted, customer: other } = await pair()
    await accept(other.carla, await acceptance(accepted.secret))
    const late = () => decline(other.carla, accepted.secret)
    const { body } = await refused(late, 'invitation-already-decided', partner, other)
    expect(body.decided).toEqual({ status: 'accepted', at: body.decidedAt, adminPrivileges: null })
  })

  test('counts only from who may say yes, and never from another organisation', async () => {
    const { customer, pending } = await pair()
    const stranger = aCustomer()
    await refused(() => decline(customer.cem, pending.secret), 'not-an-accepting-role', partner, customer)
    await refused(() => decline(customer.gus, pending.secret), 'guest-or-delegated-account', partner, customer)
    await refused(() => decline(stranger.carla, pending.secret), 'tenant-mismatch', partner, customer, stranger)
    await refused(
      () => customerApi('POST', '/v1/acceptance/decline', { body: { secret: pending.secret } }),
      'unauthenticated',
      partner,
      customer,
    )
    const long = { secret: pending.secret, reason: 'ş'.repeat(251) }
    await refused(
      () => customerApi('POST', '/v1/acceptance/decline', { as: customer.carla, body: long }),
      'validation-failed',
      partner,
      customer,
    )
  })
})

describe("the customer's partners", () => {
  test('are listed for its members, not for guests, and not for others', async () => {
    const { customer, pending } = await pair()
    await accept(customer.carla, await acceptance(pending.secret))
    const list = (as: TestCustomer['carla']) => customerApi('GET', '/v1/partners', { as })
    expect((await list(customer.cem)).body.data).toMatchObject([
      { partnerId: partner.id, partner: { name: 'Fabrikam' } },
    ])
    expect((await list(aCustomer().carla)).body).toEqual({ data: [], nextCursor: null })
    await refused(() => list(customer.gus), 'guest-or-delegated-account', partner, customer)
    const one = (as: TestCustomer['carla'], id = partner.id) => customerApi('GET', `/v1/partners/${id}`, { as })
    expect((await one(customer.carla)).headers.etag).toBe('"1"')
    await refused(() => one(customer.gus), 'guest-or-delegated-account', partner, customer)
    const strangers = aCustomer()
    for (const id of [partner.id, randomUUID(), 'x'])
      await refused(() => one(strangers.carla, id), 'not-found', partner, strangers)
  })

  test("a display name that ends in half a character does not stand in the customer's way", async () => {
    const { customer, pending } = await pair()
    const carla = { ...customer.carla, claims: { ...customer.carla.claims, name: `${'x'.repeat(63)}😀` } }
    expect((await accept(carla, await acceptance(pending.secret))).status).toBe(200)
  })
})

test('the acceptance pages can create nothing: no partner route is known there', async () => {
  await refused(() => customerApi('POST', '/v1/acceptance/accept', {}), 'unauthenticated', partner)
  await refused(() => customerApi('GET', '/v1/acceptance/open', {}), 'method-not-allowed', partner)
  await refused(() => customerApi('POST', '/v1/nothing', {}), 'not-found', partner)
})
