import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../../infra/build.ts'
import { companies } from '../../infra/local/people.ts'
import { startBrowser } from '../browser.ts'
import { appOf, contextOf, temporaryFolder } from '../infra/synthesis.ts'
import { type Local, startLocal } from '../local.ts'
import { windowOf } from '../pages/visits.ts'
import { clientOf, type Json, secretIn } from './client.ts'

const data = temporaryFolder()
let local: Local
beforeAll(async () => {
  local = await startLocal({ args: ['--data', data] })
})
afterAll(() => local?.stop())
const { post, get, draft, send, open } = clientOf(() => local)

const invited = async (as: string, email: string, locale: string) => {
  const { id } = (await draft(as, email, { recipient: { email, locale } })).body
  return (await send(as, id)).body.link as string
}
const agreementRows = async (): Promise<Json[]> => {
  const rows: Json[] = Object.values(await local.control<Record<string, Json[]>>('tables')).flat()
  return rows.filter((row) => row.sk.S.startsWith('AGREEMENT#'))
}
/** Of Contoso, in the lists of both sides: Fabrikam's customers, then Contoso's resellers. */
const listedAgreements = async (): Promise<Json[]> => {
  const lists = [await get('/v1/customers', 'ada'), await get('/v1/partners', 'carla')]
  return lists.flatMap(({ body }) => body.data.map((one: Json) => one.agreement))
}
const signature = { firstName: 'Carla', lastName: 'Haddad', email: 'carla@contoso.example' }

describe('11. Agreement: everybody reads it, a customer accepts each version once', () => {
  test.each(['en', 'tr'])('its text in %s can be read by anybody, with its digest', async (language) => {
    const { status, body } = await local.api<Json>('GET', `/v1/agreement?language=${language}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ version: '2026-01', language })
    expect(body.sha256).toBe(createHash('sha256').update(body.text).digest('hex'))
  })

  test('without a wish, in the language of the browser', async () => {
    const { body } = await local.api<Json>('GET', '/v1/agreement', { headers: { 'accept-language': 'tr-TR,tr;q=0.9' } })
    expect(body.title).toBe('Müşteri sözleşmesi')
  })

  test('the acceptance keeps the digest of the text that was shown, not of the one in the recipient’s language', async () => {
    const link = await invited('ada', 'carla@contoso.example', 'tr')
    const shown = await local.api<Json>('POST', '/v1/acceptance/open', {
      body: { secret: secretIn(link) },
      headers: { 'accept-language': 'en' },
    })
    const { version, language, sha256 } = shown.body.agreement
    expect(language).toBe('en')
    const agreement = { version, language, ...signature }
    const wish = { secret: secretIn(link), digest: shown.body.digest, agreement }
    expect((await post('/v1/acceptance/accept', 'carla', wish)).status).toBe(200)
    expect((await agreementRows()).map((row) => [row.pk.S, row.sha256.S])).toEqual([
      [`C#${companies.contoso.tenantId}`, sha256],
    ])
    const { data } = (await get(`/v1/partners/${companies.fabrikam.tenantId}/events`, 'carla')).body
    const established = data.find((e: Json) => e.name === 'relationship.established')
    expect(established.data).toMatchObject({ digest: shown.body.digest, agreement: { version, language, sha256 } })
  })

  test('the next invitation does not ask again', async () => {
    const link = await invited('ivy', 'carla@contoso.example', 'en')
    const { body } = await open(link)
    const accepted = await post('/v1/acceptance/accept', 'carla', { secret: secretIn(link), digest: body.digest })
    expect(accepted.status).toBe(200)
    expect(await agreementRows()).toHaveLength(1)
  })

  test('both sides see whether the version in force is accepted', async () => {
    const expected = { version: '2026-01', current: true }
    expect((await get(`/v1/customers/${companies.contoso.tenantId}`, 'ada')).body.agreement).toEqual(expected)
    expect((await get(`/v1/partners/${companies.fabrikam.tenantId}`, 'carla')).body.agreement).toEqual(expected)
    expect(await listedAgreements()).toEqual([expected, expected, expected])
  })

  test('a version that is not in force is not accepted', async () => {
    const answer = await post('/v1/agreement/acceptance', 'nora', { version: '2025-01', ...signature })
    expect([answer.status, answer.body.code]).toEqual([403, 'agreement-required'])
  })

  test('an accepting role accepts a version by itself, once: later ones hear who did', async () => {
    const wish = { version: '2026-01', language: 'tr', ...signature }
    const denied = await post('/v1/agreement/acceptance', 'cem', wish)
    expect([denied.status, denied.body.code]).toEqual([403, 'not-an-accepting-role'])
    const first = await post('/v1/agreement/acceptance', 'nora', { ...wish, firstName: 'Nora' })
    expect(first.body).toMatchObject({ version: '2026-01', language: 'tr', firstName: 'Nora' })
    const again = await post('/v1/agreement/acceptance', 'nora', { ...wish, firstName: 'Somebody' })
    expect(again.body).toEqual(first.body)
    await local.settle()
    const receipts = (await local.inbox(signature.email)).filter(({ subject }) =>
      subject.startsWith('Onay belgeniz: m'),
    )
    expect(receipts.map(({ subject }) => subject)).toEqual(['Onay belgeniz: müşteri sözleşmesi, sürüm 2026-01'])
    for (const part of [first.body.sha256, companies.northwind.tenantId, 'Nora Haddad'])
      expect(receipts[0]?.text).toContain(part)
  })
})

