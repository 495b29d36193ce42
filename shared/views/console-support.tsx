import { type Relationship, responsibleForSupport } from '../domain/relationship.ts'
import { supportStateOf } from '../domain/support.ts'
import { formatDate } from '../messages/formats.ts'
import { consoleCustomerWords } from '../messages/pages/pages.ts'
import { type Again, BackToCustomer, customerPath, failed, Trouble } from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Facts, Field } from './parts.tsx'
import { supportStateText } from './support-state.ts'

interface Props {
  frame: Frame
  relationship: Relationship
  again: Again
}

export function SupportContactPage({ frame, relationship, again }: Props) {
  const { locale } = frame
  const { contact: words } = consoleCustomerWords(locale)
  const { values, errors } = again
  const known = relationship.supportContact
  const value = (name: 'name' | 'email' | 'phone') => values?.get(name) ?? known?.[name] ?? ''
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={relationship} />
      <Trouble locale={locale} again={again} />
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <Form frame={frame} action={customerPath(relationship, '/support-contact')}>
        <input type="hidden" name="version" value={String(relationship.version)} />
        <Field id="name" label={words.name} value={value('name')} errors={errors} />
        <Field id="email" type="email" label={words.email} value={value('email')} errors={errors} />
        <Field id="phone" type="tel" label={words.phone} value={value('phone')} errors={errors} />
        <button type="submit">{words.save}</button>
      </Form>
    </Layout>
  )
}

export function SupportEndPage({ frame, relationship, again, now }: Props & { now: Date }) {
  const { locale } = frame
  const { supportEnd: words } = consoleCustomerWords(locale)
  const { partner, customer } = relationship.responsibilityEndedBy ?? {}
  const text = supportStateText(locale, words, supportStateOf(relationship, now))
  const day = (at: string | undefined) => (at ? formatDate(locale, new Date(at)) : words.nothing)
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={relationship} />
      <Trouble locale={locale} again={again} />
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <p>{words.again}</p>
      {text && <p>{text}</p>}
      <Facts
        rows={[
          [words.you, day(partner)],
          [words.customer, day(customer)],
        ]}
      />
      {responsibleForSupport(relationship, now) && (
        <Form frame={frame} action={customerPath(relationship, '/support-end')}>
          <Field
            id="endsAt"
            type="date"
            label={words.endsAt}
            hint={words.hint}
            value={again.values?.get('endsAt') ?? partner?.slice(0, 10) ?? ''}
            errors={again.errors}
          />
          <button type="submit">{words.save}</button>
        </Form>
      )}
    </Layout>
  )
}
