import type { Partner } from '../domain/partner.ts'
import type { DecidedChoice } from '../domain/repeat-decision.ts'
import { formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import { acceptWords } from '../messages/pages/pages.ts'
import { type Frame, Layout } from './layout.tsx'
import { BlockNote, type ShownBlock } from './partners-block.tsx'
import { Note } from './parts.tsx'

export interface ShownContact {
  name: string
  domain: string
  contact: { name: string; email: string; phone?: string }
}

/** Who answers for the reseller. */
export function Contact({ frame, partner }: { frame: Frame; partner: ShownContact }) {
  const { dead: words } = acceptWords(frame.locale)
  const { name, email, phone } = partner.contact
  return (
    <>
      <h2>{words.contact}</h2>
      <p>
        {partner.name} ({partner.domain}): {name}, <a href={`mailto:${email}`}>{email}</a>
        {phone && `, ${phone}`}
      </p>
    </>
  )
}

/** The way to the reader's resellers. */
export function SeeResellers({ frame, quiet }: { frame: Frame; quiet?: boolean }) {
  const { done: words } = acceptWords(frame.locale)
  return (
    <p>
      <a class={quiet ? 'button quiet' : 'button'} href="/partners">
        {words.partners}
      </a>
    </p>
  )
}

interface DecidedProps {
  frame: Frame
  partner: Partner
  /** the name of the provider that the partner sells for: the yes was for both */
  provider: string | undefined
  decided: DecidedChoice
  unconfirmed: boolean
  /** the organisation blocks the partner; `mayLift`: this account may unblock it */
  block?: ShownBlock
  mayLift: boolean
}

/** After the yes or the no, and whenever a member of that organisation opens the link again. */
export const DecidedPage = (props: DecidedProps) =>
  props.decided.status === 'declined' ? <DeclinedPage {...props} /> : <AcceptedPage {...props} />

function DeclinedPage({ frame, partner, decided, block, mayLift }: DecidedProps) {
  const { done: words } = acceptWords(frame.locale)
  return (
    <Layout frame={frame} title={words.declinedTitle}>
      <h1>{words.declinedTitle}</h1>
      <p class="lead">{words.declinedOn({ date: formatDateTime(frame.locale, new Date(decided.at)) })}</p>
      <p>
        {words.declinedText({ partner: partner.name })} {!block && words.declinedNext}
      </p>
      {block && <BlockNote frame={frame} block={block} mayLift={mayLift} />}
      <Contact frame={frame} partner={partner} />
      <SeeResellers frame={frame} quiet />
    </Layout>
  )
}

function AcceptedPage({ frame, partner: { name: partner, ...own }, provider, decided, unconfirmed }: DecidedProps) {
  const { done: words } = acceptWords(frame.locale)
  const { channel } = messagesOf(frame.locale)
  const title = provider ? channel.accepted({ partner, provider }) : words.acceptedTitle({ partner })
  return (
    <Layout frame={frame} title={title}>
      <Note tone="good">
        <h1>{title}</h1>
        <p class="lead">{words.acceptedOn({ date: formatDateTime(frame.locale, new Date(decided.at)) })}</p>
      </Note>
      {unconfirmed && <Note tone="warn">{words.unconfirmed}</Note>}
      <h2>{words.next}</h2>
      <ul>
        {words.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ul>
      <SeeResellers frame={frame} />
      <Contact frame={frame} partner={{ name: partner, ...own }} />
    </Layout>
  )
}

export type Remark = 'forwarded' | 'not-us'

/** After the request was forwarded, or the reseller was told that it is not for them: nothing is left to fill in. */
export function RemarkedPage({ frame, partner, remark }: { frame: Frame; partner: Partner; remark: Remark }) {
  const { colleague: words } = acceptWords(frame.locale)
  const [title, text] =
    remark === 'forwarded'
      ? [words.done, words.doneText]
      : [words.notUsDone({ partner: partner.name }), words.notUsDoneText]
  return (
    <Layout frame={frame} title={title}>
      <Note tone="good">
        <h1>{title}</h1>
        <p class="lead">{text}</p>
      </Note>
      <p>
        <a href="/accept/request">{words.back}</a>
      </p>
      <Contact frame={frame} partner={partner} />
    </Layout>
  )
}
