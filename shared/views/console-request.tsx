import { salesAgentTemplates, templateNames, templates } from '../domain/admin-roles.ts'
import { locales } from '../domain/locale.ts'
import type { Region } from '../domain/market.ts'
import { daysOf } from '../domain/time.ts'
import { countryName } from '../messages/formats.ts'
import { consoleRequestWords, consoleWords } from '../messages/pages/pages.ts'
import { type Again, failed, RiskTag, roleNames, Trouble } from './console-parts.tsx'
import { highestRisk, SingleRoles } from './console-roles.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Choices, Field, Note, Select } from './parts.tsx'

export interface WhoView {
  /** whether the caller's app role may ask at all, and for everything */
  may: 'nothing' | 'some' | 'all'
  /** of a national cloud: the portal by whose rule privileges must be included */
  mandatoryFor: string | undefined
  region: { name: Region | undefined; countries: readonly string[] }
  key: string
  /** the customer that is asked again */
  again: { id: string; name: string } | undefined
}

interface Props {
  frame: Frame
  view: WhoView
  again: Again & { values: URLSearchParams }
}

/** Step 1: whom to ask, and for what. */
export function WhoPage({ frame, view, again }: Props) {
  const { locale } = frame
  const { who: words } = consoleRequestWords(locale)
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <Trouble locale={locale} again={again} />
      <h1>{words.title}</h1>
      {view.may === 'nothing' ? (
        <Note>
          <p>{words.helpdesk}</p>
        </Note>
      ) : (
        <>
          <p class="muted">
            {words.step} {words.notYet}
          </p>
          {view.again && <Note>{words.again({ customer: view.again.name })}</Note>}
          <Form frame={frame} action="/console/request">
            <input type="hidden" name="key" value={view.key} />
            {view.again && <input type="hidden" name="customer" value={view.again.id} />}
            <Customer frame={frame} view={view} again={again} />
            <Privileges frame={frame} view={view} again={again} />
            <button type="submit">{words.next}</button>
          </Form>
        </>
      )}
    </Layout>
  )
}

function Customer({ frame: { locale }, view, again: { values, errors } }: Props) {
  const { who: words } = consoleRequestWords(locale)
  const { optional, unknown } = consoleWords(locale)
  const value = (name: string) => values.get(name) ?? ''
  const countries = view.region.countries
    .map((code) => ({ value: code, label: countryName(locale, code) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  return (
    <>
      <h2>{words.customer}</h2>
      <Field
        id="email"
        type="email"
        label={words.email}
        hint={words.emailHint}
        value={value('email')}
        errors={errors}
      />
      <Field id="company" label={optional({ label: words.company })} value={value('company')} errors={errors} />
      <Field id="name" label={optional({ label: words.name })} value={value('name')} errors={errors} />
      <Select
        id="country"
        label={optional({ label: words.country })}
        hint={view.region.name && words.countryHint({ region: words.regions[view.region.name] })}
        value={value('country')}
        options={[{ value: '', label: unknown }, ...countries]}
        errors={errors}
      />
      <Select
        id="locale"
        label={words.locale}
        value={value('locale')}
        options={[
          { value: '', label: words.automatic },
          ...locales.map((one) => ({ value: one, label: words.languages[one] })),
        ]}
        errors={errors}
      />
      <details open={['domain', 'tenantId', 'reference', 'days'].some((f) => errors?.some((e) => e.field === f))}>
        <summary>{words.more}</summary>
        <p>{words.moreHint}</p>
        <Field id="domain" label={optional({ label: words.domain })} value={value('domain')} errors={errors} />
        <Field id="tenantId" label={optional({ label: words.tenantId })} value={value('tenantId')} errors={errors} />
        <Field
          id="reference"
          label={optional({ label: words.reference })}
          hint={words.referenceHint}
          value={value('reference')}
          errors={errors}
        />
        <Field
          id="days"
          type="number"
          label={words.days}
          hint={words.daysHint}
          value={values.get('days') ?? '30'}
          errors={errors}
        />
      </details>
    </>
  )
}

function Privileges({ frame, view, again: { values, errors } }: Props) {
  const { locale } = frame
  const { who: words } = consoleRequestWords(locale)
  const forced = view.mandatoryFor !== undefined
  const set = values.get('set') ?? 'support-only'
  const mayAskFor = (name: string) => view.may === 'all' || salesAgentTemplates.some((template) => template === name)
  return (
    <>
      <div class="include">
        <Choices
          name="include"
          legend={words.includeLegend}
          type="checkbox"
          options={[
            {
              value: 'yes',
              label: words.include,
              hint: view.mandatoryFor ? words.includeForced({ portal: view.mandatoryFor }) : words.includeHint,
              checked: forced || values.get('include') === 'yes',
              disabled: forced,
            },
          ]}
          errors={errors}
        />
      </div>
      <div class="included">
        <Choices
          name="set"
          legend={words.set}
          hint={words.setHint}
          type="radio"
          options={[
            ...templateNames.map((name) => ({
              value: name,
              label: words.sets[name],
              hint: [
                words.setTerms({
                  roles: roleNames(locale, templates[name].roles),
                  days: daysOf(templates[name].duration) ?? 0,
                }),
                mayAskFor(name) ? '' : words.adminOnly,
              ].join(' '),
              checked: set === name,
              disabled: !mayAskFor(name),
              tag: <RiskTag locale={locale} risk={highestRisk(templates[name].roles)} />,
            })),
            {
              value: 'single',
              label: words.single,
              hint: mayAskFor('single') ? undefined : words.adminOnly,
              checked: set === 'single',
              disabled: !mayAskFor('single'),
            },
          ]}
          errors={errors}
        />
        {view.may === 'all' && <SingleRoles frame={frame} values={values} errors={errors} />}
      </div>
    </>
  )
}
