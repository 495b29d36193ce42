import type { Locale } from '../domain/locale.ts'
import type { WrongField } from '../domain/wrong-field.ts'
import { wrongFieldEn } from './wrong-field.en.ts'
import { wrongFieldTr } from './wrong-field.tr.ts'

const words: Record<Locale, (field: WrongField) => string> = { en: wrongFieldEn, tr: wrongFieldTr }

/** What is wrong with a field: in English the end of a sentence about it, in Turkish a sentence without its full stop. */
export const wrongFieldText = (locale: Locale, field: WrongField): string => words[locale](field)

/** A sentence for a page, where the field itself shows what was entered. */
export function wrongFieldSentence(locale: Locale, field: WrongField): string {
  const text = wrongFieldText(locale, { ...field, got: undefined })
  return locale === 'en' ? `This ${text}.` : `${text}.`
}
