import { effectiveStatus, type Invitation, publicInvitationId, vias } from '../domain/invitation.ts'
import type { Message } from '../domain/message.ts'
import type { Agent } from '../domain/people.ts'
import { countryName, formatDateTime } from '../messages/formats.ts'
import { consoleRequestWords, consoleWords } from '../messages/pages/pages.ts'
import { HistoryTable, type ShownHistory } from './console-history.tsx'
import { type Again, failed, InvitationTag, Trouble, termsText } from './console-parts.tsx'
import { deliveryText, expiryText, nameOf, pathOfRequest } from './console-requests.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Choices, Facts, Note } from './parts.tsx'

export interface RequestView {
  invitation: Invitation
  message: Message
  link: { url: string; mailto: string | null } | undefined
  history: ShownHistory
  mayAsk: boolean
  key: string
  said: string | undefined
  now: Date
}

/** One request: where it stands, its link for those who may hand it over, and what can be done with it. */
export function RequestRecordPage({ frame, view, again }: { frame: Frame; view: RequestView; again: Again }) {
  const { locale } = frame
  const { one: words, sent } = consoleRequestWords(locale)
  const { invitation, message, link, mayAsk, said, now } = view
  const status = effectiveStatus(invitation, now)
  const title = words.title({ name: nameOf(invitation) })
  return (
    <Layout frame={frame} title={title} failed={failed(again)} scripted>
      <Trouble locale={locale} again={again} />
      {said && <Note tone="good">{said}</Note>}
      <h1>
        {title} <InvitationTag locale={locale} status={status} />
      </h1>
      {invitation.freshLinkRequestedAt && (
        <Note tone="warn" title={words.freshTitle}>
          <p>{words.freshText}</p>
        </Note>
      )}
      <div class="card">
        <State frame={frame} view={view} />
      </div>
      {status === 'draft' && mayAsk && (
        <p>
          <a class="button" href={`/console/request/${publicInvitationId(invitation)}`}>
            {words.goOn}
          </a>
        </p>
      )}
      {status === 'accepted' && (
        <p>
          <a class="button" href="/console">
            {words.customer}
          </a>
        </p>
      )}
      {status === 'declined' && <p>{words.declined}</p>}
      {link && (
        <>
          <h2>{words.link}</h2>
          <p>{words.linkHint}</p>
          <p class="quote code">{link.url}</p>
          <p class="row">
            <button class="quiet" type="button" data-copy={link.url} data-copied={sent.copied}>
              {words.copyLink}
            </button>
            {link.mailto && <a href={link.mailto}>{sent.openMail}</a>}
          </p>
        </>
      )}
      {status === 'issued' && !mayAsk && <p>{words.noLink}</p>}
      {mayAsk && (status === 'issued' || status === 'expired') && <Resend frame={frame} view={view} />}
      {mayAsk && (status === 'issued' || status === 'draft') && (
        <p>
          <a href={pathOfRequest(invitation, '/withdrawal')}>{words.revoke}</a>
        </p>
      )}
      <h2>{words.message}</h2>
      <p>
        <strong>{message.subject}</strong>
      </p>
      <p class="quote">{message.text}</p>
      <p>
        <a href={pathOfRequest(invitation, '/preview')}>{words.seeAsCustomer}</a>
      </p>
      <h2>{consoleWords(locale).history.title}</h2>
      <HistoryTable frame={frame} history={view.history} />
    </Layout>
  )
}

function State({ frame: { locale }, view: { invitation: i, now } }: { frame: Frame; view: RequestView }) {
  const { one, message, list } = consoleRequestWords(locale)
  const words = one.facts
  const status = effectiveStatus(i, now)
  const at = (time: string | undefined) => time && formatDateTime(locale, new Date(time))
  const by = (time: string | undefined, agent: Agent | undefined) => (time && agent ? `${time} (${agent.name})` : time)
  const granted = i.status === 'accepted' ? (i.granted === undefined ? i.adminPrivileges : i.granted) : undefined
  const { country, domain, tenantId } = i.customer
  return (
    <Facts
      rows={[
        [words.recipient, [i.recipient.name, i.recipient.company, i.recipient.email].filter(Boolean).join(', ')],
        [words.organisation, [country && countryName(locale, country), domain, tenantId].filter(Boolean).join(', ')],
        [words.asked, i.adminPrivileges ? termsText(locale, i.adminPrivileges) : message.onlyRelationship],
        [words.granted, granted === null ? message.onlyRelationship : granted && termsText(locale, granted)],
        [words.created, by(at(i.createdAt), i.createdBy)],
        [words.sent, by(at('issuedAt' in i ? i.issuedAt : undefined), i.sentBy)],
        [
          words.expires,
          status === 'issued' && i.status === 'issued'
            ? `${at(i.expiresAt)} (${expiryText(locale, i, now)})`
            : undefined,
        ],
        [words.decided, at('decidedAt' in i ? i.decidedAt : undefined)],
        [words.delivery, deliveryText(locale, i)],
        [words.viewed, i.viewedAt ? at(i.viewedAt) : status === 'issued' ? list.notViewed : undefined],
        [words.reference, i.reference],
      ]}
    />
  )
}

function Resend({ frame, view: { invitation, key } }: { frame: Frame; view: RequestView }) {
  const { one: words } = consoleRequestWords(frame.locale)
  const last = 'via' in invitation ? (invitation.via ?? 'ses') : 'ses'
  return (
    <>
      <h2>{words.resendTitle}</h2>
      <p>{words.resendHint}</p>
      <Form frame={frame} action={pathOfRequest(invitation, '/resend')}>
        <input type="hidden" name="key" value={key} />
        <Choices
          name="via"
          legend={words.via}
          type="radio"
          options={vias.map((via) => ({ value: via, label: words.vias[via], checked: via === last }))}
        />
        <p>
          <button class="quiet" type="submit">
            {words.resend}
          </button>
        </p>
      </Form>
    </>
  )
}

export function WithdrawalPage({ frame, invitation, again }: { frame: Frame; invitation: Invitation; again: Again }) {
  const { locale } = frame
  const { one: words } = consoleRequestWords(locale)
  return (
    <Layout frame={frame} title={words.revokeTitle} failed={failed(again)}>
      <Trouble locale={locale} again={again} />
      <h1>{words.revokeTitle}</h1>
      <p class="lead">{words.title({ name: nameOf(invitation) })}</p>
      <p>{words.revokeText}</p>
      <Form frame={frame} action={pathOfRequest(invitation, '/withdrawal')}>
        <div class="row">
          <button class="danger" type="submit">
            {words.revokeConfirm}
          </button>
          <a href={pathOfRequest(invitation)}>{words.keep}</a>
        </div>
      </Form>
    </Layout>
  )
}
