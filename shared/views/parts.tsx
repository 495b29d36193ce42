import type { Child } from 'hono/jsx'
import { type Part, parts } from '../domain/deciding.ts'
import type { Locale } from '../domain/locale.ts'
import { commonWords } from '../messages/pages/pages.ts'

export type Tone = 'good' | 'warn' | 'bad'

export const Tag = ({ tone, children }: { tone?: Tone; children: Child }) => (
  <span class={tone ? `tag ${tone}` : 'tag'}>{children}</span>
)

export const Note = ({ tone, title, children }: { tone?: Tone; title?: string; children: Child }) => (
  <div class={tone ? `note ${tone}` : 'note'} role={tone === 'bad' ? 'alert' : undefined}>
    {title && <h2>{title}</h2>}
    {children}
  </div>
)

/** Tells a reader whose role decides some parts only which ones. */
export function MayDecide({ decidable, locale }: { decidable: readonly Part[]; locale: Locale }) {
  const words = commonWords(locale)
  if (decidable.length === 0 || decidable.length === parts.length) return null
  return <Note>{words.mayDecide({ parts: decidable.map((part) => words.parts[part]).join(', ') })}</Note>
}

/** Terms and what they are, as rows. Rows without a value are left out. */
export const Facts = ({ rows }: { rows: readonly (readonly [string, Child | undefined])[] }) => (
  <dl class="facts">
    {rows
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
  </dl>
)

/** A wrong field: its id and what to do. */
export interface Wrong {
  field: string
  message: string
}

/** What is wrong, on top of the page, each a link to its field. */
export const ErrorSummary = ({ title, errors }: { title: string; errors: readonly Wrong[] }) =>
  errors.length === 0 ? null : (
    <div class="note bad" role="alert" aria-labelledby="errors" tabindex={-1}>
      <h2 id="errors">{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )

interface FieldProps {
  id: string
  label: string
  hint?: string
  value?: string
  type?: 'text' | 'email' | 'tel' | 'search' | 'date' | 'number'
  required?: boolean
  autocomplete?: string
  rows?: number
  errors?: readonly Wrong[]
}

interface LabelProps {
  id: string
  label: string
  hint?: string
  errors?: readonly Wrong[]
}

/** What ties a control to its hint and its error, for those who hear pages. */
function tied({ id, hint, errors = [] }: LabelProps) {
  const error = errors.find((e) => e.field === id)
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return {
    error,
    control: { id, name: id, 'aria-describedby': described, 'aria-invalid': error ? 'true' : undefined } as const,
  }
}

/** A control under its label, its hint and its error. */
const Labelled = ({ id, label, hint, error, children }: LabelProps & { error?: Wrong; children: Child }) => (
  <div class={error ? 'field wrong' : 'field'}>
    <label for={id}>{label}</label>
    {hint && (
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    )}
    {error && (
      <span class="error" id={`${id}-error`}>
        {error.message}
      </span>
    )}
    {children}
  </div>
)

/** A labelled input with its hint and its error, tied together for those who hear pages. */
export function Field({ id, label, hint, value, type = 'text', required, autocomplete, rows, errors }: FieldProps) {
  const { error, control } = tied({ id, label, hint, errors })
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      {rows ? (
        <textarea {...control} required={required} rows={rows}>
          {value}
        </textarea>
      ) : (
        <input {...control} required={required} type={type} value={value} autocomplete={autocomplete} />
      )}
    </Labelled>
  )
}

export interface Option {
  value: string
  label: string
  hint?: string
}

export function Select(props: {
  id: string
  label: string
  hint?: string
  value?: string
  options: readonly Option[]
  errors?: readonly Wrong[]
}) {
  const { id, label, hint, value, options, errors } = props
  const { error, control } = tied({ id, label, hint, errors })
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select {...control}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** A group of radio buttons or check boxes under one legend. */
export function Choices(props: {
  name: string
  legend: string
  hint?: string
  type: 'radio' | 'checkbox'
  options: readonly (Option & { checked?: boolean; disabled?: boolean; tag?: Child })[]
  errors?: readonly Wrong[]
}) {
  const { name, legend, hint, type, options, errors = [] } = props
  const error = errors.find((e) => e.field === name)
  return (
    <fieldset class={error ? 'wrong' : undefined} aria-describedby={error && `${name}-error`}>
      <legend>{legend}</legend>
      {hint && <span class="hint">{hint}</span>}
      {error && (
        <span class="error" id={`${name}-error`}>
          {error.message}
        </span>
      )}
      {options.map((option, i) => {
        // the error summary leads to the first one
        const id = i === 0 ? name : `${name}-${i}`
        return (
          <div class="choice">
            <input
              type={type}
              id={id}
              name={name}
              value={option.value}
              checked={option.checked}
              disabled={option.disabled}
              aria-describedby={option.hint ? `${id}-hint` : undefined}
            />
            <label for={id}>
              {option.label} {option.tag}
            </label>
            {option.hint && (
              <span class="hint" id={`${id}-hint`}>
                {option.hint}
              </span>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
