import { effectiveStatus, type Invitation, invitationStatuses, publicInvitationId } from '../domain/invitation.ts'
import type { Locale } from '../domain/locale.ts'
import { daysBetween } from '../domain/time.ts'
import { formatDate, formatDateTime } from '../messages/formats.ts'
import { consoleRequestWords, consoleWords } from '../messages/pages/pages.ts'
import { InvitationTag, NextPage, Search, Trouble } from './console-parts.tsx'
import { type Frame, Layout } from './layout.tsx'
import { Field, Select, Tag, type Wrong } from './parts.tsx'

export const pathOfRequest = (invitation: Pick<Invitation, 'id'>, page = ''): string =>
  `/console/requests/${publicInvitationId(invitation)}${page}`

export const nameOf = ({ recipient }: Pick<Invitation, 'recipient'>): string =>
  recipient.company ?? recipient.name ?? recipient.email

/** What became of the mail, in words. */
export function deliveryText(locale: Locale, invitation: Invitation): string {
  const { list: words } = consoleRequestWords(locale)
  const via = 'via' in invitation ? invitation.via : undefined
  if (via && via !== 'ses') return words.handed[via]
  const { delivery } = invitation
  if (!delivery) return ''
  const state = words.deliveries[delivery.state]
  const reason = delivery.reason && (words.reasons[delivery.reason] ?? delivery.reason)
  return reason ? words.because({ state, reason }) : state
}

export function expiryText(locale: Locale, invitation: Invitation, now: Date): string {
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
  /** the address that was searched for, as it was typed */
  recipient: string
  errors?: readonly Wrong[]
  next: string | undefined
  now: Date
}

/** All requests, or those in one state: what became of the mail, who looked, when it ends. */
export function RequestsPage({ frame, view }: { frame: Frame; view: RequestsView }) {
  const { locale } = frame
  const { list: words } = consoleRequestWords(locale)
  const { navigation, show } = consoleWords(locale)
  return (
    <Layout frame={frame} title={words.title} failed={view.errors !== undefined}>
      <Trouble locale={locale} again={{ errors: view.errors }} />
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
        <Field
          id="recipient"
          type="search"
          label={words.recipientAddress}
          value={view.recipient}
          errors={view.errors}
        />
      </Search>
      {view.requests.length === 0 ? (
        <p>{view.status === 'issued' && view.recipient === '' ? words.emptyPending : words.empty}</p>
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
              {invitation.sentBy && <span class="hint">{invitation.sentBy.name}</span>}
            </td>
            <td>{expiryText(locale, invitation, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
