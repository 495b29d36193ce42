import type { Terms } from '../domain/admin-privileges.ts'
import { adminRoleByCode } from '../domain/admin-roles.ts'
import type { Part } from '../domain/deciding.ts'
import type { Offers } from '../domain/link-moves.ts'
import { type Member, provenNameOf } from '../domain/people.ts'
import { daysOf } from '../domain/time.ts'
import { formatDate } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import { acceptWords, commonWords } from '../messages/pages/pages.ts'
import { type Cannot, CannotAccept } from './accept-cannot.tsx'
import { Others, Summary } from './accept-others.tsx'
import { Becomes, bothOf, riskTones, type ShownRequest, WhatChanges } from './accept-request.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Choices, ErrorSummary, Field, MayDecide, Note, Tag, type Wrong } from './parts.tsx'

/** What was typed, to be shown again. */
export interface DecisionValues {
  roles?: string[]
  days?: string
  autoExtend?: boolean
  firstName?: string
  lastName?: string
  email?: string
  reason?: string
}

export interface DecideFacts {
  shown: ShownRequest
  digest: string
  proven: boolean
  /** the parts that the caller may decide */
  decidable: readonly Part[]
  agreement: { version: string; title: string; accepted: boolean }
  values?: DecisionValues
  errors?: readonly Wrong[]
  /** what refuses an acceptance whatever is chosen: then there is no form for it */
  cannot?: Cannot
  offers: Offers
  /** a refusal in words, shown on top */
  refusal?: string
}

/** The decision itself: which organisation is bound, the agreement, what is given. Nothing is ticked for the reader but what was asked. */
export function DecidePage({ frame, caller, facts }: { frame: Frame; caller: Member; facts: DecideFacts }) {
  const { decide: words, request } = acceptWords(frame.locale)
  const { shown, errors = [], refusal, cannot } = facts
  const both = bothOf(shown)
  const title = both ? messagesOf(frame.locale).channel.decide(both) : words.title({ partner: shown.partner.name })
  const domain = provenNameOf(caller)
  return (
    <Layout frame={frame} title={title} failed={errors.length > 0 || refusal !== undefined}>
      <ErrorSummary title={commonWords(frame.locale).errorSummary} errors={errors} />
      {refusal && (
        <Note tone="bad" title={words.refused}>
          <p>{refusal}</p>
        </Note>
      )}
      <h1>{title}</h1>
      <section class="card">
        <h2>{words.bound}</h2>
        <p>
          <strong>{words.boundText({ domain, tenant: caller.tenantId })}</strong>
        </p>
        <p>
          {request.signedInAs(caller)}. <a href="/sign-in?account=another&to=/accept/request">{request.another}</a>
        </p>
        <MayDecide decidable={facts.decidable} locale={frame.locale} />
        {!cannot && !facts.proven && <Note tone="warn">{words.unproven}</Note>}
      </section>
      {cannot ? (
        <CannotAccept frame={frame} caller={caller} cannot={cannot} />
      ) : (
        <AcceptForm frame={frame} caller={caller} facts={facts} />
      )}
      {facts.proven && (
        <Form frame={frame} action="/accept/decide">
          <input type="hidden" name="digest" value={facts.digest} />
          <h2>{cannot ? words.decline : words.declineTitle}</h2>
          <Field
            id="reason"
            label={words.reason}
            hint={words.reasonHint}
            value={facts.values?.reason}
            errors={errors}
          />
          <Choices
            name="block"
            legend=""
            type="checkbox"
            options={[{ value: 'yes', label: words.block }]}
            errors={errors}
          />
          <p>
            <button class="danger" type="submit" name="decision" value="decline">
              {words.decline}
            </button>
          </p>
        </Form>
      )}
      <Others frame={frame} digest={facts.digest} offers={facts.offers} errors={errors} />
      {cannot && <Summary frame={frame} shown={shown} />}
    </Layout>
  )
}

function AcceptForm({ frame, caller, facts }: { frame: Frame; caller: Member; facts: DecideFacts }) {
  const { decide: words, request } = acceptWords(frame.locale)
  const { shown, digest } = facts
  return (
    <>
      <Becomes shown={shown} locale={frame.locale} />
      <WhatChanges shown={shown} locale={frame.locale} />
      {!shown.terms && <p>{request.noPrivileges}</p>}
      <Form frame={frame} action="/accept/decide">
        <input type="hidden" name="digest" value={digest} />
        {shown.terms && <Give frame={frame} terms={shown.terms} facts={facts} />}
        <AgreementPart frame={frame} caller={caller} facts={facts} />
        <p>
          <button type="submit" name="decision" value="accept">
            {words.accept}
          </button>
        </p>
      </Form>
    </>
  )
}

function Give({ frame, terms, facts }: { frame: Frame; terms: Terms; facts: DecideFacts }) {
  const { locale } = frame
  const { decide: words, request } = acceptWords(locale)
  const { roles, risks } = messagesOf(locale)
  const { values, errors, shown } = facts
  const until = shown.outcome?.adminPrivileges?.endsAt.after
  const most = daysOf(terms.duration) ?? 1
  return (
    <section class="card">
      <Choices
        name="roles"
        legend={words.privileges}
        hint={shown.renews ? words.renewalHint : words.privilegesHint}
        type="checkbox"
        errors={errors}
        options={terms.roles.map((code) => {
          const { id, risk } = adminRoleByCode(code)
          return {
            value: id,
            label: roles[code].name,
            hint: `${roles[code].allows} ${request.notAllowed} ${roles[code].notIncluded}`,
            checked: values?.roles ? values.roles.includes(id) : true,
            tag: <Tag tone={riskTones[risk]}>{request.risk({ risk: risks[risk].name })}</Tag>,
          }
        })}
      />
      <Field
        id="days"
        type="number"
        label={words.days}
        hint={until ? words.daysHint({ most, until: formatDate(locale, new Date(until)) }) : undefined}
        value={values?.days ?? String(most)}
        errors={errors}
      />
      {terms.autoExtend !== 'PT0S' && (
        <Choices
          name="autoExtend"
          legend=""
          type="checkbox"
          errors={errors}
          options={[
            { value: terms.autoExtend, label: words.autoExtend, checked: values ? values.autoExtend === true : true },
          ]}
        />
      )}
    </section>
  )
}

function AgreementPart({ frame, caller, facts }: { frame: Frame; caller: Member; facts: DecideFacts }) {
  const { decide: words } = acceptWords(frame.locale)
  const { agreement, values, errors = [] } = facts
  if (agreement.accepted) return <p>{words.agreementAccepted(agreement)}</p>
  const [first = '', ...rest] = caller.name.split(' ')
  return (
    <section class="card">
      <h2>{words.agreement}</h2>
      <p>
        <a href={`/agreement/${frame.locale}`} target="_blank" rel="noopener">
          {words.agreementText(agreement)}
        </a>
      </p>
      <Field
        id="firstName"
        label={words.firstName}
        value={values?.firstName ?? first}
        autocomplete="given-name"
        errors={errors}
      />
      <Field
        id="lastName"
        label={words.lastName}
        value={values?.lastName ?? rest.join(' ')}
        autocomplete="family-name"
        errors={errors}
      />
      <Field
        id="email"
        type="email"
        label={words.email}
        value={values?.email ?? caller.signInName}
        autocomplete="email"
        errors={errors}
      />
      <Choices
        name="agree"
        legend=""
        type="checkbox"
        options={[{ value: agreement.version, label: words.agree }]}
        errors={errors}
      />
    </section>
  )
}
