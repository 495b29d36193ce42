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

/** The name of an ISO 3166-1 alpha-2 country. */
export const countryName = (locale: Locale, country: string): string =>
  new Intl.DisplayNames([tags[locale]], { type: 'region' }).of(country) ?? country
