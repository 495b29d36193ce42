import * as z from 'zod'
import { country } from './text.ts'

/**
 * CSP regions: a partner may invite customers of its own region only.
 * Source: Microsoft Partner Center, CSP regional authorization overview. CN, CU, IR, KP, SD, SY and EH are in no
 * region; CW was added, the source lists only its predecessor AN. Markets move: keep `asOf` true when editing.
 */
export const cspRegions = {
  asOf: '2021-05',
  regions: {
    Africa:
      'AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR MG ML MU MW NA NC NE NG PF RE RW SC SH SL SN SO SS ST TD TG TZ UG YT ZM',
    'Asia and Pacific': 'BD BN BT HK ID KH LA LK MM MO MV MY NP PH SG TH TL VN',
    Australia: 'AU CC CK CX FJ FM GU HM KI MH MP NF NR NU PG PN PW SB TF TK TO TV WF',
    Brazil: 'BR',
    Canada: 'CA PM',
    Europe:
      'AD AT AX BE BG BV CH CY CZ DE DK EE ES FI FO FR GB GG GI GL GR HR HU IE IM IS IT JE LI LT LU LV MC MT NL NO PL PT RO SE SI SJ SK SM VA',
    India: 'IN',
    Japan: 'JP',
    'Korea, Republic of': 'KR',
    'Latin America and the Caribbean':
      'AG AI AN AQ AR AW BB BL BM BO BQ BS BZ CL CO CR CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI',
    'Middle East, Central Europe, and Eastern Europe':
      'AE AF AL AM AZ BA BH BY DZ EG GE IL IO IQ JO KG KW KZ LB LS LY MA MD ME MK MN MR MZ OM PK PS QA RS SA SZ TJ TM TN TR UA UZ XK YE ZA ZW',
    'New Zealand': 'AS NZ VU WS',
    Russia: 'RU',
    Taiwan: 'TW',
    'United States': 'UM US',
  },
} as const

export type Region = keyof typeof cspRegions.regions

const regionByCountry = new Map<string, Region>(
  Object.entries(cspRegions.regions).flatMap(([region, countries]) =>
    countries.split(' ').map((country) => [country, region as Region] as const),
  ),
)

/** The region of an ISO 3166-1 alpha-2 country, or undefined where a country is in none. */
export const regionOf = (country: string): Region | undefined => regionByCountry.get(country)

/** What an operator knows better than the table above: countries that have moved since, or left (null). */
export const regionsOverrideSchema = z.strictObject({
  asOf: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'expected a month or a day such as 2026-03'),
  countries: z.record(country, z.enum(Object.keys(cspRegions.regions) as [Region, ...Region[]]).nullable()),
})

/** The regions in force, and the day up to which they are known to be right. */
export interface Regions {
  asOf: string
  regionOf: (country: string) => Region | undefined
}

const published: Regions = { asOf: cspRegions.asOf, regionOf }

/** The published regions with what the operator's configuration says differently. */
export function regionsWith(override: z.output<typeof regionsOverrideSchema> | null): Regions {
  if (!override) return published
  const { asOf, countries } = override
  return { asOf, regionOf: (id) => (Object.hasOwn(countries, id) ? (countries[id] ?? undefined) : regionOf(id)) }
}

export type RegionCheck = 'same' | 'region-mismatch' | 'country-without-region' | 'customer-country-unknown'

/** Partner and customer must be in the same region; a country in no region is refused, also against itself. */
export function checkRegion(
  partnerCountry: string,
  customerCountry: string | undefined,
  regions: Regions = published,
): RegionCheck {
  if (customerCountry === undefined) return 'customer-country-unknown'
  const partner = regions.regionOf(partnerCountry)
  const customer = regions.regionOf(customerCountry)
  if (!partner || !customer) return 'country-without-region'
  return partner === customer ? 'same' : 'region-mismatch'
}