describe('11. Agreement: a new version asks again', () => {
  const context = contextOf('local', (stage) => {
    const { languages } = stage.agreement as { languages: object }
    stage.agreement = { version: '2027-01', languages }
  })
  const newer = { version: '2027-01', ...signature }
  const customer = `/v1/customers/${companies.contoso.tenantId}`
  const subscribe = () => post(`${customer}/subscriptions`, 'ada', { kind: 'azure-plan', name: 'Azure' })

  beforeAll(async () => {
    await local.stop()
    const bundles = temporaryFolder()
    await build(bundles)
    const stack = (await appOf(context, bundles)).synth().directory
    local = await startLocal({ args: ['--stack', stack, '--data', data] })
  })

  test('what was accepted before is no longer current, and nothing new is provisioned', async () => {
    const expected = { version: '2026-01', current: false }
    expect((await get(customer, 'ada')).body.agreement).toEqual(expected)
    expect(await listedAgreements()).toEqual([expected, expected, expected])
    const refused = await subscribe()
    expect([refused.status, refused.body.code]).toEqual([403, 'agreement-required'])
  })

  test('both sides see it on their pages: the customer reads it, the partner asks for it', async () => {
    const browser = await startBrowser()
    try {
      const carla = await windowOf(browser, local, 'carla')
      await carla.goto(`${local.url}/partners`)
      await carla.getByRole('link', { name: 'Read and accept the agreement' }).click()
      expect(await carla.innerText('main')).toContain('2027-01')
      const ivy = await windowOf(browser, local, 'ivy')
      for (const told of ['We asked the customer to accept', 'was asked within the last 24 hours']) {
        await ivy.goto(`${local.url}/console/customers/${companies.contoso.tenantId}`)
        await ivy.getByRole('button', { name: 'Ask for the agreement in force' }).click()
        expect(await ivy.innerText('main')).toContain(told)
      }
    } finally {
      await browser.close()
    }
  })

  test('the partner asks for it by mail, once in 24 hours', async () => {
    const ask = (as: string) => post(`${customer}/agreement-request`, as)
    expect((await ask('hal')).body.code).toBe('role-not-allowed')
    const asked = await ask('ada')
    expect([asked.status, asked.body.version]).toEqual([200, '2027-01'])
    const again = await ask('ada')
    expect([again.status, again.body.code]).toEqual([429, 'agreement-requested'])
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(86_000)
    await local.settle()
    const mails = (await local.inbox('carla@contoso.example')).filter(({ subject }) => subject.includes('sözleşmesini'))
    expect(mails.map(({ subject }) => subject)).toEqual(['Fabrikam yeni müşteri sözleşmesini kabul etmenizi istiyor'])
    expect(mails[0]?.links).toEqual([`${local.url}/partners/agreement`])
    const { data } = (await get(`/v1/partners/${companies.fabrikam.tenantId}/events`, 'carla')).body
    expect(data.at(-1)).toMatchObject({ name: 'agreement.requested', data: { version: '2027-01' } })
    await local.advance('P1D')
    expect((await ask('ada')).status).toBe(200)
  })

  test('the customer accepts the new version, and it goes on', async () => {
    for (const _ of [1, 2])
      expect((await post('/v1/agreement/acceptance', 'carla', newer)).body.version).toBe('2027-01')
    await local.settle()
    const receipts = (await local.inbox(signature.email)).filter(({ subject }) => subject.startsWith('Your receipt: c'))
    expect(receipts.map(({ subject }) => subject)).toEqual(['Your receipt: customer agreement, version 2027-01'])
    const expected = { version: '2026-01', current: true }
    expect((await get(customer, 'ada')).body.agreement).toEqual(expected)
    expect(await listedAgreements()).toEqual([expected, expected, expected])
    expect((await subscribe()).status).toBe(201)
    const refused = await post(`${customer}/agreement-request`, 'ada')
    expect([refused.status, refused.body.code]).toEqual([409, 'agreement-accepted'])
  })

  test('an invitation asks those again who have accepted the old version only', async () => {
    const link = await invited('ivy', 'nora@adventure.example', 'en')
    const { body } = await open(link)
    expect(body.agreement.version).toBe('2027-01')
    const agreement = { version: '2026-01', ...signature }
    const old = await post('/v1/acceptance/accept', 'ali', { secret: secretIn(link), digest: body.digest, agreement })
    expect([old.status, old.body.code]).toEqual([403, 'agreement-required'])
  })
})
