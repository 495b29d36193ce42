import type { Locale } from '../../domain/locale.ts'
import { type CommonWords, commonEn } from './common.en.ts'
import { commonTr } from './common.tr.ts'

const common: Record<Locale, CommonWords> = { en: commonEn, tr: commonTr }

/** Words that every page shares. Each area has its own beside it. */
export const commonWords = (locale: Locale): CommonWords => common[locale]
