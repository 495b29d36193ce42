import { type Relationship, responsibleForSupport } from '../domain/relationship.ts'
import { supportStateOf } from '../domain/support.ts'
import { formatDate, formatDateTime } from '../messages/formats.ts'
import { partnersWords } from '../messages/pages/pages.ts'
import { Form } from './layout.tsx'
import { PartnersLayout, type Side } from './partners-frame.tsx'
import { Back } from './partners-privileges.tsx'
import { Facts, Field } from './parts.tsx'
import { supportStateText } from './support-state.ts'

/** The customer's request to end the relationship, with what it does and does not do; or its withdrawal. */
export function EndPage({
  side,
  relationship: r,
  reason,
}: {
  side: Side
  relationship: Relationship
  reason?: string
}) {
  const { frame, errors, readOnly } = side
  const { end: words, endRequested } = partnersWords(frame.locale)
  const waits = r.status === 'unconfirmed'
  const title = words.title({ partner: r.partnerName })
  return (
    <PartnersLayout side={side} area="partners" title={title} back={<Back side={side} relationship={r} />}>
      {r.endRequestedAt ? (
        <>
          <p>{endRequested({ date: formatDateTime(frame.locale, new Date(r.endRequestedAt)) })}</p>
          {!readOnly && r.status !== 'removed' && (
            <Form frame={frame} action={`/partners/${r.partnerId}/end/withdraw`}>
              <button type="submit">{words.withdraw}</button>
            </Form>
          )}
        </>
      ) : (
        <>
          <p>{waits ? words.leadUnconfirmed : words.lead}</p>
          <h2>{words.next}</h2>
          <ol>
            {(waits ? words.stepsUnconfirmed : words.steps).map((step) => (
              <li>{step}</li>
            ))}
          </ol>
          {!readOnly && (
            <Form frame={frame} action={`/partners/${r.partnerId}/end`}>
              <Field id="reason" label={words.reason} hint={words.reasonHint} rows={4} value={reason} errors={errors} />
              <button class="danger" type="submit">
                {waits ? words.buttonUnconfirmed : words.button}
              </button>
            </Form>
          )}
        </>
      )}
    </PartnersLayout>
  )
}

/** Each side's word on when the responsibility for support ends. */
export function SupportEndPage(props: { side: Side; relationship: Relationship; now: Date; day?: string }) {
  const { side, relationship: r, now, day } = props
  const { frame, errors, readOnly } = side
  const { support: words } = partnersWords(frame.locale)
  const { customer, partner } = r.responsibilityEndedBy ?? {}
  const text = supportStateText(frame.locale, words, supportStateOf(r, now))
  const shown = (at: string | undefined) => (at ? formatDate(frame.locale, new Date(at)) : words.nothing)
  const title = words.title({ partner: r.partnerName })
  return (
    <PartnersLayout side={side} area="partners" title={title} back={<Back side={side} relationship={r} />}>
      <p>
        {words.lead} {words.rule} {words.again}
      </p>
      {text && <p>{text}</p>}
      <div class="card">
        <Facts
          rows={[
            [words.you, shown(customer)],
            [words.partner, shown(partner)],
          ]}
        />
      </div>
      {responsibleForSupport(r, now) && !readOnly && (
        <Form frame={frame} action={`/partners/${r.partnerId}/support`}>
          <Field
            id="day"
            type="date"
            label={words.day}
            hint={words.dayHint}
            value={day ?? (customer ?? partner)?.slice(0, 10)}
            errors={errors}
          />
          <button type="submit">{words.button}</button>
        </Form>
      )}
    </PartnersLayout>
  )
}
