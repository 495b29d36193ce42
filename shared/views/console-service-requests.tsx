import type { Relationship } from '../domain/relationship.ts'
import { publicServiceRequestId, type ServiceRequest, severities } from '../domain/service-request.ts'
import { formatDateTime } from '../messages/formats.ts'
import { consoleCustomerWords } from '../messages/pages/pages.ts'
import { type Again, BackToCustomer, customerPath, failed, NextPage, Trouble } from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Choices, Facts, Field, Note, Tag } from './parts.tsx'

interface Props {
  frame: Frame
  relationship: Relationship
  again: Again
}

export interface ServiceRequestsView {
  requests: readonly ServiceRequest[]
  next: string | undefined
  /** the vendor's number to call */
  phone: string
  portalUrl: string
  mayOpen: boolean
  mayUsePortal: boolean
  key: string
  said: string | undefined
}

/** What was asked of the vendor for a customer, and a form to record another. */
export function ServiceRequestsPage({ frame, relationship, again, view }: Props & { view: ServiceRequestsView }) {
  const { locale } = frame
  const { requests: words } = consoleCustomerWords(locale)
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={relationship} />
      <Trouble locale={locale} again={again} />
      {view.said && <Note tone="good">{view.said}</Note>}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {view.requests.length === 0 && <p>{words.empty}</p>}
      {view.requests.map((request) => (
        <RequestCard frame={frame} relationship={relationship} request={request} view={view} />
      ))}
      <NextPage locale={locale} href={view.next} />
      <h2>{words.new}</h2>
      {view.mayOpen ? (
        <NewRequest frame={frame} relationship={relationship} again={again} view={view} />
      ) : (
        <p>{words.notYours}</p>
      )}
    </Layout>
  )
}

function RequestCard(props: {
  frame: Frame
  relationship: Relationship
  request: ServiceRequest
  view: ServiceRequestsView
}) {
  const { frame, relationship, request: r, view } = props
  const { requests: words } = consoleCustomerWords(frame.locale)
  const at = (time: string) => ({ at: formatDateTime(frame.locale, new Date(time)) })
  return (
    <section class="card">
      <h2>
        {r.title} <Tag tone={r.status === 'open' ? 'warn' : 'good'}>{words.statuses[r.status]}</Tag>
      </h2>
      <p class="muted">
        {words.openedAt(at(r.openedAt))}. {r.closedAt && `${words.closedAt(at(r.closedAt))}.`}
      </p>
      <p class="quote">{r.text}</p>
      <Facts
        rows={[
          [words.severity, words.severities[r.severity]],
          [words.channel, words.channels[r.channel]],
          [words.reference, r.vendorReference],
          [words.resolution, r.resolution],
        ]}
      />
      {r.status === 'open' && view.mayOpen && (
        <p class="row">
          {r.channel === 'phone' ? (
            <span>{words.call(view)}</span>
          ) : (
            <a href={view.portalUrl} rel="noreferrer">
              {words.inPortal}
            </a>
          )}
          <a href={customerPath(relationship, `/service-requests/${publicServiceRequestId(r)}`)}>{words.close}</a>
        </p>
      )}
    </section>
  )
}

function NewRequest({ frame, relationship, again, view }: Props & { view: ServiceRequestsView }) {
  const { requests: words } = consoleCustomerWords(frame.locale)
  const { values, errors } = again
  const channel = values?.get('channel') ?? (view.mayUsePortal ? 'portal' : 'phone')
  return (
    <Form frame={frame} action={customerPath(relationship, '/service-requests')}>
      <input type="hidden" name="key" value={view.key} />
      <Field id="title" label={words.titleField} value={values?.get('title') ?? ''} errors={errors} />
      <Field id="details" label={words.details} value={values?.get('details') ?? ''} rows={5} errors={errors} />
      <Choices
        name="severity"
        legend={words.severity}
        type="radio"
        options={severities.map((severity) => ({
          value: severity,
          label: words.severities[severity],
          checked: severity === (values?.get('severity') ?? 'moderate'),
        }))}
        errors={errors}
      />
      <Choices
        name="channel"
        legend={words.channel}
        type="radio"
        options={[
          {
            value: 'portal',
            label: words.channels.portal,
            hint: view.mayUsePortal ? words.portalHint : words.portalNot,
            checked: channel === 'portal',
            disabled: !view.mayUsePortal,
          },
          {
            value: 'phone',
            label: words.channels.phone,
            hint: words.phoneHint(view),
            checked: channel === 'phone',
          },
        ]}
        errors={errors}
      />
      <Field
        id="vendorReference"
        label={words.reference}
        hint={words.referenceHint}
        value={values?.get('vendorReference') ?? ''}
        errors={errors}
      />
      <button type="submit">{words.open}</button>
    </Form>
  )
}

export function CloseRequestPage({ frame, relationship, again, request }: Props & { request: ServiceRequest }) {
  const { locale } = frame
  const { requests: words } = consoleCustomerWords(locale)
  const { values, errors } = again
  return (
    <Layout frame={frame} title={words.closeTitle} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={relationship} />
      <Trouble locale={locale} again={again} />
      <h1>{words.closeTitle}</h1>
      <p class="lead">{request.title}</p>
      <p class="quote">{request.text}</p>
      <Form frame={frame} action={customerPath(relationship, `/service-requests/${publicServiceRequestId(request)}`)}>
        <Field
          id="vendorReference"
          label={words.reference}
          hint={words.referenceHint}
          value={values?.get('vendorReference') ?? request.vendorReference ?? ''}
          errors={errors}
        />
        <Field
          id="resolution"
          label={words.resolution}
          value={values?.get('resolution') ?? ''}
          rows={4}
          errors={errors}
        />
        <button type="submit">{words.close}</button>
      </Form>
    </Layout>
  )
}
