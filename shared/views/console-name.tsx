import type { Relationship } from '../domain/relationship.ts'
import { consoleCustomerWords } from '../messages/pages/pages.ts'
import { type Again, BackToCustomer, customerPath, failed, provenNameIn, Trouble } from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Field } from './parts.tsx'

/** The partner's name for a customer. */
export function CustomerNamePage(props: { frame: Frame; relationship: Relationship; again: Again }) {
  const { frame, relationship, again } = props
  const { rename: words } = consoleCustomerWords(frame.locale)
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <BackToCustomer frame={frame} relationship={relationship} />
      <Trouble locale={frame.locale} again={again} />
      <h1>{words.title}</h1>
      <p>{words.lead({ domain: provenNameIn(relationship) })}</p>
      <Form frame={frame} action={customerPath(relationship, '/name')}>
        <input type="hidden" name="version" value={String(relationship.version)} />
        <Field
          id="name"
          label={words.name}
          value={again.values?.get('name') ?? relationship.name}
          errors={again.errors}
        />
        <button type="submit">{words.save}</button>
      </Form>
    </Layout>
  )
}
