import { globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { problems } from '../../shared/domain/errors.ts'
import { type Locale, locales } from '../../shared/domain/locale.ts'
import * as areas from '../../shared/messages/pages/pages.ts'
import { refusalsTr } from '../../shared/messages/pages/refusals.tr.ts'
import { endsWithName, faults, texts, unfit } from './texts.ts'

/** What may read the same in both languages: names, what consists of values only, and what goes without saying. */
const sameInBoth: Record<string, string[]> = {
  commonWords: ['service', 'signedInAs'],
  consoleRequestWords: ['expiring.refusedFor'],
  consoleCustomerWords: ['record.reasons.granted'],
}

const tables = Object.entries(areas).filter(([name]) => name.endsWith('Words')) as [
  string,
  (locale: Locale) => object,
][]

describe('the words of the pages', () => {
  test('are all looked at', () => {
    const folder = resolve(import.meta.dirname, '../../shared/messages/pages')
    const files = (language: Locale) =>
      globSync(`${folder}/*.${language}.ts`)
        .map((path) => basename(path, `.${language}.ts`))
        .filter((name) => name !== 'refusals')
        .sort()
    expect(files('tr')).toEqual(files('en'))
    expect(tables).toHaveLength(files('en').length)
    expect(tables.reduce((sum, [, words]) => sum + texts(words('en')).size, 0)).toBeGreaterThan(500)
  })

  test.each(tables)(
    '%s says everything in Turkish too, with the same placeholders, each standing bare',
    (name, words) => {
      expect(faults(words('en'), words('tr'), sameInBoth[name])).toEqual([])
    },
  )

  test.each(tables)('%s neither names the vendor nor holds an address of the web', (name, words) => {
    for (const locale of locales)
      expect(unfit(words(locale)).filter((path) => !sameInBoth[name]?.includes(path))).toEqual([])
  })

  test.each(tables)('%s never ends a sentence with a name', (_, words) => {
    for (const locale of locales) expect(endsWithName(words(locale))).toEqual([])
  })

  test('hold every refusal in Turkish, none in English', () => {
    expect(Object.keys(refusalsTr).sort()).toEqual(Object.keys(problems).sort())
    for (const [code, { title }] of Object.entries(problems)) {
      const sentence = refusalsTr[code as keyof typeof problems]
      expect(sentence, code).not.toBe(title)
      expect(sentence, code).toMatch(/^[A-ZÇĞİÖŞÜ].*\.$/)
    }
  })
})
