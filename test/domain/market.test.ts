import { describe, expect, test } from 'vitest'
import { checkRegion, cspRegions, type Region, regionOf } from '../../shared/domain/market.ts'

const regions = Object.entries(cspRegions.regions).map(([region, countries]) => ({
  region: region as Region,
  countries: countries.split(' '),
}))
const countries = regions.flatMap((r) => r.countries)

describe('the regions', () => {
  test('are fifteen, of 244 countries, each in exactly one', () => {
    expect(regions).toHaveLength(15)
    expect(countries).toHaveLength(244)
    expect(new Set(countries).size).toBe(countries.length)
    for (const country of countries) expect(country).toMatch(/^[A-Z]{2}$/)
  })

  test.each(regions)('$region holds its countries', ({ region, countries }) => {
    expect(countries.map(regionOf)).toEqual(countries.map(() => region))
  })

  test.each([
    ['TR', 'Middle East, Central Europe, and Eastern Europe'],
    ['AE', 'Middle East, Central Europe, and Eastern Europe'],
    ['DE', 'Europe'],
    ['GB', 'Europe'],
    ['US', 'United States'],
    ['CA', 'Canada'],
    ['BR', 'Brazil'],
    ['MX', 'Latin America and the Caribbean'],
    ['CW', 'Latin America and the Caribbean'],
    ['ZA', 'Middle East, Central Europe, and Eastern Europe'],
    ['NG', 'Africa'],
    ['SG', 'Asia and Pacific'],
    ['AU', 'Australia'],
    ['NZ', 'New Zealand'],
    ['IN', 'India'],
    ['JP', 'Japan'],
    ['KR', 'Korea, Republic of'],
    ['TW', 'Taiwan'],
    ['RU', 'Russia'],
  ])('%s is in %s', (country, region) => {
    expect(regionOf(country)).toBe(region)
  })

  test.each(['CN', 'CU', 'IR', 'KP', 'SD', 'SY', 'EH'])('%s is in none', (country) => {
    expect(regionOf(country)).toBeUndefined()
  })

  test.each(['', 'tr', 'TUR', 'XX', 'constructor', 'AE BF', ' TR'])('"%s" is no country', (text) => {
    expect(regionOf(text)).toBeUndefined()
  })
})

describe('partner and customer', () => {
  test.each([
    ['TR', 'TR', 'same'],
    ['TR', 'AE', 'same'],
    ['AE', 'TR', 'same'],
    ['TR', 'DE', 'region-mismatch'],
    ['DE', 'TR', 'region-mismatch'],
    ['US', 'CA', 'region-mismatch'],
    ['TR', 'CN', 'country-without-region'],
    ['CN', 'TR', 'country-without-region'],
    ['CN', 'CN', 'country-without-region'],
    ['SY', 'SY', 'country-without-region'],
    ['CN', 'IR', 'country-without-region'],
    ['TR', 'tr', 'country-without-region'],
    ['TR', '', 'country-without-region'],
    ['', '', 'country-without-region'],
    ['TR', undefined, 'customer-country-unknown'],
    ['CN', undefined, 'customer-country-unknown'],
  ])('from %s to %s: %s', (partner, customer, outcome) => {
    expect(checkRegion(partner, customer)).toBe(outcome)
  })

  test('may meet exactly where their region is the same, for every pair of countries', () => {
    for (const [i, a] of regions.entries())
      for (const [j, b] of regions.entries()) {
        const outcomes = a.countries.flatMap((from) => b.countries.map((to) => checkRegion(from, to)))
        expect(new Set(outcomes)).toEqual(new Set([i === j ? 'same' : 'region-mismatch']))
      }
  })
})
