import type { Privileges } from '../domain/admin-privileges.ts'
import { adminRoleByCode } from '../domain/admin-roles.ts'
import type { Relationship } from '../domain/relationship.ts'
import { utcDay } from '../domain/time.ts'
import { formatDate } from '../messages/formats.ts'
import { messagesOf } from '../messages/messages.ts'
import { acceptWords, partnersWords } from '../messages/pages/pages.ts'
import { Form } from './layout.tsx'
import { PartnersLayout, type Side } from './partners-frame.tsx'
import { Choices, Field, Tag } from './parts.tsx'

/** The way back to the reseller's own page. */
export const Back = ({ side, relationship: r }: { side: Side; relationship: Relationship }) => (
  <a href={`/partners/${r.partnerId}`}>{partnersWords(side.frame.locale).back({ partner: r.partnerName })}</a>
)

/** What was typed into the form, to be shown again. */
export interface PrivilegesValues {
  roles: readonly string[]
  until: string
  autoExtend: boolean
}

export interface ChangeFacts {
  relationship: Relationship
  /** as the clock has made them; what was asked for is the frame */
  present: Privileges
  latest: string
  values?: PrivilegesValues
}

/** Strike roles, give them back, shorten the time, stop the extension. */
export function ChangePrivilegesPage({ side, facts }: { side: Side; facts: ChangeFacts }) {
  const { frame, errors, readOnly } = side
  const { locale } = frame
  const { change: words, privileges } = partnersWords(locale)
  const { request } = acceptWords(locale)
  const { roles, risks } = messagesOf(locale)
  const { relationship: r, present, latest, values } = facts
  const held = present.state === 'revoked' ? [] : present.roles
  const title = words.title({ partner: r.partnerName })
  return (
    <PartnersLayout side={side} area="partners" title={title} back={<Back side={side} relationship={r} />}>
      <p>{words.lead}</p>
      {!readOnly && (
        <Form frame={frame} action={`/partners/${r.partnerId}/privileges`}>
          <input type="hidden" name="version" value={String(r.version)} />
          <Choices
            name="roles"
            legend={words.roles}
            hint={words.rolesHint}
            type="checkbox"
            errors={errors}
            options={present.asked.roles.map((code) => {
              const { id, risk } = adminRoleByCode(code)
              return {
                value: id,
                label: roles[code].name,
                hint: `${roles[code].allows} ${request.notAllowed} ${roles[code].notIncluded}`,
                checked: values ? values.roles.includes(id) : held.includes(code),
                tag: <Tag>{request.risk({ risk: risks[risk].name })}</Tag>,
              }
            })}
          />
          <Field
            id="until"
            type="date"
            label={words.until}
            hint={words.untilHint({ date: formatDate(locale, new Date(latest)) })}
            value={values?.until ?? utcDay(new Date(present.endsAt))}
            errors={errors}
          />
          {present.asked.autoExtend !== 'PT0S' && (
            <Choices
              name="autoExtend"
              legend={words.extension}
              type="checkbox"
              errors={errors}
              options={[
                {
                  value: present.asked.autoExtend,
                  label: words.autoExtend,
                  checked: values ? values.autoExtend : present.autoExtend !== 'PT0S',
                },
              ]}
            />
          )}
          <div class="row">
            <button type="submit">{words.save}</button>
            {held.length > 0 && <a href={`/partners/${r.partnerId}/privileges/remove`}>{privileges.remove}</a>}
          </div>
        </Form>
      )}
    </PartnersLayout>
  )
}

/** What ends and what stays, before all privileges are taken away. */
export function RemovePrivilegesPage(props: { side: Side; relationship: Relationship; live: Privileges | null }) {
  const { side, relationship: r, live } = props
  const { frame, readOnly } = side
  const { remove: words } = partnersWords(frame.locale)
  const { roles } = messagesOf(frame.locale)
  const partner = r.partnerName
  const title = words.title({ partner })
  return (
    <PartnersLayout side={side} area="partners" title={title} back={<Back side={side} relationship={r} />}>
      {!live ? (
        <p>{words.nothing({ partner })}</p>
      ) : (
        <>
          <h2>{words.goes}</h2>
          <ul>
            {live.roles.map((code) => (
              <li>
                <strong>{roles[code].name}.</strong> {roles[code].allows}
              </li>
            ))}
          </ul>
          <h2>{words.stays}</h2>
          <ul>
            {words.staysList.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
          {!readOnly && (
            <Form frame={frame} action={`/partners/${r.partnerId}/privileges/remove`}>
              <input type="hidden" name="version" value={String(r.version)} />
              <button class="danger" type="submit">
                {words.button}
              </button>
            </Form>
          )}
        </>
      )}
    </PartnersLayout>
  )
}
