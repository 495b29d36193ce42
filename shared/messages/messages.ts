import type { Locale } from '../domain/locale.ts'
import { locales } from '../domain/locale.ts'
import { en, type Messages } from './en.ts'
import { tr } from './tr.ts'

const messages: Record<Locale, Messages> = { en, tr }

export const messagesOf = (locale: Locale): Messages => messages[locale]

/** The locale that an Accept-Language header likes best; `fallback` where it names none of ours. */
export function pickLocale(acceptLanguage: string | undefined, fallback: Locale): Locale {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((s) => s.trim().toLowerCase())
      const q = parameters.find((p) => p.startsWith('q='))
      return { language: tag.split('-')[0], weight: q ? Number(q.slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { language } of wishes) {
    const locale = locales.find((l) => l === language)
    if (locale) return locale
  }
  return fallback
}
