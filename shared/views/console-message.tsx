import { type Invitation, publicInvitationId, type Via } from '../domain/invitation.ts'
import type { Locale } from '../domain/locale.ts'
import { type Message, placeholder } from '../domain/message.ts'
import type { Changes } from '../domain/outcome.ts'
import { remindersOf } from '../domain/reminders.ts'
import { daysOf } from '../domain/time.ts'
import { formatDate, formatDates, formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import { consoleRequestWords } from '../messages/pages/pages.ts'
import { Genuine, type ShownRequest, WhatTheyAsk, WhoAsks } from './accept-request.tsx'
import { type Again, failed, Trouble, termsText } from './console-parts.tsx'
import { nameOf, pathOfRequest } from './console-requests.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Facts, Field, Note } from './parts.tsx'

export interface MessageView {
  invitation: Invitation
  message: Message
  /** the text part of the mail as it would go out */
  preview: string
  key: string
  /** what a full yes changes for an existing customer */
  changes: Changes | null
  /** the preview was asked for just now */
  saved: boolean
  /** a mail that we send now would be followed by reminders */
  reminds: boolean
}

/** Step 2: the draft e-mail, what goes with it, and the three ways to the customer. */
export function MessagePage({ frame, view, again }: { frame: Frame; view: MessageView; again: Again }) {
  const { locale } = frame
  const { message: words, one } = consoleRequestWords(locale)
  const { invitation, message, preview, key, saved, reminds } = view
  const { values, errors } = again
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <Trouble locale={locale} again={again} />
      <h1>{words.title}</h1>
      <p class="muted">{words.step}</p>
      <Facts
        rows={[
          [words.to, [invitation.recipient.name, invitation.recipient.email].filter(Boolean).join(', ')],
          [
            words.asked,
            invitation.adminPrivileges ? termsText(locale, invitation.adminPrivileges) : words.onlyRelationship,
          ],
          [words.until, words.answer({ days: daysOf(invitation.expiresIn) ?? 0 })],
        ]}
      />
      {view.changes && <WhatChanges changes={view.changes} locale={locale} />}
      <Form frame={frame} action={`/console/request/${publicInvitationId(invitation)}`}>
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="version" value={String(invitation.version)} />
        <Field id="subject" label={words.subject} value={values?.get('subject') ?? message.subject} errors={errors} />
        <Field
          id="text"
          label={words.text}
          hint={words.textHint}
          value={values?.get('text') ?? message.text}
          rows={12}
          errors={errors}
        />
        <p>
          <button class="quiet" type="submit" name="do" value="save">
            {words.preview}
          </button>
        </p>
        <h2>{words.handOver}</h2>
        <p>{words.eachIssues}</p>
        <Way name="ses" label={words.send} hint={words.sendHint({ reminds })} />
        <Way name="mail-app" label={words.mailApp} hint={words.mailAppHint} />
        <Way name="clipboard" label={words.clipboard} hint={words.clipboardHint} />
      </Form>
      <p>
        <a href="/console/requests?status=draft">{words.done}</a> <span class="muted">{words.doneHint}</span>
      </p>
      <details open={saved}>
        <summary>{words.previewTitle}</summary>
        <p class="quote">{preview}</p>
      </details>
      <p>
        <a href={pathOfRequest(invitation, '/preview')}>{one.seeAsCustomer}</a>
      </p>
    </Layout>
  )
}

/** What accepting all of a second request adds and ends, read by the partner before and after it is sent. */
function WhatChanges({ changes, locale }: { changes: Changes; locale: Locale }) {
  const { changes: words } = consoleRequestWords(locale)
  const { roles } = messagesOf(locale)
  const named = (codes: Changes['added']) => codes.length > 0 && codes.map((code) => roles[code].name).join(', ')
  const day = (at: string | null) => (at ? formatDate(locale, new Date(at)) : words.none)
  const { before, after } = changes.endsAt
  return (
    <Note tone={changes.removed.length > 0 ? 'warn' : undefined} title={words.title}>
      <Facts
        rows={[
          [words.added, named(changes.added)],
          [words.removed, named(changes.removed)],
          [words.endsAt, words.fromTo({ before: day(before), after: day(after) })],
        ]}
      />
    </Note>
  )
}

const Way = ({ name, label, hint }: { name: Via; label: string; hint: string }) => (
  <p class="row">
    <button class={name === 'ses' ? undefined : 'quiet'} type="submit" name="do" value={name}>
      {label}
    </button>
    <span class="muted">{hint}</span>
  </p>
)

export interface SentView {
  invitation: Invitation & { status: 'issued' }
  message: Message
  link: { url: string; mailto: string | null }
  changes: Changes | null
}

/** What was handed over and how, and what happens next. */
export function SentPage({ frame, view: { invitation, message, link, changes } }: { frame: Frame; view: SentView }) {
  const { locale } = frame
  const { sent: words } = consoleRequestWords(locale)
  const { via } = invitation
  const reminders = remindersOf(invitation)
  const title = words[via]({ name: nameOf(invitation) })
  const text = message.text.replace(placeholder, () => link.url)
  const copy = `${message.subject}\n\n${text}`
  return (
    <Layout frame={frame} title={title} scripted>
      <Note tone="good">
        <h1>{title}</h1>
      </Note>
      {via === 'mail-app' && (
        <p>
          {link.mailto ? (
            <a class="button" href={link.mailto}>
              {words.openMail}
            </a>
          ) : (
            words.tooLong
          )}
        </p>
      )}
      {via !== 'ses' && (
        <>
          <h2>{words.textTitle}</h2>
          <p class="quote">{copy}</p>
          <p class="row">
            <button class="quiet" type="button" data-copy={copy} data-copied={words.copied}>
              {words.copyText}
            </button>
            <span class="muted">{words.personal}</span>
          </p>
        </>
      )}
      {changes && <WhatChanges changes={changes} locale={locale} />}
      <h2>{words.nextTitle}</h2>
      <ul>
        <li>{words.next[via]}</li>
        <li>{words.decides}</li>
        <li>{words.accepts}</li>
        <li>{reminders.length > 0 ? words.reminded({ dates: formatDates(locale, reminders) }) : words.notReminded}</li>
        <li>{words.expires({ until: formatDateTime(locale, new Date(invitation.expiresAt)) })}</li>
      </ul>
      <p class="row">
        <a class="button" href="/console/requests">
          {words.done}
        </a>
        <a href="/console/request">{words.another}</a>
      </p>
    </Layout>
  )
}

/** The page behind the link as its reader finds it, without the means to decide. */
export function PreviewPage(props: { frame: Frame; invitation: Invitation; shown: ShownRequest }) {
  const { frame, invitation, shown } = props
  const { preview: words } = consoleRequestWords(frame.locale)
  return (
    <Layout frame={frame} title={words.title}>
      <Note>
        <p>
          {words.lead} {invitation.status === 'draft' && words.notSent}
        </p>
        <p>
          <a href={pathOfRequest(invitation)}>{words.back}</a>
        </p>
      </Note>
      <h1>{words.title}</h1>
      <WhoAsks shown={shown} locale={frame.locale} />
      <WhatTheyAsk shown={shown} locale={frame.locale} />
      <Genuine shown={shown} locale={frame.locale} />
    </Layout>
  )
}
