import type { Section } from '../domain/actions.ts'
import { type Privileges, privilegesAt } from '../domain/admin-privileges.ts'
import type { Partner } from '../domain/partner.ts'
import { holdsAny, type Member } from '../domain/people.ts'
import {
  type Relationship,
  responsibilityEndsAt,
  responsibleForSupport,
  type SupportContact,
} from '../domain/relationship.ts'
import { countryName, formatDate, formatDateTime } from '../messages/formats.ts'
import { consoleCustomerWords, consoleWords } from '../messages/pages/pages.ts'
import { MayDo } from './console-access.tsx'
import {
  type Again,
  customerPath,
  failed,
  PrivilegesTag,
  provenNameIn,
  RelationshipTag,
  roleNames,
  Trouble,
  termsText,
} from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Facts, Note } from './parts.tsx'

export interface CustomerView {
  relationship: Relationship
  partner: Partner | undefined
  caller: Member
  supportContact: SupportContact | null
  agreementIsCurrent: boolean
  portals: Record<Section, string>
  /** what was just done, in words */
  said: string | undefined
  /** what could not be done */
  again: Again
  now: Date
}

interface Part {
  frame: Frame
  view: CustomerView
}

/** The record of one customer: what holds, what may be done and why, and the ways on. */
export function CustomerPage({ frame, view }: Part) {
  const { locale } = frame
  const { relationship: r, said } = view
  return (
    <Layout frame={frame} title={r.name} failed={failed(view.again)}>
      <Trouble locale={locale} again={view.again} />
      {said && <Note tone="good">{said}</Note>}
      <h1>
        {r.name} <RelationshipTag locale={locale} status={r.status} />
      </h1>
      <Ways frame={frame} view={view} />
      <Attention frame={frame} view={view} />
      <div class="card">
        <About frame={frame} view={view} />
      </div>
      <MayDo locale={locale} facts={view} caller={view.caller} portals={view.portals} now={view.now} />
      <AdminPrivileges frame={frame} view={view} />
      <Support frame={frame} view={view} />
    </Layout>
  )
}

const hrefOf = (r: Relationship, page: string) => customerPath(r, `/${page}`)

/** What waits for the partner. */
function Attention({ frame, view: { relationship: r, caller, agreementIsCurrent } }: Part) {
  const { locale } = frame
  const { record: words, agreement } = consoleCustomerWords(locale)
  const seller = holdsAny(caller, ['AdminAgent', 'SalesAgent'])
  return (
    <>
      {r.status === 'unconfirmed' && (
        <Note tone="warn" title={words.unconfirmedTitle}>
          <p>{words.unconfirmedText({ domain: provenNameIn(r), tenant: r.customerId })}</p>
          {r.withheld && (
            <p>
              {words.withheld} {termsText(locale, r.withheld)}. {words.endsAt}:{' '}
              {formatDateTime(locale, new Date(r.withheld.endsAt))}
            </p>
          )}
          {r.lapsesAt && <p>{words.lapses({ date: formatDateTime(locale, new Date(r.lapsesAt)) })}</p>}
          {seller && (
            <p>
              <a class="button" href={hrefOf(r, 'confirmation')}>
                {words.answer}
              </a>
            </p>
          )}
        </Note>
      )}
      {r.status === 'active' && !agreementIsCurrent && seller && (
        <Form frame={frame} action={hrefOf(r, 'agreement-request')}>
          <p class="row">
            <button type="submit" class="quiet">
              {agreement.ask}
            </button>
            <span class="hint">{agreement.hint}</span>
          </p>
        </Form>
      )}
      {r.endRequestedAt && r.status !== 'removed' && (
        <Note tone="warn" title={words.endTitle}>
          <p>{words.endText({ at: formatDateTime(locale, new Date(r.endRequestedAt)) })}</p>
          <p>
            <a href={hrefOf(r, 'removal')}>{words.remove}</a>
          </p>
        </Note>
      )}
      {r.status === 'removed' && (
        <Note title={words.removedTitle}>
          <p>{words.removedText}</p>
        </Note>
      )}
    </>
  )
}

