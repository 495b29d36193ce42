import type { Part, Undecided } from '../domain/deciding.ts'
import type { ProblemDetails } from '../domain/errors.ts'
import type { Offers } from '../domain/link-moves.ts'
import type { Member } from '../domain/people.ts'
import { acceptWords, commonWords } from '../messages/pages/pages.ts'
import { type Cannot, CannotAccept } from './accept-cannot.tsx'
import { Contact, SeeResellers } from './accept-done.tsx'
import { type ShownRequest, titleOf, WhatTheyAsk, WhoAsks } from './accept-request.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
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

/** For people who may not decide: why not, what they can do, and what the request is about. */
export function MayNotPage(props: {
  frame: Frame
  caller: Member
  reason: Undecided
  decidable: readonly Part[]
  digest: string
  shown: ShownRequest
  cannot?: Cannot
  offers: Offers
  errors?: readonly Wrong[]
  refusal?: string
}) {
  const { frame, caller, reason, decidable, digest, shown, cannot, offers, errors = [], refusal } = props
  const { mayNot, request } = acceptWords(frame.locale)
  return (
    <Layout frame={frame} title={mayNot.title} failed={errors.length > 0}>
      <ErrorSummary title={commonWords(frame.locale).errorSummary} errors={errors} />
      {refusal && <Note tone="bad">{refusal}</Note>}
      <h1>{mayNot.title}</h1>
      <p>{mayNot[reason](caller)}</p>
      <MayDecide decidable={decidable} locale={frame.locale} />
      {cannot && <CannotAccept frame={frame} caller={caller} cannot={cannot} />}
      <p>
        <a class="button quiet" href="/sign-in?account=another&to=/accept/request">
          {reason === 'role-not-activated' ? mayNot.again : request.another}
        </a>
      </p>
      <Others frame={frame} digest={digest} offers={offers} errors={errors} />
      <Summary frame={frame} shown={shown} />
    </Layout>
  )
}

/** The request itself, for people who cannot accept it. */
export function Summary({ frame, shown }: { frame: Frame; shown: ShownRequest }) {
  return (
    <>
      <h2>{titleOf(shown, frame.locale)}</h2>
      <WhoAsks shown={shown} locale={frame.locale} />
      <WhatTheyAsk shown={shown} locale={frame.locale} />
    </>
  )
}

/** Forward it, or tell the reseller that it is not for them: each only if it would not be refused. */
export function Others(props: { frame: Frame; digest: string; offers: Offers; errors?: readonly Wrong[] }) {
  const { frame, digest, offers, errors = [] } = props
  const { colleague: words } = acceptWords(frame.locale)
  const shown = <input type="hidden" name="digest" value={digest} />
  return (
    <>
      {offers.forward && (
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
      )}
      {offers.notUs && (
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
      )}
    </>
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
      {partner && <Contact frame={frame} partner={partner} />}
      {freshLink && !asked && (
        <Form frame={frame} action="/accept/fresh-link">
          <button type="submit">{words.fresh}</button>
        </Form>
      )}
      <WayOn frame={frame} code={code} />
    </Layout>
  )
}

/** Where a reader goes from a dead link. */
function WayOn({ frame, code }: { frame: Frame; code: DeadCode }) {
  const { dead: words, request } = acceptWords(frame.locale)
  const signIn = frame.caller ? '/sign-in?account=another&to=/accept/request' : '/sign-in?to=/accept/request'
  return (
    <>
      {code === 'not-found' && (
        <p>
          <a class="button" href="/accept">
            {words.paste}
          </a>
        </p>
      )}
      {code === 'invitation-already-decided' && (
        <p>
          <a class="button quiet" href={signIn}>
            {frame.caller ? request.another : words.signIn}
          </a>
        </p>
      )}
      {frame.caller?.membership === 'member' && <SeeResellers frame={frame} quiet />}
    </>
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
