import { type AccessFacts, type AccessReason, accessBySection, usableRoles } from '../domain/access.ts'
import { type Action, type ActionRule, actions, type Section, sections } from '../domain/actions.ts'
import type { Locale } from '../domain/locale.ts'
import type { Member } from '../domain/people.ts'
import { consoleCustomerWords } from '../messages/pages/pages.ts'
import { roleNames } from './console-parts.tsx'
import { Tag } from './parts.tsx'

/** Account, services, users, licences: each action allowed or not, and why. */
export function MayDo(props: {
  locale: Locale
  facts: AccessFacts
  caller: Member
  portals: Record<Section, string>
  now: Date
}) {
  const { locale, facts, caller, portals, now } = props
  const { record: words } = consoleCustomerWords(locale)
  const access = accessBySection(facts, caller, now)
  const usable = usableRoles(facts.relationship, now)
  return (
    <>
      <h2>{words.may}</h2>
      {sections.map((section) => {
        const rows = Object.entries(access[section])
        const allowed = rows.filter(([, one]) => one.allowed).length
        return (
          <details class="card">
            <summary>
              {words.sections[section]} <Tag>{words.count({ allowed, all: rows.length })}</Tag>
            </summary>
            <table class="cards" aria-label={words.sections[section]}>
              <thead>
                <tr>
                  <th scope="col">{words.action}</th>
                  <th scope="col">{words.allowed}</th>
                  <th scope="col">{words.why}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(([action, one]) => (
                  <tr>
                    <th scope="row">{words.actions[action as Action]}</th>
                    <td>
                      <Tag tone={one.allowed ? 'good' : undefined}>
                        {one.allowed ? words.allowed : words.notAllowed}
                      </Tag>
                    </td>
                    <td>{why(action as Action, one.reason)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {facts.relationship.status === 'active' && (
              <p>
                <a href={portals[section]} rel="noreferrer">
                  {words.portal({ section: words.sections[section] })}
                </a>
              </p>
            )}
          </details>
        )
      })}
    </>
  )

  function why(action: Action, reason: AccessReason): string {
    const rule: ActionRule = actions[action]
    const held = rule.anyOf.filter((role) => usable?.includes(role))
    if (reason === 'granted')
      return rule.anyOf.length > 0 ? words.byRoles({ roles: roleNames(locale, held) }) : words.byRelationship
    const sentence = words.reasons[reason]
    return reason === 'admin-role-needed'
      ? `${sentence} ${words.neededRoles({ roles: roleNames(locale, rule.anyOf) })}`
      : sentence
  }
}
