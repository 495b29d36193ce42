import type { Locale } from '../../domain/locale.ts'
import { type AcceptWords, acceptEn } from './accept.en.ts'
import { acceptTr } from './accept.tr.ts'
import { type CommonWords, commonEn } from './common.en.ts'
import { commonTr } from './common.tr.ts'

const common: Record<Locale, CommonWords> = { en: commonEn, tr: commonTr }
const accept: Record<Locale, AcceptWords> = { en: acceptEn, tr: acceptTr }

/** Words that every page shares. Each area has its own beside it. */
export const commonWords = (locale: Locale): CommonWords => common[locale]
export const acceptWords = (locale: Locale): AcceptWords => accept[locale]
