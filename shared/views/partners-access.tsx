import { type AccessFacts, type AccessReason, accessTo, usableRoles } from '../domain/access.ts'
import { type Action, type ActionRule, actions, sections } from '../domain/actions.ts'
import type { AdminRoleCode } from '../domain/admin-roles.ts'
import type { Locale } from '../domain/locale.ts'
import { appRoles } from '../domain/people.ts'
import { messagesOf } from '../messages/messages.ts'
import { partnersWords } from '../messages/pages/pages.ts'
import { Tag } from './parts.tsx'

/** Roles by their names in a language, in one line. */
export const roleNames = (codes: readonly AdminRoleCode[], locale: Locale): string =>
  codes.map((code) => messagesOf(locale).roles[code].name).join(', ')

// a partner's user who holds every app role
const userOf = ({ cloud }: AccessFacts['relationship']) => ({ appRoles: [...appRoles], cloud })

/** Every action, allowed or not and why, for whoever of the partner's people may do the most. */
export function PartnerAccess({ facts, locale, now }: { facts: AccessFacts; locale: Locale; now: Date }) {
  const { access: words, yes, no } = partnersWords(locale)
  const { relationship: r } = facts
  return (
    <>
      <h2 id="access">{words.title({ partner: r.partnerName })}</h2>
      <p>{words.lead}</p>
      <table class="cards" aria-labelledby="access">
        <thead>
          <tr>
            <th scope="col">{words.action}</th>
            <th scope="col">{words.allowed}</th>
            <th scope="col">{words.why}</th>
          </tr>
        </thead>
        {sections.map((section) => (
          <tbody>
            <tr>
              <th scope="rowgroup" colspan={3}>
                {words.sections[section]}
              </th>
            </tr>
            {(Object.keys(actions) as Action[])
              .filter((action) => actions[action].section === section)
              .map((action) => {
                const { allowed, reason } = accessTo(action, facts, userOf(r), now)
                return (
                  <tr>
                    <td>{words.actions[action]}</td>
                    <td data-label={words.allowed}>
                      <Tag tone={allowed ? 'good' : undefined}>{allowed ? yes : no}</Tag>
                    </td>
                    <td>{why(action, reason, facts, locale, now)}</td>
                  </tr>
                )
              })}
          </tbody>
        ))}
      </table>
    </>
  )
}

function why(action: Action, reason: AccessReason, { relationship }: AccessFacts, locale: Locale, now: Date): string {
  const { access: words } = partnersWords(locale)
  const { anyOf }: ActionRule = actions[action]
  if (reason !== 'granted' && reason !== 'admin-role-needed') return words.reasons[reason]
  if (reason === 'admin-role-needed') return words.needs({ roles: roleNames(anyOf, locale) })
  const held = usableRoles(relationship, now)?.filter((code) => anyOf.includes(code)) ?? []
  return held.length > 0 ? words.because({ roles: roleNames(held, locale) }) : words.relationship
}
