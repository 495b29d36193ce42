import type { Part, Undecided } from '../domain/deciding.ts'
import type { ProblemDetails } from '../domain/errors.ts'
import type { Member } from '../domain/people.ts'
import { formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import { acceptWords, commonWords } from '../messages/pages/pages.ts'
import { Form, type Frame, Layout } from './layout.tsx'
import { BlockNote, type ShownBlock } from './partners-block.tsx'
import { ErrorSummary, Field, MayDecide, Note, type Wrong } from './parts.tsx'

/** The form for the secret: filled by the script from the link, or by hand. */
export function PastePage({ frame, errors = [], lost }: { frame: Frame; errors?: readonly Wrong[]; lost?: boolean }) {
  const { paste: words } = acceptWords(frame.locale)
  return (
    <Layout frame={frame} title={words.title} failed={errors.length > 0} scripted>
      <ErrorSummary title={commonWords(frame.locale).errorSummary} errors={errors} />
      <h1>{words.title}</h1>
      {lost && <Note tone="warn">{words.lost}</Note>}
      <p>{words.text}</p>
      <Form frame={frame} action="/accept" secret>
        <Field id="secret" label={words.label} hint={words.hint} autocomplete="off" errors={errors} />
        <button type="submit">{words.button}</button>
      </Form>
    </Layout>
  )
}

/** For those who may not decide: as whom they are signed in, why not, and what they can do. */
export function MayNotPage(props: {
  frame: Frame
  caller: Member
  reason: Undecided
  decidable: readonly Part[]
  digest: string
  errors?: readonly Wrong[]
  said?: 'forwarded' | 'not-us'
  refusal?: string
}) {
  const { frame, caller, reason, decidable, digest, errors = [], said, refusal } = props
  const { mayNot, colleague, request } = acceptWords(frame.locale)
  return (
    <Layout frame={frame} title={mayNot.title} failed={errors.length > 0}>
      <ErrorSummary title={commonWords(frame.locale).errorSummary} errors={errors} />
      {said && <Note tone="good">{said === 'forwarded' ? colleague.done : colleague.notUsDone}</Note>}
      {refusal && <Note tone="bad">{refusal}</Note>}
      <h1>{mayNot.title}</h1>
      <p>{mayNot[reason](caller)}</p>
      <MayDecide decidable={decidable} locale={frame.locale} />
      <p>
        <a class="button quiet" href="/sign-in?account=another&to=/accept/request">
          {reason === 'role-not-activated' ? mayNot.again : request.another}
        </a>
      </p>
      {caller.membership === 'member' && <Others frame={frame} digest={digest} errors={errors} />}
    </Layout>
  )
}

/** Pass it on, or say that it is not for us. */
export function Others(props: { frame: Frame; digest: string; errors?: readonly Wrong[] }) {
  const { frame, digest, errors = [] } = props
  const { colleague: words } = acceptWords(frame.locale)
  const shown = <input type="hidden" name="digest" value={digest} />
  return (
    <>
      <section class="card">
        <h2>{words.title}</h2>
        <p>{words.text}</p>
        <Form frame={frame} action="/accept/forward">
          {shown}
          <Field id="colleague" type="email" label={words.email} errors={errors} />
          <Field id="name" label={words.name} errors={errors} />
          <button class="quiet" type="submit">
            {words.button}
          </button>
        </Form>
      </section>
      <section class="card">
        <h2>{words.notUs}</h2>
        <p>{words.notUsText}</p>
        <Form frame={frame} action="/accept/not-us">
          {shown}
          <Field id="note" label={words.note} errors={errors} />
          <button class="quiet" type="submit">
            {words.notUsButton}
          </button>
        </Form>
      </section>
    </>
  )
}

/** After the yes or the no, and whenever the link is opened again. */
export function DecidedPage(props: {
  frame: Frame
  decision: 'accepted' | 'declined'
  partner: string
  /** the provider that the partner sells for: the yes was for both */
  provider?: string
  at: Date
  unconfirmed?: boolean
  /** the organisation blocks the partner; `mayLift`: this account may unblock it */
  block?: ShownBlock
  mayLift?: boolean
}) {
  const { frame, decision, partner, provider, at, unconfirmed, block, mayLift = false } = props
  const { done: words } = acceptWords(frame.locale)
  const date = formatDateTime(frame.locale, at)
  if (decision === 'declined')
    return (
      <Layout frame={frame} title={words.declinedTitle}>
        <h1>{words.declinedTitle}</h1>
        <p class="lead">{words.declinedOn({ date })}</p>
        <p>{words.declinedText({ partner })}</p>
        {block && <BlockNote frame={frame} block={block} mayLift={mayLift} />}
      </Layout>
    )
  const { channel } = messagesOf(frame.locale)
  const title = provider ? channel.accepted({ partner, provider }) : words.acceptedTitle({ partner })
  return (
    <Layout frame={frame} title={title}>
      <Note tone="good">
        <h1>{title}</h1>
        <p class="lead">{words.acceptedOn({ date })}</p>
      </Note>
      {unconfirmed && <Note tone="warn">{words.unconfirmed}</Note>}
      <h2>{words.next}</h2>
      <ul>
        {words.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ul>
      <p>
        <a class="button" href="/partners">
          {words.partners}
        </a>
      </p>
    </Layout>
  )
}

export type DeadCode = keyof ReturnType<typeof acceptWords>['dead'] & `${string}-${string}`

/** A link that leads nowhere any more: why, whom to ask, and a fresh link where that is possible. */
export function DeadPage(props: { frame: Frame; code: DeadCode; details: ProblemDetails; asked?: boolean }) {
  const { frame, code, details, asked } = props
  const { dead: words } = acceptWords(frame.locale)
  const { title, text } = words[code]
  const { partner, freshLink } = details
  return (
    <Layout frame={frame} title={title}>
      {asked && <Note tone="good">{words.freshDone}</Note>}
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {partner && (
        <>
          <h2>{words.contact}</h2>
          <p>
            {partner.name} ({partner.domain}):{' '}
            {[partner.contact.name, partner.contact.email, partner.contact.phone].filter(Boolean).join(', ')}
          </p>
        </>
      )}
      {freshLink && !asked && (
        <Form frame={frame} action="/accept/fresh-link">
          <button type="submit">{words.fresh}</button>
        </Form>
      )}
    </Layout>
  )
}

/** The text of the customer agreement. */
export function AgreementPage({
  frame,
  title,
  version,
  text,
}: {
  frame: Frame
  title: string
  version: string
  text: string
}) {
  const { decide: words } = acceptWords(frame.locale)
  return (
    <Layout frame={frame} title={title}>
      <h1>{words.agreementText({ title, version })}</h1>
      <div class="quote">{text}</div>
    </Layout>
  )
}
