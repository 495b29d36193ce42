import type { Problem } from '../../domain/errors.ts'
import type { Locale } from '../../domain/locale.ts'
import { refusalsTr } from './refusals.tr.ts'

/** A refusal as a page shows it. The English sentence is the most exact one: it names what was got. */
export const refusalText = (locale: Locale, problem: Problem): string =>
  locale === 'tr' ? refusalsTr[problem.code] : problem.message
