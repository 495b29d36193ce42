export const locales = ['en', 'tr'] as const
export type Locale = (typeof locales)[number]

/** The language in which people of a country are written to, as long as nobody says otherwise. */
export const localeOfCountry = (country: string | undefined): Locale => (country === 'TR' ? 'tr' : 'en')
