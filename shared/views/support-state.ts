import type { Locale } from '../domain/locale.ts'
import type { SupportState } from '../domain/support.ts'
import { formatDate } from '../messages/formats.ts'

type Dated = (p: { date: string }) => string

interface Words {
  proposed: { partner: Dated; customer: Dated }
  agreed: Dated
  ended: Dated
  removed: string
}

/** The state in one sentence of the reader's side; nothing where neither side has proposed a day. */
export function supportStateText(locale: Locale, words: Words, state: SupportState): string | undefined {
  if (state.kind === 'lasting') return undefined
  if (state.kind === 'removed') return words.removed
  const date = formatDate(locale, new Date(state.endsAt))
  return state.kind === 'proposed' ? words.proposed[state.side]({ date }) : words[state.kind]({ date })
}
