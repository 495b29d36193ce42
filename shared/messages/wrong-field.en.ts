import type { ValueType, WrongField, WrongKind } from '../domain/wrong-field.ts'

const types: Record<ValueType, string> = {
  text: 'text',
  number: 'a number',
  'whole-number': 'a whole number',
  'true-false': 'true or false',
  list: 'a list',
  object: 'an object',
  null: 'null',
  other: 'another value',
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

type Words = (field: WrongField) => string

/** What is wrong with a field and what is expected, as the end of a sentence about it. */
const kinds: Record<WrongKind, string | Words> = {
  missing: 'is required',
  empty: 'must not be empty',
  type: ({ expected }) => `must be ${types[expected]}`,
  form: 'does not have the expected form',
  option: ({ text }) => (text.includes(', ') ? `must be one of ${text}` : `must be ${text}`),
  'unknown-field': 'is not a known field',
  'too-short': ({ limit }) => `must have at least ${counted(limit, 'character', 'characters')}`,
  'too-long': ({ limit }) => `must have at most ${counted(limit, 'character', 'characters')}`,
  'too-few': ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${limit} entries`),
  'too-many': ({ limit }) => `must have at most ${counted(limit, 'entry', 'entries')}`,
  'too-small': ({ limit }) => `must be at least ${limit}`,
  'too-large': ({ limit }) => `must be at most ${limit}`,
  multiple: ({ limit }) => `must be a multiple of ${limit}`,
  email: 'must be an email address such as name@company.example',
  domain: 'must be a domain such as company.example',
  country: 'must be an ISO 3166-1 alpha-2 code such as TR',
  uuid: 'must be a UUID',
  day: 'must be a date such as 2027-01-31',
  time: 'must be a time such as 2027-01-31T00:00:00Z',
  days: ({ limit }) => `must be P1D to P${limit}D`,
  phone: 'must be a phone number such as +90 212 555 01 00',
  bytes: ({ limit }) => `must be at most ${limit} bytes of UTF-8, in which a letter such as ş has 2`,
  'one-line': 'must be one line without control, bidi or zero-width characters',
  visible: 'must not contain control, bidi or zero-width characters',
  'well-formed': 'must not contain half a character',
  'metadata-key': 'must have keys of 1 to 40 letters, digits, _ . -',
  'metadata-size': ({ limit }) => `must have at most ${limit} entries`,
  rows: ({ limit }) => `must have at most ${limit} rows; send the others in another request`,
  provider: 'must be set for an indirect reseller and for nobody else',
  'mixed-scripts': ({ text }) => `must not mix alphabets in one word, as "${text}" does`,
  'look-alike': ({ text }) => `must not contain what only looks like "${text}"`,
  'vendor-voice': ({ text }) => `must not speak in the name of a vendor, as "${text}" does`,
  'vendor-name': 'must not be the name of a vendor',
}

const got = ({ got }: WrongField) => (got ? `, got ${got.literal ?? types[got.type]}` : '')

/** The end of a sentence about the field. */
export const wrongFieldEn = (field: WrongField): string => {
  const words = kinds[field.kind]
  return `${typeof words === 'string' ? words : words(field)}${got(field)}`
}
