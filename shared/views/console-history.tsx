import type { StoredEvent } from '../domain/chain.ts'
import type { Locale } from '../domain/locale.ts'
import { formatDateTime } from '../messages/formats.ts'
import { consoleRequestWords, consoleWords } from '../messages/pages/pages.ts'
import { NextPage } from './console-parts.tsx'
import type { Frame } from './layout.tsx'
import { Note } from './parts.tsx'

export interface ShownHistory {
  events: readonly StoredEvent[]
  /** the first entry that does not fit; undefined where all hold */
  broken: number | undefined
  next: string | undefined
}

/** What happened, oldest first, and whether the chain holds. */
export function HistoryTable({ frame, history }: { frame: Frame; history: ShownHistory }) {
  const { locale } = frame
  const { history: words, events } = consoleWords(locale)
  return (
    <>
      <p>{words.lead}</p>
      <Note tone={history.broken === undefined ? 'good' : 'bad'}>
        <p>{history.broken === undefined ? words.holds : words.broken({ seq: history.broken })}</p>
      </Note>
      <table class="cards">
        <caption>{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.entry}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.when}</th>
          </tr>
        </thead>
        <tbody>
          {history.events.map((event) => (
            <tr>
              <td>{event.seq}</td>
              <th scope="row">
                {events[event.name]}
                <Said locale={locale} event={event} />
              </th>
              <td>{event.actor && [words.kinds[event.actor.kind], event.actor.name].filter(Boolean).join(': ')}</td>
              <td>{formatDateTime(locale, new Date(event.at))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <NextPage locale={locale} href={history.next} />
    </>
  )
}

/** What somebody wrote to go with it. */
function Said({ locale, event }: { locale: Locale; event: StoredEvent }) {
  const { data, undelivered } = event
  const { reasons } = consoleRequestWords(locale).list
  const said = [data?.reason, data?.note, data?.name, data?.vendorReference]
    .filter((text) => typeof text === 'string')
    // what the mail service says is a code, what people say is a text
    .map((text) => (event.actor?.kind === 'schedule' ? (reasons[text] ?? text) : text))
  return (
    <>
      {said.map((text) => (
        <span class="hint">{text}</span>
      ))}
      {undelivered && undelivered.length > 0 && <span class="hint">{consoleWords(locale).history.undelivered}</span>}
    </>
  )
}
