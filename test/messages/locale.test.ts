import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { locales } from '../../shared/domain/locale.ts'
import { formatDateTime } from '../../shared/messages/formats.ts'

const root = resolve(import.meta.dirname, '../..')
const sources = globSync('{functions,shared}/**/*.{ts,tsx}', { cwd: root }).map((path) => ({
  path: path.replaceAll('\\', '/'),
  code: readFileSync(resolve(root, path), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, ''),
}))

/** Where case is changed: ids, addresses, header values, folded names. Never what people are shown. */
const mayChangeCase = [
  'shared/domain/admin-roles.ts',
  'shared/domain/feedback.ts',
  'shared/domain/imitation.ts',
  'shared/domain/message.ts',
  'shared/domain/text.ts',
  'shared/http/caller.ts',
  'shared/http/csv.ts',
  'shared/messages/messages.ts',
  'shared/use-cases/erase-persons.ts',
  'shared/use-cases/list-customers.ts',
]

const filesWith = (pattern: RegExp) => sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path)

describe('the language of the machine', () => {
  // in Turkish a capital i is not I: what depends on the machine's or the reader's language breaks ids and addresses
  test('decides nothing: no letter case by locale, no number or date without our own formats', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(filesWith(/\.toLocale\w+\(/)).toEqual([])
    expect(filesWith(/\bIntl\.(DateTimeFormat|DisplayNames|NumberFormat|PluralRules)/)).toEqual([
      'shared/messages/formats.ts',
    ])
  })

  test('changes the case of ids and addresses only, never of words that are shown', () => {
    expect(filesWith(/\.to(Lower|Upper)Case\(/).filter((path) => !mayChangeCase.includes(path))).toEqual([])
    expect(filesWith(/text-transform|font-variant/)).toEqual([])
  })

  test('sorts what people read in their own language', () => {
    const sorted = sources.flatMap(({ path, code }) =>
      [...code.matchAll(/\.localeCompare\(([^()]*)\)/g)].map(([, given = '']) => ({ path, given })),
    )
    expect(sorted.filter(({ given }) => !/,\s*locale$/.test(given))).toEqual([])
  })

  test('is not the zone of the times: every moment is told in UTC, and says so', () => {
    for (const locale of locales) {
      expect(formatDateTime(locale, new Date('2026-10-30T23:05:00Z'))).toMatch(/23:05 UTC$/)
      expect(formatDateTime(locale, new Date('2026-07-01T00:30:00+03:00'))).toMatch(/^30 .* 21:30 UTC$/)
    }
  })
})
