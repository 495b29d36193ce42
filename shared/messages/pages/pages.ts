import type { Locale } from '../../domain/locale.ts'
import { type AcceptWords, acceptEn } from './accept.en.ts'
import { acceptTr } from './accept.tr.ts'
import { type CommonWords, commonEn } from './common.en.ts'
import { commonTr } from './common.tr.ts'
import { type ConsoleWords, consoleEn } from './console.en.ts'
import { consoleTr } from './console.tr.ts'
import { type ConsoleCustomerWords, consoleCustomerEn } from './console-customer.en.ts'
import { consoleCustomerTr } from './console-customer.tr.ts'
import { type ConsoleRequestWords, consoleRequestEn } from './console-request.en.ts'
import { consoleRequestTr } from './console-request.tr.ts'
import { type PartnersWords, partnersEn } from './partners.en.ts'
import { partnersTr } from './partners.tr.ts'
import { type PartnersHistoryWords, partnersHistoryEn } from './partners-history.en.ts'
import { partnersHistoryTr } from './partners-history.tr.ts'

const common: Record<Locale, CommonWords> = { en: commonEn, tr: commonTr }
const accept: Record<Locale, AcceptWords> = { en: acceptEn, tr: acceptTr }
const partnerConsole: Record<Locale, ConsoleWords> = { en: consoleEn, tr: consoleTr }
const consoleRequest: Record<Locale, ConsoleRequestWords> = { en: consoleRequestEn, tr: consoleRequestTr }
const consoleCustomer: Record<Locale, ConsoleCustomerWords> = { en: consoleCustomerEn, tr: consoleCustomerTr }
const partners: Record<Locale, PartnersWords> = { en: partnersEn, tr: partnersTr }
const partnersHistory: Record<Locale, PartnersHistoryWords> = { en: partnersHistoryEn, tr: partnersHistoryTr }

/** Words that every page shares. Each area has its own beside it. */
export const commonWords = (locale: Locale): CommonWords => common[locale]
export const acceptWords = (locale: Locale): AcceptWords => accept[locale]
export const consoleWords = (locale: Locale): ConsoleWords => partnerConsole[locale]
export const consoleRequestWords = (locale: Locale): ConsoleRequestWords => consoleRequest[locale]
export const consoleCustomerWords = (locale: Locale): ConsoleCustomerWords => consoleCustomer[locale]
export const partnersWords = (locale: Locale): PartnersWords => partners[locale]
export const partnersHistoryWords = (locale: Locale): PartnersHistoryWords => partnersHistory[locale]
