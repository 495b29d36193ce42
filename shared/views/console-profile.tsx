import { locales } from '../domain/locale.ts'
import type { Partner } from '../domain/partner.ts'
import { countryName } from '../messages/formats.ts'
import { consoleCustomerWords, consoleRequestWords, consoleWords } from '../messages/pages/pages.ts'
import { type Again, failed, Trouble } from './console-parts.tsx'
import { Form, type Frame, Layout } from './layout.tsx'
import { Facts, Field, Note, Select, Tag } from './parts.tsx'

export interface ProfileView {
  partner: Partner
  portal: string
  limits: { day: number; quarter: number }
  mayEdit: boolean
  saved: boolean
}

/** The partner's own organisation as customers read of it. */
export function ProfilePage({ frame, view, again }: { frame: Frame; view: ProfileView; again: Again }) {
  const { locale } = frame
  const { profile: words } = consoleCustomerWords(locale)
  const { partner, portal, limits, mayEdit, saved } = view
  const { contact } = partner
  return (
    <Layout frame={frame} title={words.title} failed={failed(again)}>
      <Trouble locale={locale} again={again} />
      {saved && <Note tone="good">{consoleWords(locale).saved}</Note>}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <div class="card">
        <Facts
          rows={[
            [words.name, <strong>{partner.name}</strong>],
            [words.domain, partner.domain],
            [words.country, countryName(locale, partner.country)],
            [words.type, words.types[partner.type]],
            [
              words.status,
              <Tag tone={partner.status === 'active' ? 'good' : 'bad'}>{words.statuses[partner.status]}</Tag>,
            ],
            [words.cloud, portal],
            [words.limits, words.limitsAre(limits)],
          ]}
        />
        <p class="muted">{words.operatorOnly}</p>
      </div>
      <h2>{words.contact}</h2>
      <p>{words.contactLead}</p>
      {mayEdit ? (
        <Contact frame={frame} partner={partner} again={again} />
      ) : (
        <>
          <p>{[contact.name, contact.email, contact.phone].filter(Boolean).join(', ')}</p>
          <p class="muted">{consoleWords(locale).roleNeeded({ roles: 'AdminAgent' })}</p>
        </>
      )}
    </Layout>
  )
}

function Contact({ frame, partner, again: { values, errors } }: { frame: Frame; partner: Partner; again: Again }) {
  const { profile: words } = consoleCustomerWords(frame.locale)
  const { automatic, languages } = consoleRequestWords(frame.locale).who
  const { optional } = consoleWords(frame.locale)
  const value = (name: 'name' | 'email' | 'phone') => values?.get(name) ?? partner.contact[name] ?? ''
  return (
    <Form frame={frame} action="/console/profile">
      <input type="hidden" name="version" value={String(partner.version)} />
      <Field id="name" label={words.contactName} value={value('name')} errors={errors} />
      <Field id="email" type="email" label={words.email} value={value('email')} errors={errors} />
      <Field id="phone" type="tel" label={optional({ label: words.phone })} value={value('phone')} errors={errors} />
      <Select
        id="locale"
        label={words.locale}
        value={values?.get('locale') ?? partner.locale ?? ''}
        options={[
          { value: '', label: automatic },
          ...locales.map((locale) => ({ value: locale, label: languages[locale] })),
        ]}
        errors={errors}
      />
      <button type="submit">{words.save}</button>
    </Form>
  )
}
