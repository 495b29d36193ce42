import type { Terms } from '../domain/admin-privileges.ts'
import { type AdminRoleCode, adminRoleByCode } from '../domain/admin-roles.ts'
import type { Locale } from '../domain/locale.ts'
import { type Held, type Outcome, type PrivilegesOutcome, renewalOf } from '../domain/outcome.ts'
import { type Member, provenNameOf } from '../domain/people.ts'
import { daysOf } from '../domain/time.ts'
import { countryName, formatDate, formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import { acceptWords } from '../messages/pages/pages.ts'
import { type Cannot, CannotAccept } from './accept-cannot.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Facts, Note, Tag, type Tone } from './parts.tsx'

/** What the pages show of an invitation, before and after the sign-in. */
export interface ShownRequest {
  partner: { name: string; domain: string; country: string; contact: { name: string; email: string; phone?: string } }
  provider?: { name: string; domain: string }
  recipient: string
  terms: Terms | null
  expiresAt: Date
  portalName: string
  operator: string
  /** what a full yes leads to; absent if there can be none */
  outcome?: Outcome
  /** the signed-in person's organisation is a customer already */
  renews: boolean
}

/** Reseller and provider by name, where the request is for both. */
export const bothOf = ({ partner, provider }: ShownRequest) =>
  provider && { partner: partner.name, provider: provider.name }

/** Who asks, as a title. */
export function titleOf(shown: ShownRequest, locale: Locale): string {
  const both = bothOf(shown)
  return both
    ? messagesOf(locale).channel.asks(both)
    : acceptWords(locale).request.title({ partner: shown.partner.name })
}

export const riskTones = { low: 'good', medium: undefined, high: 'warn', critical: 'bad' } as const satisfies Record<
  string,
  Tone | undefined
>

/** One role in plain words: what it lets a partner do, its risk, what it does not allow. */
export function RoleInWords({ code, locale }: { code: AdminRoleCode; locale: Locale }) {
  const { roles, risks } = messagesOf(locale)
  const { request } = acceptWords(locale)
  const { risk } = adminRoleByCode(code)
  return (
    <>
      <strong>{roles[code].name}</strong> <Tag tone={riskTones[risk]}>{request.risk({ risk: risks[risk].name })}</Tag>
      <br />
      {roles[code].allows}
      <br />
      <span class="muted">
        {request.notAllowed} {roles[code].notIncluded}
      </span>
    </>
  )
}

/** Who asks whom for what, until when, and how to tell that it is real: readable by anybody who holds the link. */
export function RequestPage({ frame, shown, cannot }: { frame: Frame; shown: ShownRequest; cannot?: Cannot }) {
  const { locale, caller } = frame
  const { request: words } = acceptWords(locale)
  const title = titleOf(shown, locale)
  return (
    <Layout frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{words.lead}</p>
      {caller && cannot && <CannotAccept frame={frame} caller={caller} cannot={cannot} />}
      <GoOn frame={frame} caller={caller} cannot={cannot} />
      <h2>{words.who}</h2>
      <WhoAsks shown={shown} locale={locale} />
      <WhatTheyAsk shown={shown} locale={locale} />
      <Genuine shown={shown} locale={locale} />
      <GoOn frame={frame} caller={caller} cannot={cannot} />
    </Layout>
  )
}

function GoOn({ frame, caller, cannot }: { frame: Frame; caller: Member | undefined; cannot?: Cannot }) {
  const { request: words, cannot: cannotWords } = acceptWords(frame.locale)
  if (!caller)
    return (
      <p>
        <a class="button" href="/sign-in?to=/accept/request">
          {words.signIn}
        </a>{' '}
        <span class="muted">{words.signInHint}</span>
      </p>
    )
  return (
    <Note title={words.signedInAs(caller)}>
      {!cannot && <p>{words.organisation({ domain: provenNameOf(caller), tenant: caller.tenantId })}</p>}
      <Form frame={frame} action="/accept/continue">
        <div class="row">
          <button class={cannot && 'quiet'} type="submit">
            {cannot ? cannotWords.options : words.goOn}
          </button>
          <a href="/sign-in?account=another&to=/accept/request">{words.another}</a>
        </div>
      </Form>
    </Note>
  )
}

export function WhoAsks({ shown, locale }: { shown: ShownRequest; locale: Locale }) {
  const { facts } = acceptWords(locale).request
  const { partner, provider } = shown
  const { contact } = partner
  return (
    <div class="card">
      <Facts
        rows={[
          [facts.partner, <strong>{partner.name}</strong>],
          [facts.domain, partner.domain],
          [facts.country, countryName(locale, partner.country)],
          [facts.contact, [contact.name, contact.email, contact.phone].filter(Boolean).join(', ')],
          [facts.provider, provider && `${provider.name} (${provider.domain})`],
          [facts.recipient, shown.recipient],
          [facts.until, formatDateTime(locale, shown.expiresAt)],
          [facts.portal, shown.portalName],
        ]}
      />
    </div>
  )
}

/** Which relationships a yes makes, and whose the admin privileges are. */
export function Becomes({ shown, locale }: { shown: ShownRequest; locale: Locale }) {
  const { channel } = messagesOf(locale)
  const both = bothOf(shown)
  const { request: words } = acceptWords(locale)
  if (!both) return <p>{(shown.renews ? words.stays : words.relationship)({ partner: shown.partner.name })}</p>
  return (
    <>
      <p>{channel.become(both)}</p>
      <p>{shown.terms ? channel.privileges(both) : channel.noPrivileges}</p>
    </>
  )
}

export function WhatTheyAsk({ shown, locale }: { shown: ShownRequest; locale: Locale }) {
  const { request: words, days } = acceptWords(locale)
  const { notIncluded } = messagesOf(locale).invitationMail
  const { terms } = shown
  return (
    <>
      <h2>{words.what}</h2>
      <Becomes shown={shown} locale={locale} />
      {terms ? (
        <>
          <p>{words.privileges({ duration: days(daysOf(terms.duration) ?? 0) })}</p>
          {terms.autoExtend !== 'PT0S' && <p>{words.extends}</p>}
          <ul class="plain">
            {terms.roles.map((code) => (
              <li class="card">
                <RoleInWords code={code} locale={locale} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{words.noPrivileges}</p>
      )}
      <WhatChanges shown={shown} locale={locale} />
      <h2>{notIncluded.title}</h2>
      <ul>
        <li>{terms ? notIncluded.onlyThese : notIncluded.noPrivileges}</li>
        <li>{notIncluded.noPurchase}</li>
        <li>{notIncluded.noExclusivity}</li>
      </ul>
    </>
  )
}

/** What changes for a customer: the privileges today and after a full yes, and which of them end. */
export function WhatChanges({ shown: { renews, outcome }, locale }: { shown: ShownRequest; locale: Locale }) {
  const privileges = outcome?.adminPrivileges
  return renews && privileges ? <Renewal outcome={privileges} locale={locale} /> : null
}

function Renewal({ outcome, locale }: { outcome: PrivilegesOutcome; locale: Locale }) {
  const { request: words } = acceptWords(locale)
  const { roles } = messagesOf(locale)
  const named = (codes: readonly AdminRoleCode[]) => codes.map((code) => roles[code].name).join(', ')
  const inWords = (held: Held | null) =>
    held ? `${named(held.roles)} (${words.until({ date: formatDate(locale, new Date(held.endsAt)) })})` : words.none
  const { today, after } = renewalOf(outcome)
  return (
    <Note title={words.renews}>
      <Facts
        rows={[
          [words.renewsToday, inWords(today)],
          [words.renewsAfter, inWords(after)],
          [words.renewsAdded, outcome.added.length > 0 && named(outcome.added)],
          [words.renewsRemoved, outcome.removed.length > 0 && named(outcome.removed)],
        ]}
      />
    </Note>
  )
}

export function Genuine({ shown, locale }: { shown: ShownRequest; locale: Locale }) {
  const { genuine } = messagesOf(locale).invitationMail
  const { name: partner, domain } = shown.partner
  return (
    <>
      <h2>{genuine.title}</h2>
      <ul>
        <li>{genuine.operator({ operator: shown.operator, partner, domain })}</li>
        <li>{genuine.password}</li>
        <li>{genuine.phone({ partner })}</li>
        <li>{genuine.signIn}</li>
      </ul>
    </>
  )
}
