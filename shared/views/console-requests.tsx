import { effectiveStatus, type Invitation, invitationStatuses, publicInvitationId, vias } from '../domain/invitation.ts'
import type { Locale } from '../domain/locale.ts'
import type { Message } from '../domain/message.ts'
import { daysBetween } from '../domain/time.ts'
import { countryName, formatDate, formatDateTime } from '../messages/formats.ts'
import { consoleRequestWords, consoleWords } from '../messages/pages/pages.ts'
import {
  type Again,
  failed,
  HistoryTable,
  InvitationTag,
  NextPage,
  Search,
  type ShownHistory,
  Trouble,
  termsText,
} from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Choices, Facts, Note, Select, Tag } from './parts.tsx'

export const pathOfRequest = (invitation: Pick<Invitation, 'id'>, page = ''): string =>
  `/console/requests/${publicInvitationId(invitation)}${page}`

export const nameOf = ({ recipient }: Pick<Invitation, 'recipient'>): string =>
  recipient.company ?? recipient.name ?? recipient.email

/** What became of the mail, in words. */
function deliveryText(locale: Locale, invitation: Invitation): string {
  const { list: words } = consoleRequestWords(locale)
  const via = 'via' in invitation ? invitation.via : undefined
  if (via && via !== 'ses') return words.handed[via]
  const { delivery } = invitation
  if (!delivery) return ''
  const state = words.deliveries[delivery.state]
  const reason = delivery.reason && (words.reasons[delivery.reason] ?? delivery.reason)
  return reason ? words.because({ state, reason }) : state
}

function expiryText(locale: Locale, invitation: Invitation, now: Date): string {
  const { list: words } = consoleRequestWords(locale)
  if (!('expiresAt' in invitation) || !invitation.expiresAt) return ''
  const expiresAt = new Date(invitation.expiresAt)
  const status = effectiveStatus(invitation, now)
  if (status === 'issued') return words.inDays({ days: daysBetween(now, expiresAt) })
  return status === 'expired' ? words.expiredOn({ date: formatDate(locale, expiresAt) }) : ''
}

function viewedText(locale: Locale, { viewedAt, status }: Invitation): string {
  const { list: words } = consoleRequestWords(locale)
  if (viewedAt) return words.viewedAt({ at: formatDateTime(locale, new Date(viewedAt)) })
  return status === 'issued' ? words.notViewed : ''
}

export interface RequestsView {
  requests: readonly Invitation[]
  status: string
  next: string | undefined
  now: Date
}

/** All requests, or those in one state: what became of the mail, who looked, when it ends. */
export function RequestsPage({ frame, view }: { frame: Frame; view: RequestsView }) {
  const { locale } = frame
  const { list: words } = consoleRequestWords(locale)
  const { navigation, show } = consoleWords(locale)
  return (
    <Layout frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      <p>
        <a class="button" href="/console/request">
          {navigation.request}
        </a>
      </p>
      <Search action="/console/requests" label={show}>
        <Select
          id="status"
          label={words.status}
          value={view.status}
          options={[
            { value: 'all', label: words.all },
            ...invitationStatuses.map((status) => ({ value: status, label: words.statuses[status] })),
          ]}
        />
      </Search>
      {view.requests.length === 0 ? (
        <p>{view.status === 'issued' ? words.emptyPending : words.empty}</p>
      ) : (
        <Requests locale={locale} view={view} />
      )}
      <NextPage locale={locale} href={view.next} />
    </Layout>
  )
}

function Requests({ locale, view: { requests, now } }: { locale: Locale; view: RequestsView }) {
  const { list: words } = consoleRequestWords(locale)
  return (
    <table class="cards">
      <caption>{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.recipient}</th>
          <th scope="col">{words.status}</th>
          <th scope="col">{words.delivery}</th>
          <th scope="col">{words.lastSent}</th>
          <th scope="col">{words.expires}</th>
        </tr>
      </thead>
      <tbody>
        {requests.map((invitation) => (
          <tr>
            <th scope="row">
              <a href={pathOfRequest(invitation)}>{nameOf(invitation)}</a>
              {nameOf(invitation) !== invitation.recipient.email && (
                <span class="hint">{invitation.recipient.email}</span>
              )}
            </th>
            <td>
              <InvitationTag locale={locale} status={effectiveStatus(invitation, now)} />
              {invitation.freshLinkRequestedAt && (
                <div>
                  <Tag tone="warn">{words.fresh}</Tag>
                </div>
              )}
            </td>
            <td>
              {deliveryText(locale, invitation)}
              <span class="hint">{viewedText(locale, invitation)}</span>
            </td>
            <td>
              {'issuedAt' in invitation &&
                invitation.issuedAt &&
                words.sentAt({ at: formatDateTime(locale, new Date(invitation.issuedAt)) })}
            </td>
            <td>{expiryText(locale, invitation, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

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
  const granted = i.status === 'accepted' ? (i.granted === undefined ? i.adminPrivileges : i.granted) : undefined
  const { country, domain, tenantId } = i.customer
  return (
    <Facts
      rows={[
        [words.recipient, [i.recipient.name, i.recipient.company, i.recipient.email].filter(Boolean).join(', ')],
        [words.organisation, [country && countryName(locale, country), domain, tenantId].filter(Boolean).join(', ')],
        [words.asked, i.adminPrivileges ? termsText(locale, i.adminPrivileges) : message.onlyRelationship],
        [words.granted, granted === null ? message.onlyRelationship : granted && termsText(locale, granted)],
        [words.created, at(i.createdAt)],
        [words.sent, at('issuedAt' in i ? i.issuedAt : undefined)],
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
