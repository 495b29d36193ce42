import type { AcceptedAgreement } from '../domain/agreement.ts'
import { provenNameOf } from '../domain/people.ts'
import { formatDateTime } from '../messages/formats.ts'
import { commonWords, partnersWords } from '../messages/pages/pages.ts'
import { Form } from './layout.tsx'
import { Unblock } from './partners-block.tsx'
import { PartnersLayout, type Side } from './partners-frame.tsx'
import { Choices, Facts, Field, Note } from './parts.tsx'

export interface BlockedPartner {
  partnerId: string
  partnerName: string
  blockedAt: string
}

/** The resellers that the organisation wants nothing more of. */
export function BlocksPage(props: { side: Side; blocks: readonly BlockedPartner[]; nextHref: string | undefined }) {
  const { side, blocks, nextHref } = props
  const { frame, readOnly } = side
  const { blocks: words, list } = partnersWords(frame.locale)
  return (
    <PartnersLayout side={side} area="blocks" title={words.title}>
      {blocks.length === 0 ? (
        <Note>
          <p>
            <strong>{words.none}</strong> {words.noneText}
          </p>
        </Note>
      ) : (
        <>
          <p>{words.lead}</p>
          <table class="cards">
            <caption>{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{list.partner}</th>
                <th scope="col">{words.since}</th>
                {!readOnly && <th scope="col">{words.action}</th>}
              </tr>
            </thead>
            <tbody>
              {blocks.map((block) => (
                <tr>
                  <th scope="row">{block.partnerName}</th>
                  <td data-label={words.since}>{formatDateTime(frame.locale, new Date(block.blockedAt))}</td>
                  {!readOnly && (
                    <td>
                      <Unblock frame={frame} block={block} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {nextHref && (
        <p>
          <a href={nextHref}>{commonWords(frame.locale).next}</a>
        </p>
      )}
    </PartnersLayout>
  )
}

export interface AgreementFacts {
  version: string
  title: string
  sha256: string
  accepted: AcceptedAgreement | undefined
  values: { firstName: string; lastName: string; email: string }
}

/** The version in force: who accepted it, or the form to do so. */
export function AgreementInForcePage({ side, facts }: { side: Side; facts: AgreementFacts }) {
  const { frame, errors, readOnly } = side
  const { agreement: words } = partnersWords(frame.locale)
  const { version, title, sha256, accepted, values } = facts
  return (
    <PartnersLayout side={side} area="agreement" title={words.title}>
      <p>{words.lead}</p>
      <div class="card">
        <Facts
          rows={[
            [words.version, version],
            [words.text, <a href={`/agreement/${frame.locale}`}>{words.read({ title })}</a>],
            [words.acceptedAt, accepted && formatDateTime(frame.locale, new Date(accepted.acceptedAt))],
            [words.acceptedBy, accepted && `${accepted.firstName} ${accepted.lastName} (${accepted.email})`],
            [words.hash, <span class="code">{accepted?.sha256 ?? sha256}</span>],
          ]}
        />
      </div>
      {!accepted && (
        <Note tone="warn">
          <p>{words.open}</p>
        </Note>
      )}
      {!accepted && !readOnly && (
        <Form frame={frame} action="/partners/agreement">
          <input type="hidden" name="version" value={version} />
          {(['firstName', 'lastName', 'email'] as const).map((id) => (
            <Field
              id={id}
              type={id === 'email' ? 'email' : 'text'}
              label={words[id]}
              value={values[id]}
              autocomplete={{ firstName: 'given-name', lastName: 'family-name', email: 'email' }[id]}
              errors={errors}
            />
          ))}
          <Choices
            name="agree"
            legend={words.title}
            type="checkbox"
            options={[{ value: 'yes', label: words.agree }]}
            errors={errors}
          />
          <button type="submit">{words.button}</button>
        </Form>
      )}
    </PartnersLayout>
  )
}

/** What an erasure takes and leaves, and the typed confirmation. */
export function ErasurePage({ side, typed }: { side: Side; typed?: string }) {
  const { frame, caller, errors, readOnly } = side
  const { erasure: words } = partnersWords(frame.locale)
  const domain = provenNameOf(caller)
  return (
    <PartnersLayout side={side} area="erasure" title={words.title}>
      <p>{words.lead}</p>
      <h2>{words.goes}</h2>
      <ul>
        {words.goesList.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <h2>{words.stays}</h2>
      <ul>
        {words.staysList.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      {!readOnly && (
        <Form frame={frame} action="/partners/erasure">
          <Field
            id="confirm"
            label={words.confirm({ domain })}
            hint={words.confirmHint}
            value={typed}
            autocomplete="off"
            errors={errors}
          />
          <button class="danger" type="submit">
            {words.button}
          </button>
        </Form>
      )}
    </PartnersLayout>
  )
}