function About({ frame: { locale }, view: { relationship: r, agreementIsCurrent, now } }: Part) {
  const { record: words } = consoleCustomerWords(locale)
  const version = { version: r.agreementVersion }
  const end = responsibilityEndsAt(r)
  const waits = r.status === 'unconfirmed'
  const dated = end && { date: formatDate(locale, new Date(end)) }
  const no = dated && r.status !== 'removed' ? words.responsibleEnded(dated) : words.responsibleNo
  const responsible = !responsibleForSupport(r, now)
    ? waits
      ? words.responsibleUnconfirmed
      : no
    : dated
      ? words.responsibleUntil(dated)
      : words.responsibleYes
  return (
    <Facts
      rows={[
        [words.proven, <strong>{provenNameIn(r)}</strong>],
        [words.tenant, <code>{r.customerId}</code>],
        [words.country, countryName(locale, r.country)],
        [waits ? words.acceptedAt : words.since, formatDate(locale, new Date(r.since))],
        [words.agreement, agreementIsCurrent ? words.agreementCurrent : words.agreementOld(version)],
        [words.responsible, responsible],
        [words.sells, r.channel && words.channel[r.channel.role]],
      ]}
    />
  )
}

function AdminPrivileges({ frame: { locale }, view: { relationship: r, caller, now } }: Part) {
  const { record: words } = consoleCustomerWords(locale)
  const held = r.adminPrivileges && privilegesAt(r.adminPrivileges, now)
  const live = held?.state === 'active' || held?.state === 'expiring'
  const seller = holdsAny(caller, ['AdminAgent', 'SalesAgent'])
  return (
    <>
      <h2>{words.privileges}</h2>
      {held ? <Held locale={locale} held={held} /> : <p>{words.noPrivileges}</p>}
      {r.status === 'active' && seller && (
        <p class="row">
          <a class={live ? 'button quiet' : 'button'} href={`/console/request?customer=${r.customerId}`}>
            {words.askAgain}
          </a>
          {live && holdsAny(caller, ['AdminAgent']) && <a href={hrefOf(r, 'give-up')}>{words.giveUp}</a>}
        </p>
      )}
    </>
  )
}

function Held({ locale, held }: { locale: Frame['locale']; held: Privileges }) {
  const { record: words } = consoleCustomerWords(locale)
  const { extending } = consoleWords(locale)
  const live = held.state === 'active' || held.state === 'expiring'
  return (
    <div class="card">
      <Facts
        rows={[
          [words.state, <PrivilegesTag locale={locale} state={held.state} />],
          [words.granted, roleNames(locale, held.roles)],
          [words.asked, termsText(locale, held.asked)],
          [words.grantedAt, formatDate(locale, new Date(held.grantedAt))],
          [words.endsAt, live ? formatDateTime(locale, new Date(held.endsAt)) : undefined],
          [words.extension, held.autoExtend === 'PT0S' ? words.extensionNone : extending],
          [words.enforcement, words.enforcements[held.enforcement]],
        ]}
      />
    </div>
  )
}

function Support({ frame: { locale }, view: { relationship: r, caller, supportContact } }: Part) {
  const { record: words } = consoleCustomerWords(locale)
  const { none } = consoleWords(locale)
  const contact = supportContact
    ? [supportContact.name, supportContact.email, supportContact.phone].filter(Boolean).join(', ')
    : none
  const manages = holdsAny(caller, ['AdminAgent']) && r.status !== 'removed'
  return (
    <>
      <h2>{words.support}</h2>
      <Facts rows={[[words.contact, contact]]} />
      {manages && (
        <p class="row">
          <a href={hrefOf(r, 'support-contact')}>{words.contactEdit}</a>
          <a href={hrefOf(r, 'support-end')}>{words.endSupport}</a>
        </p>
      )}
    </>
  )
}

function Ways({ frame: { locale }, view: { relationship: r, caller } }: Part) {
  const { record: words } = consoleCustomerWords(locale)
  return (
    <p class="row">
      {r.status === 'active' && <a href={hrefOf(r, 'service-requests')}>{words.requests}</a>}
      {r.status === 'active' && <a href={hrefOf(r, 'subscriptions')}>{words.subscriptions}</a>}
      <a href={hrefOf(r, 'history')}>{words.history}</a>
      {r.status !== 'removed' && holdsAny(caller, ['AdminAgent', 'SalesAgent']) && (
        <a href={hrefOf(r, 'name')}>{words.rename}</a>
      )}
      {r.status !== 'removed' && holdsAny(caller, ['AdminAgent']) && <a href={hrefOf(r, 'removal')}>{words.remove}</a>}
    </p>
  )
}
