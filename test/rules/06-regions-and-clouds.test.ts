import '../store/environment.ts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readStage } from '../../infra/config.ts'
import { askedTerms } from '../../shared/domain/admin-privileges.ts'
import { cspRegions, regionsWith } from '../../shared/domain/market.ts'
import { contextOf } from '../infra/synthesis.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { post, draft, send, open, accept } = clientOf(() => local)

const issued = async (as: string, email: string, more = {}) =>
  (await send(as, (await draft(as, email, more)).body.id)).body.link as string

describe('6. Regions: a partner sells in its own region only', () => {
  test.each([
    ['AE', undefined],
    ['DE', 'region-mismatch'],
    ['KP', 'country-without-region'],
  ])('a partner in Türkiye that invites a customer in %s hears: %s', async (country, code) => {
    const { body } = await draft('ada', `it@${country.toLowerCase()}.example`, { customer: { country } })
    expect(body.code).toBe(code)
  })

  test('what the partner says of the country does not count once somebody signs in', async () => {
    const link = await issued('ada', 'nora@northwind.example', { customer: { country: 'AE' } })
    expect((await accept('nora', link)).body.code).toBe('region-mismatch')
  })

  test('the answer says how old the table of regions is', async () => {
    const { body } = await post('/v1/invitations/preflight', 'ada', { recipient: { email: 'it@contoso.example' } })
    expect(body.regionsAsOf).toBe(cspRegions.asOf)
  })
})

describe('6. Clouds: told by the issuer, each with its portal', () => {
  test('a link leads to the portal of its cloud, and the page names it', async () => {
    const links = [await issued('ada', 'carla@contoso.example'), await issued('uma', 'pat@proseware.example')]
    expect(links.map((link) => new URL(link).hostname)).toEqual(['localhost', '127.0.0.1'])
    const portals = await Promise.all(links.map(async (link) => (await open(link)).body.portal))
    expect(portals).toEqual([
      { cloud: 'public', name: 'Microsoft 365 admin center' },
      { cloud: 'us-government', name: 'Office admin portal' },
    ])
  })

  test('nobody accepts across clouds', async () => {
    const link = await issued('ada', 'ops@contoso.example')
    expect((await accept('pat', link)).body.code).toBe('cloud-mismatch')
  })

  test('a claim about the cloud changes nothing; only the issuer counts', async () => {
    const { aPartner } = await import('../functions/people.ts')
    const { partnerApi } = await import('../functions/call.ts')
    const { ada, ...partner } = await aPartner({ cloud: 'us-government' }, { cloud: 'public' })
    const forged = { ...ada, claims: { ...ada.claims, cloud: 'us-government', xms_cloud: 'us-government' } }
    const body = { recipient: { email: 'it@contoso.example' } }
    const answer = await partnerApi('POST', '/v1/invitations/preflight', { as: forged, body })
    expect(answer.body.problems.map((p: { code: string }) => p.code)).toContain('partner-not-active')
    expect(answer.body.problems[0].detail).toContain('you signed in to public')
    const elsewhere = { ...ada, cloud: 'us-government' as const, tenantId: partner.id }
    expect((await partnerApi('GET', '/v1/partner', { as: elsewhere })).status).toBe(200)
  })

  test('germany is off until an issuer is configured; then privileges must be asked for', () => {
    const stage = readStage(contextOf('production'))
    expect(stage.issuers.map(({ cloud }) => cloud)).not.toContain('germany')
    expect(stage.portals).not.toHaveProperty('germany')
    expect(() => askedTerms(null, 'germany', ['AdminAgent'])).toThrow('must ask for admin privileges')
    expect(askedTerms(undefined, 'germany', ['AdminAgent'])?.roles).toHaveLength(2)
  })
})

describe('6. The table of regions is data, and the operator may know better', () => {
  const override = { asOf: '2026-03', countries: { TR: 'Europe', SY: null } } as const

  test('only the countries that differ are written down, with their date', () => {
    const regions = regionsWith(override)
    expect([regions.asOf, ...['TR', 'SY', 'AE', 'DE'].map(regions.regionOf)]).toEqual([
      '2026-03',
      'Europe',
      undefined,
      'Middle East, Central Europe, and Eastern Europe',
      'Europe',
    ])
    expect(regionsWith(null).asOf).toBe(cspRegions.asOf)
  })

  test.each([
    [{ asOf: 'yesterday', countries: {} }, 'regions.asOf: got "yesterday", expected a month or a day'],
    [{ asOf: '2026-03', countries: { TR: 'Europa' } }, 'regions.countries.TR: got "Europa", expected one of'],
    [{ asOf: '2026-03', countries: { Turkey: 'Europe' } }, 'regions.countries.Turkey'],
  ])('a wrong one stops the synthesis: %j', (regions, sentence) => {
    const reading = () => readStage(contextOf('production', (stage) => Object.assign(stage, { regions })))
    expect(reading).toThrow(sentence)
  })

  test('it holds when the partner asks and when the customer decides', async () => {
    vi.resetModules()
    await import('../store/environment.ts')
    process.env.REGIONS = JSON.stringify(override)
    const { aCustomer, aPartner } = await import('../functions/people.ts')
    const { customerApi, key, partnerApi } = await import('../functions/call.ts')
    const { ada } = await aPartner()
    const ask = (country: string) =>
      partnerApi('POST', '/v1/invitations/preflight', {
        as: ada,
        body: { recipient: { email: 'it@contoso.example' }, customer: { country } },
      })
    expect((await ask('DE')).body).toMatchObject({ ok: true, regionsAsOf: '2026-03' })
    expect((await ask('AE')).body.problems).toMatchObject([{ code: 'region-mismatch' }])

    const body = { recipient: { email: 'it@contoso.example' } }
    const made = await partnerApi('POST', '/v1/invitations', { as: ada, headers: key(), body })
    const path = `/v1/invitations/${made.body.id}/send`
    const sent = await partnerApi('POST', path, { as: ada, headers: key(), body: { via: 'clipboard' } })
    const secret = secretIn(sent.body.link)
    const decide = async (country: string) => {
      const as = aCustomer({ country }).carla
      const { digest } = (await customerApi('POST', '/v1/acceptance/open', { as, body: { secret } })).body
      return customerApi('POST', '/v1/acceptance/accept', { as, body: { secret, digest } })
    }
    expect((await decide('AE')).body.code).toBe('region-mismatch')
    expect((await decide('DE')).body.code).toBe('agreement-required')
  })
})
