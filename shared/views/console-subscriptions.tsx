import type { Relationship } from '../domain/relationship.ts'
import {
  cancellableUntil,
  publicSubscriptionId,
  type Subscription,
  subscriptionKindNames,
} from '../domain/subscription.ts'
import { formatDate, formatDateTime } from '../messages/formats.ts'
import { consoleCustomerWords, consoleWords } from '../messages/pages/pages.ts'
import { type Again, BackToCustomer, customerPath, failed, NextPage, Trouble } from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Field, Note, Select, Tag } from './parts.tsx'

const tones = { active: 'good', suspended: 'warn', cancelled: undefined } as const

interface Props {
  frame: Frame
  relationship: Relationship
  again: Again
}

export interface SubscriptionsView {
  subscriptions: readonly Subscription[]
  next: string | undefined
  mayProvision: boolean
  key: string
  said: string | undefined
}

const pathOf = (relationship: Relationship, id = '') => customerPath(relationship, `/subscriptions${id}`)

/** The register of what the partner provisioned for a customer, and a form to enter more. */
export function SubscriptionsPage({ frame, relationship, again, view }: Props & { view: SubscriptionsView }) {
  const { locale } = frame
  const { subscriptions: words } = consoleCustomerWords(locale)
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={relationship} />
      <Trouble locale={locale} again={again} />
      {view.said && <Note tone="good">{view.said}</Note>}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {view.subscriptions.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <table class="cards">
          <caption>{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.quantity}</th>
              <th scope="col">{words.change}</th>
            </tr>
          </thead>
          <tbody>
            {view.subscriptions.map((s) => (
              <tr>
                <th scope="row">
                  {s.name} <Tag tone={tones[s.status]}>{words.statuses[s.status]}</Tag>
                  <span class="hint">{words.since({ date: formatDate(locale, new Date(s.createdAt)) })}</span>
                  {s.externalId && <span class="hint">{s.externalId}</span>}
                </th>
                <td data-label={words.kind}>
                  {words.kinds[s.kind]}
                  {s.termEndsAt && (
                    <span class="hint">{words.termEnds({ date: formatDate(locale, new Date(s.termEndsAt)) })}</span>
                  )}
                </td>
                <td data-label={s.quantity === undefined ? undefined : words.quantity}>{s.quantity}</td>
                <td>
                  {s.status !== 'cancelled' && view.mayProvision && (
                    <a
                      href={pathOf(relationship, `/${publicSubscriptionId(s)}`)}
                      aria-label={`${words.change}: ${s.name}`}
                    >
                      {words.change}
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NextPage locale={locale} href={view.next} />
      <h2>{words.new}</h2>
      {view.mayProvision ? (
        <NewSubscription frame={frame} relationship={relationship} again={again} view={view} />
      ) : (
        <p>{words.notYours}</p>
      )}
    </Layout>
  )
}

function NewSubscription({ frame, relationship, again, view }: Props & { view: SubscriptionsView }) {
  const { subscriptions: words } = consoleCustomerWords(frame.locale)
  const { optional } = consoleWords(frame.locale)
  const { values, errors } = again
  const value = (name: string) => values?.get(name) ?? ''
  return (
    <Form frame={frame} action={pathOf(relationship)}>
      <input type="hidden" name="key" value={view.key} />
      <Field id="subscriptionName" label={words.name} value={value('subscriptionName')} errors={errors} />
      <Select
        id="kind"
        label={words.kind}
        value={value('kind')}
        options={subscriptionKindNames.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        errors={errors}
      />
      <Field
        id="quantity"
        type="number"
        label={optional({ label: words.quantity })}
        value={value('quantity')}
        errors={errors}
      />
      <Field
        id="termEndsAt"
        type="date"
        label={optional({ label: words.termEndsAt })}
        hint={words.termHint}
        value={value('termEndsAt')}
        errors={errors}
      />
      <Field
        id="externalId"
        label={optional({ label: words.externalId })}
        value={value('externalId')}
        errors={errors}
      />
      <button type="submit">{words.create}</button>
    </Form>
  )
}

/** One subscription: suspend it, or cancel it with what that means. */
export function SubscriptionPage({
  frame,
  relationship,
  again,
  view: { subscription: s, byReference },
}: Props & { view: { subscription: Subscription; byReference: boolean } }) {
  const { locale } = frame
  const { subscriptions: words } = consoleCustomerWords(locale)
  const until = cancellableUntil(s)
  // a field that is wrong is shown, even if it is not needed
  const asksReference = byReference || again.errors?.some(({ field }) => field === 'vendorReference')
  return (
    <Layout frame={frame} title={s.name} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={relationship} />
      <Trouble locale={locale} again={again} />
      <h1>
        {s.name} <Tag tone={tones[s.status]}>{words.statuses[s.status]}</Tag>
      </h1>
      <p>{words.kinds[s.kind]}</p>
      {until && <p>{words.cancellableUntil({ at: formatDateTime(locale, new Date(until)) })}</p>}
      {s.termEndsAt && <p>{words.termEnds({ date: formatDate(locale, new Date(s.termEndsAt)) })}</p>}
      {s.vendorReference && (
        <p>
          {words.reference}: {s.vendorReference}
        </p>
      )}
      {s.status !== 'cancelled' && (
        <Form frame={frame} action={pathOf(relationship, `/${publicSubscriptionId(s)}`)}>
          <p>{words.cancelText}</p>
          {asksReference && (
            <Field
              id="vendorReference"
              label={words.reference}
              hint={words.referenceHint}
              value={again.values?.get('vendorReference') ?? ''}
              errors={again.errors}
            />
          )}
          <div class="row">
            {s.status === 'active' && (
              <button class="quiet" type="submit" name="move" value="suspend">
                {words.suspend}
              </button>
            )}
            <button class="danger" type="submit" name="move" value="cancel">
              {words.cancel}
            </button>
          </div>
        </Form>
      )}
      <p>
        <a href={pathOf(relationship)}>{words.all}</a>
      </p>
    </Layout>
  )
}
