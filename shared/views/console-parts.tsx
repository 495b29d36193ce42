import type { Child } from 'hono/jsx'
import { type PrivilegeState, type Privileges, privilegesAt, type Terms } from '../domain/admin-privileges.ts'
import type { AdminRoleCode, Risk } from '../domain/admin-roles.ts'
import type { Problem } from '../domain/errors.ts'
import type { InvitationStatus } from '../domain/invitation.ts'
import type { Locale } from '../domain/locale.ts'
import type { Relationship } from '../domain/relationship.ts'
import { daysOf } from '../domain/time.ts'
import { messagesOf } from '../messages/messages.ts'
import {
  acceptWords,
  commonWords,
  consoleCustomerWords,
  consoleRequestWords,
  consoleWords,
} from '../messages/pages/pages.ts'
import { refusalText } from '../messages/pages/refusals.ts'
import { riskTones } from './accept-request.tsx'
import type { Frame } from './layout.tsx'
import { ErrorSummary, Note, Tag, type Tone, type Wrong } from './parts.tsx'

/** A form that was refused: what was typed, what is wrong with it, or why it cannot be. */
export interface Again {
  values?: URLSearchParams
  errors?: readonly Wrong[]
  refusals?: readonly Problem[]
}

export const failed = ({ errors = [], refusals = [] }: Again): boolean => errors.length + refusals.length > 0

/** What is wrong or in the way, on top of the page. */
export function Trouble({ locale, again }: { locale: Locale; again: Again }) {
  const words = consoleWords(locale)
  const { errors = [], refusals = [] } = again
  return (
    <>
      <ErrorSummary title={commonWords(locale).errorSummary} errors={errors} />
      {refusals.length > 0 && (
        <Note tone="bad" title={words.refused}>
          {refusals.map((refusal) => (
            <p>
              {words.refusals[refusal.code] ?? refusalText(locale, refusal)}{' '}
              {refusal.details.invitationId && (
                <a href={`/console/requests/${refusal.details.invitationId}`}>{words.openPending}</a>
              )}
            </p>
          ))}
        </Note>
      )}
    </>
  )
}

export const customerPath = ({ customerId }: Pick<Relationship, 'customerId'>, page = ''): string =>
  `/console/customers/${customerId}${page}`

export const BackToCustomer = ({ frame, relationship }: { frame: Frame; relationship: Relationship }) => (
  <p>
    <a href={customerPath(relationship)}>
      {consoleCustomerWords(frame.locale).record.back({ customer: relationship.name })}
    </a>
  </p>
)

const relationshipTones = { unconfirmed: 'warn', active: 'good', removed: undefined } as const
const privilegeTones: Record<PrivilegeState, Tone | undefined> = {
  none: undefined,
  active: 'good',
  expiring: 'warn',
  expired: 'bad',
  revoked: 'bad',
  relinquished: undefined,
}
const invitationTones: Record<InvitationStatus, Tone | undefined> = {
  draft: undefined,
  issued: 'warn',
  accepted: 'good',
  declined: 'bad',
  revoked: undefined,
  expired: 'bad',
}

export const RelationshipTag = ({ locale, status }: { locale: Locale; status: Relationship['status'] }) => (
  <Tag tone={relationshipTones[status]}>{consoleWords(locale).relationship[status]}</Tag>
)

export const InvitationTag = ({ locale, status }: { locale: Locale; status: InvitationStatus }) => (
  <Tag tone={invitationTones[status]}>{consoleRequestWords(locale).list.statuses[status]}</Tag>
)

export const PrivilegesTag = ({ locale, state }: { locale: Locale; state: PrivilegeState }) => (
  <Tag tone={privilegeTones[state]}>{consoleWords(locale).privileges[state]}</Tag>
)

export const RiskTag = ({ locale, risk }: { locale: Locale; risk: Risk }) => (
  <Tag tone={riskTones[risk]}>{acceptWords(locale).request.risk({ risk: messagesOf(locale).risks[risk].name })}</Tag>
)

/** The domain of who accepted; whoever signs in without one is called by the tenant. */
export const provenNameIn = ({ provenDomain, customerId }: Relationship): string => provenDomain || customerId

/** The state that the clock has made true. */
export const stateOf = (privileges: Privileges | null, now: Date): PrivilegeState =>
  privileges ? privilegesAt(privileges, now).state : 'none'

export const roleNames = (locale: Locale, codes: readonly AdminRoleCode[]): string =>
  codes.map((code) => messagesOf(locale).roles[code].name).join(', ')

/** Roles, for how long, and whether they extend. */
export function termsText(locale: Locale, terms: Terms): string {
  const words = consoleWords(locale)
  const said = words.terms({ roles: roleNames(locale, terms.roles), days: daysOf(terms.duration) ?? 0 })
  return terms.autoExtend === 'PT0S' ? said : `${said}, ${words.extending}`
}

/** A form that only asks: its fields stand in the address, and it changes nothing. */
export const Search = ({ action, label, children }: { action: string; label: string; children: Child }) => (
  <form method="get" action={action} class="filter">
    {children}
    <button class="quiet" type="submit">
      {label}
    </button>
  </form>
)

export const NextPage = ({ locale, href }: { locale: Locale; href: string | undefined }) =>
  href === undefined ? null : (
    <p>
      <a href={href}>{commonWords(locale).next}</a>
    </p>
  )
