import type { Locale } from '../domain/locale.ts'

const tags: Record<Locale, string> = { en: 'en-GB', tr: 'tr-TR' }

/** A moment as people write it, in UTC with the zone shown: `30 October 2026 at 09:05 UTC`. */
export const formatDateTime = (locale: Locale, at: Date): string =>
  new Intl.DateTimeFormat(tags[locale], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(at)

/** A day in UTC: `30 October 2026`. */
export const formatDate = (locale: Locale, at: Date): string =>
  new Intl.DateTimeFormat(tags[locale], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at)

/** Days in UTC as one phrase: `23 October 2026 and 29 October 2026`. */
export const formatDates = (locale: Locale, days: readonly Date[]): string =>
  new Intl.ListFormat(tags[locale], { type: 'conjunction' }).format(days.map((at) => formatDate(locale, at)))

/** The name of an ISO 3166-1 alpha-2 country. */
export const countryName = (locale: Locale, country: string): string =>
  new Intl.DisplayNames([tags[locale]], { type: 'region' }).of(country) ?? country
