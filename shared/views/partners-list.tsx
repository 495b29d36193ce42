import { livePrivileges, type Privileges } from '../domain/admin-privileges.ts'
import { adminRoleByCode, type Risk } from '../domain/admin-roles.ts'
import type { Locale } from '../domain/locale.ts'
import { provenNameOf } from '../domain/people.ts'
import { type Relationship, responsibleForSupport } from '../domain/relationship.ts'
import { formatDate, formatDateTime } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import { commonWords, partnersWords } from '../messages/pages/pages.ts'
import { PartnersLayout, type Side } from './partners-frame.tsx'
import { Note, Tag, type Tone } from './parts.tsx'

const riskOrder: readonly Risk[] = ['low', 'medium', 'high', 'critical']
const tones: Record<Risk, Tone | undefined> = { low: 'good', medium: undefined, high: 'warn', critical: 'bad' }

export interface PartnersFacts {
  relationships: readonly Relationship[]
  /** the version in force is not accepted yet */
  agreementOpen: boolean
  removed: boolean
  nextHref: string | undefined
  now: Date
}

/** The resellers of an organisation: what each may do and until when. */
export function PartnersPage({ side, facts }: { side: Side; facts: PartnersFacts }) {
  const { frame, caller } = side
  const { list: words } = partnersWords(frame.locale)
  const { relationships, removed, nextHref } = facts
  return (
    <PartnersLayout side={side} area="partners" title={words.title}>
      {facts.agreementOpen && (
        <Note tone="warn" title={words.agreementTitle}>
          <p>
            {words.agreementText} <a href="/partners/agreement">{words.agreementRead}</a>
          </p>
        </Note>
      )}
      <p class="lead">{words.lead({ domain: provenNameOf(caller) })}</p>
      {relationships.length === 0 ? (
        <Note>
          <p>
            <strong>{removed ? words.noneRemoved : words.none}</strong> {!removed && words.noneText}
          </p>
        </Note>
      ) : (
        <Table facts={facts} locale={frame.locale} />
      )}
      {nextHref && (
        <p>
          <a href={nextHref}>{commonWords(frame.locale).next}</a>
        </p>
      )}
      <p>
        {removed ? (
          <a href="/partners">{words.showLiving}</a>
        ) : (
          <a href="/partners?status=removed">{words.showRemoved}</a>
        )}
      </p>
    </PartnersLayout>
  )
}

function Table({ facts, locale }: { facts: PartnersFacts; locale: Locale }) {
  const { list: words, status, yes, no } = partnersWords(locale)
  const { relationships, removed, now } = facts
  return (
    <table class="cards">
      <caption>{removed ? words.removedCaption : words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.partner}</th>
          <th scope="col">{words.privileges}</th>
          <th scope="col">{words.support}</th>
          <th scope="col">{words.since}</th>
        </tr>
      </thead>
      <tbody>
        {relationships.map((r) => (
          <tr>
            <th scope="row">
              <a href={`/partners/${r.partnerId}`}>{r.partnerName}</a>{' '}
              {r.status !== 'active' && (
                <Tag tone={r.status === 'removed' ? undefined : 'warn'}>{status[r.status]}</Tag>
              )}
              <span class="hint">{r.partnerDomain}</span>
            </th>
            <td data-label={words.privileges}>
              <PrivilegesCell privileges={livePrivileges(r.adminPrivileges, now)} locale={locale} />
            </td>
            <td data-label={words.support}>
              {responsibleForSupport(r, now) ? yes : no}
              {r.supportContact && (
                <span class="hint">
                  {r.supportContact.name}, {r.supportContact.email}
                </span>
              )}
            </td>
            <td data-label={words.since}>{formatDate(locale, new Date(r.since))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PrivilegesCell({ privileges, locale }: { privileges: Privileges | null; locale: Locale }) {
  const { list: words, states } = partnersWords(locale)
  if (!privileges) return <>{states.none}</>
  const { roles, risks } = messagesOf(locale)
  const highest = privileges.roles
    .map((code) => adminRoleByCode(code).risk)
    .reduce((a, b) => (riskOrder.indexOf(a) > riskOrder.indexOf(b) ? a : b), 'low')
  return (
    <>
      {privileges.roles.map((code) => roles[code].name).join(', ')}{' '}
      <Tag tone={tones[highest]}>{words.highestRisk({ risk: risks[highest].name })}</Tag>
      <span class="hint">{words.until({ date: formatDateTime(locale, new Date(privileges.endsAt)) })}</span>
    </>
  )
}
