import { livePrivileges, type Privileges, privilegesAt } from '../domain/admin-privileges.ts'
import type { Locale } from '../domain/locale.ts'
import type { Partner } from '../domain/partner.ts'
import { mayGiveBack } from '../domain/privileges-life.ts'
import { type Relationship, responsibilityEndsAt, responsibleForSupport } from '../domain/relationship.ts'
import { supportContactOf } from '../domain/support.ts'
import { formatDateTime } from '../messages/formats.ts'
import { partnersWords } from '../messages/pages/pages.ts'
import { RoleInWords } from './accept-request.tsx'
import { PartnerAccess, roleNames } from './partners-access.tsx'
import { BlockNote, type ShownBlock } from './partners-block.tsx'
import { PartnersLayout, type Side } from './partners-frame.tsx'
import { Facts, Note, Tag } from './parts.tsx'

export interface PartnerFacts {
  relationship: Relationship
  partner: Partner | undefined
  agreementIsCurrent: boolean
  /** the other partners of its channel, by name */
  channel: readonly { partnerId: string; name: string }[]
  /** the organisation blocks it */
  block: ShownBlock | undefined
  now: Date
}

/** One reseller: what it may do, action by action, and everything that the customer can change about it. */
export function PartnerPage({ side, facts }: { side: Side; facts: PartnerFacts }) {
  const { frame } = side
  const { locale } = frame
  const words = partnersWords(locale)
  const { relationship: r, now } = facts
  const here = `/partners/${r.partnerId}`
  return (
    <PartnersLayout side={side} area="partners" title={r.partnerName}>
      {facts.block && <BlockNote frame={frame} block={facts.block} mayLift={side.decidable.includes('relationship')} />}
      <Situation side={side} relationship={r} />
      <div class="card">
        <PartnerInFacts facts={facts} locale={locale} />
      </div>
      {r.status === 'active' && (
        <>
          <h2>{words.privileges.title}</h2>
          <PrivilegesInWords side={side} relationship={r} now={now} />
          <PartnerAccess facts={facts} locale={locale} now={now} />
        </>
      )}
      <h2>{words.more.title}</h2>
      <ul>
        <li>
          <a href={`${here}/history`}>{words.more.history}</a>
        </li>
        {r.status !== 'removed' && (
          <>
            <li>
              <a href={`${here}/support`}>{words.more.support}</a>
            </li>
            <li>
              <a href={`${here}/end`}>{r.endRequestedAt ? words.more.withdrawEnd : words.more.end}</a>
            </li>
          </>
        )}
      </ul>
    </PartnersLayout>
  )
}

function Situation({ side, relationship: r }: { side: Side; relationship: Relationship }) {
  const { locale } = side.frame
  const at = (time: string) => formatDateTime(locale, new Date(time))
  const words = partnersWords(locale)
  return (
    <>
      {r.status === 'removed' && (
        <Note title={words.removed.title}>
          <p>{words.removed.text}</p>
        </Note>
      )}
      {r.status === 'unconfirmed' && (
        <Note tone="warn" title={words.unconfirmed.title}>
          <p>{words.unconfirmed.text}</p>
          {r.lapsesAt && <p>{words.unconfirmed.lapses({ date: at(r.lapsesAt) })}</p>}
          {r.withheld && (
            <p>
              {words.unconfirmed.withheld({
                roles: roleNames(r.withheld.roles, locale),
                date: at(r.withheld.endsAt),
              })}
            </p>
          )}
          {r.withheld && side.decidable.includes('privileges') && (
            <p class="row">
              <a class="button quiet" href={`/partners/${r.partnerId}/privileges`}>
                {words.privileges.change}
              </a>
              <a href={`/partners/${r.partnerId}/privileges/remove`}>{words.privileges.remove}</a>
            </p>
          )}
        </Note>
      )}
      {r.status !== 'removed' && r.endRequestedAt && (
        <Note>
          <p>{words.endRequested({ date: formatDateTime(locale, new Date(r.endRequestedAt)) })}</p>
        </Note>
      )}
    </>
  )
}

function responsibility(r: Relationship, locale: Locale, now: Date): string {
  const { responsible: words } = partnersWords(locale)
  if (r.status === 'removed') return words.removed
  if (r.status === 'unconfirmed') return words.unconfirmed
  const end = responsibilityEndsAt(r)
  if (!end) return words.untilRemoval
  const date = formatDateTime(locale, new Date(end))
  return responsibleForSupport(r, now) ? words.until({ date }) : words.ended({ date })
}

