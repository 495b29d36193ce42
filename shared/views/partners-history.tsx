import { type AdminRoleCode, adminRoleById } from '../domain/admin-roles.ts'
import type { Head, StoredEvent, Verdict } from '../domain/chain.ts'
import type { Locale } from '../domain/locale.ts'
import type { Relationship } from '../domain/relationship.ts'
import { formatDateTime } from '../messages/formats.ts'
import { commonWords, partnersHistoryWords, partnersWords } from '../messages/pages/pages.ts'
import type { ToldEvent } from '../messages/pages/partners-history.en.ts'
import { roleNames } from './partners-access.tsx'
import { PartnersLayout, type Side } from './partners-frame.tsx'
import { Back } from './partners-privileges.tsx'
import { Facts, Note } from './parts.tsx'

export interface HistoryFacts {
  relationship: Relationship
  /** as the customer may read them */
  events: readonly StoredEvent[]
  chain: Verdict & { head: Head }
  nextHref: string | undefined
}

/** What happened, whether it fits together, and what the organisation agreed to. */
export function PartnerHistoryPage({ side, facts }: { side: Side; facts: HistoryFacts }) {
  const { locale } = side.frame
  const words = partnersHistoryWords(locale)
  const { relationship: r, events, chain, nextHref } = facts
  const title = words.title({ partner: r.partnerName })
  return (
    <PartnersLayout side={side} area="partners" title={title} back={<Back side={side} relationship={r} />}>
      <Note tone={chain.ok ? 'good' : 'bad'}>
        <p>{chain.ok ? words.chain.ok : words.chain.broken(chain)}</p>
      </Note>
      <Receipt facts={facts} locale={locale} />
      <h2 id="events">{words.caption}</h2>
      <p>{words.lead}</p>
      {events.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <table class="cards" aria-labelledby="events">
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.who}</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr>
                <td>{formatDateTime(locale, new Date(event.at))}</td>
                <td>
                  <strong>{words.events[event.name as ToldEvent]}</strong>
                  {detailsOf(event, locale).map(([label, value]) => (
                    <span class="hint">{value ? `${label}: ${value}` : label}</span>
                  ))}
                </td>
                <td data-label={words.who}>{who(event, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {nextHref && (
        <p>
          <a href={nextHref}>{commonWords(locale).next}</a>
        </p>
      )}
    </PartnersLayout>
  )
}

function who({ actor }: StoredEvent, locale: Locale): string {
  const { actors } = partnersHistoryWords(locale)
  if (!actor) return actors.erased
  return actor.name ? `${actor.name} (${actors[actor.kind]})` : actors[actor.kind]
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
// histories tell roles as the API does; here they have a name in each language
const codes = (value: unknown): AdminRoleCode[] =>
  Array.isArray(value) ? value.flatMap((role: { id?: unknown }) => adminRoleById(String(role.id))?.code ?? []) : []

/** The rows that say more than the sentence does. */
function detailsOf({ data = {}, name, undelivered }: StoredEvent, locale: Locale): (readonly [string, string?])[] {
  const words = partnersHistoryWords(locale)
  const isChange = name === 'admin-privileges.changed'
  const isOver = /\.(revoked|relinquished|expired)$/.test(name)
  const at = isOver ? undefined : text(data.endsAt)
  const rows: (readonly [string, string | undefined])[] = [
    [words.roles, roleNames(codes(data.roles), locale)],
    [words.added, isChange ? roleNames(codes(data.added), locale) : undefined],
    [words.removed, isChange ? roleNames(codes(data.removed), locale) : undefined],
    [name.startsWith('relationship.') ? words.day : words.until, at && formatDateTime(locale, new Date(at))],
    [words.version, text(data.version)],
    [words.reference, text(data.vendorReference)],
    [words.name, text(data.name)],
    [words.reason, text(data.reason)],
  ]
  const told: (readonly [string, string?])[] = rows.filter(([, value]) => value)
  if (data.renewed === true) told.push([words.renewed])
  if (undelivered?.length) told.push([words.undelivered])
  return told
}

/** The newest yes with its fingerprints; nothing where its person was erased. */
function Receipt({ facts, locale }: { facts: HistoryFacts; locale: Locale }) {
  const { receipt: words } = partnersHistoryWords(locale)
  const { agreementVersion } = partnersWords(locale)
  const { events, chain } = facts
  const yes = events.findLast(({ name, data }) => name === 'relationship.established' && data?.digest)
  if (!yes) return null
  const agreement = (yes.data?.agreement ?? {}) as { version?: string; sha256?: string }
  return (
    <section class="card" id="receipt">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <Facts
        rows={[
          [words.when, formatDateTime(locale, new Date(yes.at))],
          [words.who, yes.actor?.name],
          [words.agreement, agreement.version && agreementVersion({ version: agreement.version })],
          [words.agreementHash, agreement.sha256 && <span class="code">{agreement.sha256}</span>],
          [words.shownHash, <span class="code">{String(yes.data?.digest)}</span>],
          [words.head, <span class="code">{words.entry(chain.head)}</span>],
        ]}
      />
    </section>
  )
}
