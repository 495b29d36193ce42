import type { Invitation } from '../domain/invitation.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { Blocker, removalConsequences } from '../domain/removal.ts'
import { countryName } from '../messages/formats.ts'
import { commonWords, consoleCustomerWords, consoleWords } from '../messages/pages/pages.ts'
import { HistoryTable, type ShownHistory } from './console-history.tsx'
import { type Again, BackToCustomer, customerPath, failed, provenNameIn, Trouble, termsText } from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Choices, Facts, Note } from './parts.tsx'

interface Props {
  frame: Frame
  relationship: Relationship
  again: Again
}

const Version = ({ relationship }: { relationship: Relationship }) => (
  <input type="hidden" name="version" value={String(relationship.version)} />
)

/** Whether an organisation that was not expected is a customer: what was expected beside what was proven. */
export function ConfirmationPage(props: Props & { expected: Pick<Invitation, 'recipient' | 'customer'> | undefined }) {
  const { frame, relationship: r, again, expected } = props
  const { locale } = frame
  const { confirm: words, record } = consoleCustomerWords(locale)
  const { withheld } = r
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={r} />
      <Trouble locale={locale} again={again} />
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <Facts
        rows={[
          [
            words.expected,
            expected &&
              [
                expected.recipient.email,
                expected.recipient.name,
                expected.recipient.company,
                expected.customer.domain,
                expected.customer.tenantId,
              ]
                .filter(Boolean)
                .join(', '),
          ],
          [
            words.proven,
            <strong>
              {provenNameIn(r)}, {countryName(locale, r.country)}, <code>{r.customerId}</code>
            </strong>,
          ],
          [record.privileges, withheld && termsText(locale, withheld)],
        ]}
      />
      <ul>
        <li>{words.begins}</li>
        <li>{words.ends}</li>
      </ul>
      <Form frame={frame} action={customerPath(r, '/confirmation')}>
        <Version relationship={r} />
        <div class="row">
          <button type="submit" name="decision" value="confirm">
            {words.confirm}
          </button>
          <button class="danger" type="submit" name="decision" value="refuse">
            {words.refuse}
          </button>
        </div>
      </Form>
    </Layout>
  )
}

export function GiveUpPage({ frame, relationship: r, again }: Props) {
  const { locale } = frame
  const { giveUp: words } = consoleCustomerWords(locale)
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={r} />
      <Trouble locale={locale} again={again} />
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <Form frame={frame} action={customerPath(r, '/give-up')}>
        <div class="row">
          <button class="danger" type="submit">
            {words.confirm}
          </button>
          <a href={customerPath(r)}>{commonWords(locale).cancel}</a>
        </div>
      </Form>
    </Layout>
  )
}

export interface Removal {
  blockers: readonly Blocker[]
  /** partners whose relationships end with it */
  also: readonly string[]
}

/** What stands in the way of the end, what ends with it, and the question. */
export function RemovalPage({ frame, relationship: r, again, removal }: Props & { removal: Removal }) {
  const { locale } = frame
  const { remove: words, subscriptions } = consoleCustomerWords(locale)
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={r} />
      <Trouble locale={locale} again={again} />
      <h1>{words.title}</h1>
      {removal.blockers.length > 0 && (
        <Note tone="warn" title={words.blocked}>
          <ul>
            {removal.blockers.map(({ code, count, partner }) => (
              <li>
                {words.blockers[code]({ partner: partner.name })}{' '}
                {code !== 'indirect-reseller' && words.count({ count })}
              </li>
            ))}
          </ul>
          {removal.blockers.some(({ partner }) => partner.id === r.partnerId) && (
            <p>
              <a href={customerPath(r, '/subscriptions')}>{subscriptions.all}</a>
            </p>
          )}
        </Note>
      )}
      <h2>{words.ends}</h2>
      <ul>
        {Object.keys(words.consequences).map((code) => (
          <li>{words.consequences[code as keyof typeof removalConsequences]}</li>
        ))}
      </ul>
      {removal.also.length > 0 && (
        <>
          <h2>{words.also}</h2>
          <ul>
            {removal.also.map((name) => (
              <li>{name}</li>
            ))}
          </ul>
        </>
      )}
      {removal.blockers.length === 0 && (
        <Form frame={frame} action={customerPath(r, '/removal')}>
          <Version relationship={r} />
          <Choices
            name="confirm"
            legend={words.legend}
            type="checkbox"
            options={[{ value: 'yes', label: words.sure({ customer: r.name }) }]}
            errors={again.errors}
          />
          <div class="row">
            <button class="danger" type="submit">
              {words.confirm}
            </button>
            <a href={customerPath(r)}>{commonWords(locale).cancel}</a>
          </div>
        </Form>
      )}
    </Layout>
  )
}

export function CustomerHistoryPage(props: { frame: Frame; relationship: Relationship; history: ShownHistory }) {
  const { frame, relationship, history } = props
  const title = consoleWords(frame.locale).history.title
  return (
    <Layout frame={frame} title={`${title}: ${relationship.name}`}>
      <BackToCustomer frame={frame} relationship={relationship} />
      <h1>
        {title}: {relationship.name}
      </h1>
      <HistoryTable frame={frame} history={history} />
    </Layout>
  )
}
