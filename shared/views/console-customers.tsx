import { privilegeStates } from '../domain/admin-privileges.ts'
import type { Relationship } from '../domain/relationship.ts'
import { countryName, formatDate } from '../messages/formats.ts'
import { consoleCustomerWords, consoleWords } from '../messages/pages/pages.ts'
import { NextPage, PrivilegesTag, RelationshipTag, Search, stateOf, Trouble } from './console-parts.tsx'
import { type Frame, Layout } from './layout.tsx'
import { Field, Select, type Wrong } from './parts.tsx'

export const withinDays = [30, 60, 90] as const

export interface CustomersView {
  customers: readonly Relationship[]
  filter: URLSearchParams
  filtered: boolean
  next: string | undefined
  errors?: readonly Wrong[]
  now: Date
}

/** All customers, those that fit a search, and the way to ask another. */
export function CustomersPage({ frame, view }: { frame: Frame; view: CustomersView }) {
  const { locale } = frame
  const { list: words } = consoleCustomerWords(locale)
  const { navigation } = consoleWords(locale)
  const { errors } = view
  return (
    <Layout frame={frame} title={words.title} failed={errors !== undefined}>
      <Trouble locale={locale} again={{ errors }} />
      <h1>{words.title}</h1>
      <p class="row">
        <a class="button" href="/console/request">
          {navigation.request}
        </a>
        <a href="/console/expiring">{navigation.expiring}</a>
      </p>
      <Filter frame={frame} filter={view.filter} errors={errors} />
      {view.customers.length > 0 ? (
        <Customers frame={frame} view={view} />
      ) : view.filtered ? (
        <p>{words.noMatch}</p>
      ) : (
        <>
          <p class="lead">{words.empty}</p>
          <p>{words.emptyHint}</p>
        </>
      )}
      <NextPage locale={locale} href={view.next} />
    </Layout>
  )
}

function Filter({ frame, filter, errors }: { frame: Frame; filter: URLSearchParams; errors?: readonly Wrong[] }) {
  const { list: words } = consoleCustomerWords(frame.locale)
  const { privileges, relationship, any, show, days } = consoleWords(frame.locale)
  const value = (name: string) => filter.get(name) ?? ''
  return (
    <Search action="/console" label={show}>
      <Field id="q" type="search" label={words.q} value={value('q')} errors={errors} />
      <Select
        id="privileges"
        label={words.privileges}
        value={value('privileges')}
        options={[
          { value: '', label: any },
          ...privilegeStates.map((state) => ({ value: state, label: privileges[state] })),
        ]}
      />
      <Select
        id="within"
        label={words.before}
        value={value('within')}
        options={[
          { value: '', label: any },
          ...withinDays.map((count) => ({ value: String(count), label: days({ count }) })),
        ]}
      />
      <Select
        id="status"
        label={words.status}
        value={value('status')}
        options={[
          { value: '', label: words.current },
          ...(['unconfirmed', 'active', 'removed'] as const).map((status) => ({
            value: status,
            label: relationship[status],
          })),
        ]}
      />
    </Search>
  )
}

function Customers({ frame: { locale }, view: { customers, now } }: { frame: Frame; view: CustomersView }) {
  const { list: words } = consoleCustomerWords(locale)
  return (
    <table class="cards">
      <caption>{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.customer}</th>
          <th scope="col">{words.status}</th>
          <th scope="col">{words.privileges}</th>
          <th scope="col">{words.country}</th>
          <th scope="col">{words.since}</th>
        </tr>
      </thead>
      <tbody>
        {customers.map((customer) => {
          const state = stateOf(customer.adminPrivileges, now)
          const ends = customer.adminPrivileges?.endsAt
          return (
            <tr>
              <th scope="row">
                <a href={`/console/customers/${customer.customerId}`}>{customer.name}</a>
                {customer.name !== customer.provenDomain && <span class="hint">{customer.provenDomain}</span>}
              </th>
              <td>
                <RelationshipTag locale={locale} status={customer.status} />
              </td>
              <td data-label={state === 'none' ? undefined : words.privileges}>
                {state === 'none' ? (
                  words.noPrivileges
                ) : (
                  <>
                    <PrivilegesTag locale={locale} state={state} />
                    {ends && (state === 'active' || state === 'expiring') && (
                      <span class="hint">{words.ends({ date: formatDate(locale, new Date(ends)) })}</span>
                    )}
                  </>
                )}
              </td>
              <td>{countryName(locale, customer.country)}</td>
              <td>{words.sinceDate({ date: formatDate(locale, new Date(customer.since)) })}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
