import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { type Locale, locales } from '../../shared/domain/locale.ts'
import { readEnvironment } from '../../shared/environment.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

const textsSchema = z.record(z.enum(locales), z.string())
let texts: Record<Locale, string> | undefined

/** The texts that the stack put beside this function's bundle, each the one whose digest customers accept. */
export function textOf(language: Locale): string {
  texts ??= textsSchema.parse(JSON.parse(readFileSync(new URL('../agreement.json', import.meta.url), 'utf8')))
  const text = texts[language]
  if (createHash('sha256').update(text).digest('hex') !== AGREEMENT.languages[language].sha256)
    throw new Error(`the agreement's text in ${language} is not the one whose digest is configured`)
  return text
}