function PartnerInFacts({ facts, locale }: { facts: PartnerFacts; locale: Locale }) {
  const words = partnersWords(locale)
  const { relationship: r, partner, channel, now } = facts
  const { facts: labels, status } = words
  const contact = supportContactOf(r, partner)
  const at = (time: string | undefined) => time && formatDateTime(locale, new Date(time))
  return (
    <Facts
      rows={[
        [labels.domain, r.partnerDomain],
        [labels.status, <Tag tone={r.status === 'active' ? 'good' : undefined}>{status[r.status]}</Tag>],
        [r.status === 'unconfirmed' ? labels.acceptedAt : labels.since, at(r.since)],
        [labels.removedAt, r.status === 'removed' ? at(r.removedAt) : undefined],
        [
          r.channel?.role === 'provider' ? labels.provider : labels.resellers,
          channel.length > 0
            ? channel.map(({ partnerId, name }, i) => (
                <>
                  {i > 0 && ', '}
                  <a href={`/partners/${partnerId}`}>{name}</a>
                </>
              ))
            : undefined,
        ],
        [labels.support, responsibility(r, locale, now)],
        [
          labels.supportContact,
          contact ? [contact.name, contact.email, contact.phone].filter(Boolean).join(', ') : undefined,
        ],
        [
          labels.agreement,
          <>
            {words.agreementVersion({ version: r.agreementVersion })}{' '}
            {!facts.agreementIsCurrent && r.status !== 'removed' && (
              <a href="/partners/agreement">{words.agreementNewer}</a>
            )}
          </>,
        ],
        [labels.theirName({ partner: r.partnerName }), r.nameSource === 'partner' ? r.name : undefined],
        [labels.organisation, `${r.provenDomain} (${r.customerId})`],
      ]}
    />
  )
}

function PrivilegesInWords({ side, relationship: r, now }: { side: Side; relationship: Relationship; now: Date }) {
  const { locale } = side.frame
  const { privileges: words, states } = partnersWords(locale)
  const present = r.adminPrivileges && privilegesAt(r.adminPrivileges, now)
  const partner = r.partnerName
  const here = `/partners/${r.partnerId}`
  if (!present)
    return (
      <p>
        {words.none({ partner })} {words.askAgain}
      </p>
    )
  if (!livePrivileges(present, now)) {
    const again = mayGiveBack(present, now)
    return (
      <>
        <p>
          {words.over({ partner, state: states[present.state] })} {!again && words.askAgain}
        </p>
        {again && side.decidable.includes('privileges') && (
          <p>
            <a class="button quiet" href={`${here}/privileges`}>
              {words.giveBack}
            </a>
          </p>
        )}
      </>
    )
  }
  return <LivePrivileges side={side} present={present} here={here} />
}

function LivePrivileges({ side, present, here }: { side: Side; present: Privileges; here: string }) {
  const { locale } = side.frame
  const { privileges: words, states, enforcement } = partnersWords(locale)
  const notGranted = present.asked.roles.filter((code) => !present.roles.includes(code))
  return (
    <>
      <div class="card">
        <Facts
          rows={[
            [words.state, <Tag tone={present.state === 'expiring' ? 'warn' : 'good'}>{states[present.state]}</Tag>],
            [words.granted, formatDateTime(locale, new Date(present.grantedAt))],
            [words.until, formatDateTime(locale, new Date(present.endsAt))],
            [words.extends, present.autoExtend === 'PT0S' ? words.extendsNo : words.extendsYes],
            [words.enforcement, enforcement[present.enforcement]],
            [words.asked, roleNames(notGranted, locale)],
          ]}
        />
      </div>
      <ul class="plain">
        {present.roles.map((code) => (
          <li class="card">
            <RoleInWords code={code} locale={locale} />
          </li>
        ))}
      </ul>
      {side.decidable.includes('privileges') && (
        <div class="row">
          <a class="button" href={`${here}/privileges`}>
            {words.change}
          </a>
          <a class="button quiet" href={`${here}/privileges/remove`}>
            {words.remove}
          </a>
        </div>
      )}
    </>
  )
}
