import type { ProblemCode } from '../domain/errors.ts'
import { Problem } from '../domain/errors.ts'
import type { Relationship } from '../domain/relationship.ts'
import { formatDate } from '../messages/formats.ts'
import { consoleRequestWords, consoleWords } from '../messages/pages/pages.ts'
import { refusalText } from '../messages/pages/refusals.ts'
import { type Again, failed, NextPage, roleNames, Trouble } from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Choices, Note } from './parts.tsx'

export interface ExpiringView {
  customers: readonly Relationship[]
  /** what became of those that were chosen a moment ago: asked, or why not */
  outcomes: readonly { customer: string; refused: ProblemCode | undefined }[]
  maySend: boolean
  next: string | undefined
  key: string
}

/** Admin privileges that end soon: choose many and ask again. */
export function ExpiringPage({ frame, view, again }: { frame: Frame; view: ExpiringView; again: Again }) {
  const { locale } = frame
  const { expiring: words } = consoleRequestWords(locale)
  const { roleNeeded, refusals, extending } = consoleWords(locale)
  const { customers, outcomes, maySend } = view
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <Trouble locale={locale} again={again} />
      {outcomes.length > 0 && (
        <Note tone={outcomes.some(({ refused }) => refused) ? 'warn' : 'good'} title={words.result}>
          <ul>
            {outcomes.map(({ customer, refused }) => (
              <li>
                {refused
                  ? words.refusedFor({
                      customer,
                      reason: refusals[refused] ?? refusalText(locale, new Problem(refused, refused)),
                    })
                  : words.sentTo({ customer })}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {customers.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <Form frame={frame} action="/console/expiring">
          <input type="hidden" name="key" value={view.key} />
          <Choices
            name="customer"
            legend={words.select}
            type="checkbox"
            options={customers.map((customer) => {
              const { roles, endsAt, autoExtend } = customer.adminPrivileges ?? {
                roles: [],
                endsAt: '',
                autoExtend: 'PT0S',
              }
              const ends = words.ends({ date: formatDate(locale, new Date(endsAt)) })
              return {
                value: customer.customerId,
                label: `${customer.name}, ${ends}`,
                hint: autoExtend === 'PT0S' ? roleNames(locale, roles) : `${roleNames(locale, roles)}; ${extending}`,
                checked: again.values?.getAll('customer').includes(customer.customerId) ?? false,
                disabled: !maySend,
              }
            })}
            errors={again.errors}
          />
          {maySend ? (
            <button type="submit">{words.button}</button>
          ) : (
            <p>{roleNeeded({ roles: 'AdminAgent, SalesAgent' })}</p>
          )}
        </Form>
      )}
      <NextPage locale={locale} href={view.next} />
    </Layout>
  )
}
