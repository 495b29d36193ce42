import type { Child } from 'hono/jsx'
import type { Part, Undecided } from '../domain/deciding.ts'
import type { Member } from '../domain/people.ts'
import { commonWords, partnersWords } from '../messages/pages/pages.ts'
import { type Frame, Layout } from './layout.tsx'
import { ErrorSummary, MayDecide, Note, type Wrong } from './parts.tsx'

const areas = ['partners', 'blocks', 'agreement', 'erasure'] as const
export type Area = (typeof areas)[number]

/** Why a member can read this page but not change it; undefined if they can. */
export type ReadOnly = Exclude<Undecided, 'guest' | 'membership-not-told'> | undefined

/** What every page of this side is told, beside its own facts. */
export interface Side {
  frame: Frame
  caller: Member
  readOnly: ReadOnly
  /** the parts that the caller may decide; another page may be about others */
  decidable: readonly Part[]
  /** what was done before this page was shown */
  done?: string
  /** what is wrong with what was posted */
  errors?: readonly Wrong[]
  /** why what was posted could not be done */
  refused?: string
}

const pathOf = (area: Area) => (area === 'partners' ? '/partners' : `/partners/${area}`)

/** The frame of the customer's own pages: where one is, what was done, what was refused, who may only read. */
export function PartnersLayout(props: { side: Side; area: Area; title: string; back?: Child; children: Child }) {
  const { side, area, title, back, children } = props
  const { frame, caller, readOnly, decidable, done, errors = [], refused } = side
  const words = partnersWords(frame.locale)
  const navigation = areas.map((one) => ({
    href: pathOf(one),
    label: words.navigation[one],
    current: one === area,
  }))
  return (
    <Layout frame={{ ...frame, navigation }} title={title} failed={errors.length > 0 || refused !== undefined}>
      {back && <p>{back}</p>}
      <ErrorSummary title={commonWords(frame.locale).errorSummary} errors={errors} />
      {refused && (
        <Note tone="bad" title={words.refused.title}>
          <p>{refused}</p>
        </Note>
      )}
      {done && (
        <Note tone="good">
          <p>{done}</p>
        </Note>
      )}
      <h1>{title}</h1>
      {readOnly && (
        <Note>
          <p>
            <strong>{words.readOnly.title}.</strong> {words.readOnly[readOnly](caller)}
          </p>
        </Note>
      )}
      <MayDecide decidable={decidable} locale={frame.locale} />
      {children}
    </Layout>
  )
}

/** For guests and for those of whom the sign-in does not tell whether they belong here. */
export function GuestPage({ frame, caller }: { frame: Frame; caller: Member }) {
  const { guest: words } = partnersWords(frame.locale)
  const reason = caller.membership === 'guest' ? 'guest' : 'membership-not-told'
  return (
    <Layout frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words[reason](caller)}</p>
      <p>
        <a class="button quiet" href={`/sign-in?account=another&to=${encodeURIComponent(frame.here)}`}>
          {words.another}
        </a>
      </p>
    </Layout>
  )
}
