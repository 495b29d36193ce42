import type * as z from 'zod'
import { type Rule, rules } from './rules.ts'
import { hidden } from './text.ts'

/** Every way in which a field can be wrong. */
export type WrongKind =
  | Rule
  | 'missing'
  | 'empty'
  | 'type'
  | 'form'
  | 'option'
  | 'unknown-field'
  | 'too-short'
  | 'too-long'
  | 'too-few'
  | 'too-many'
  | 'too-small'
  | 'too-large'
  | 'multiple'

export type ValueType = 'text' | 'number' | 'whole-number' | 'true-false' | 'list' | 'object' | 'null' | 'other'

/** A wrong field: where, in which way, and what its words need. */
export interface WrongField {
  path: PropertyKey[]
  kind: WrongKind
  /** what is expected of a `type` */
  expected: ValueType
  /** the bound of a size */
  limit: number
  /** the values that may be chosen, or the part of a text that is wrong */
  text: string
  /** what came; a literal is short and shows every character */
  got?: { type: ValueType; literal?: string }
}

const types: Record<string, ValueType> = {
  string: 'text',
  number: 'number',
  nan: 'number',
  int: 'whole-number',
  boolean: 'true-false',
  array: 'list',
  object: 'object',
  record: 'object',
  null: 'null',
}

const typeOf = (value: unknown): ValueType =>
  types[value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value] ?? 'other'

const shown = 40
const hiddenEach = new RegExp(hidden, `${hidden.flags}g`)

/** A value that may be repeated to who sent it: shortened, without characters that hide. */
function gotOf(value: unknown): WrongField['got'] {
  const type = typeOf(value)
  if (typeof value === 'string') {
    const text = value.length > shown ? `${value.slice(0, shown)}…` : value
    return { type, literal: `"${text.replace(hiddenEach, '?')}"` }
  }
  if (Number.isNaN(value)) return undefined
  return typeof value === 'number' || typeof value === 'boolean' ? { type, literal: String(value) } : { type }
}

type Issue = z.core.$ZodIssue
type Details = Partial<Omit<WrongField, 'path' | 'kind'>>

const isRule = (code: unknown): code is Rule => rules.some((one) => one === code)

const sizes = {
  too_small: { string: 'too-short', array: 'too-few', number: 'too-small' },
  too_big: { string: 'too-long', array: 'too-many', number: 'too-large' },
} as const

const originOf = (origin: string) => (origin === 'string' ? 'string' : origin === 'array' ? 'array' : 'number')

/** The kind of an issue and what its words need. Only formats, choices and types repeat what came. */
function kindOf(issue: Issue): [WrongKind, Details?] {
  const got = gotOf(issue.input)
  if (issue.input === undefined && issue.code !== 'custom') return ['missing']
  if (issue.code === 'too_small' && issue.input === '') return ['empty']
  if (isRule(issue.message)) {
    const params = issue.code === 'custom' ? issue.params : undefined
    const limit = issue.code === 'too_big' ? Number(issue.maximum) : 0
    return [issue.message, { limit, got: repeated.has(issue.message) ? got : undefined, ...params }]
  }
  switch (issue.code) {
    case 'invalid_type':
      return ['type', { expected: types[issue.expected] ?? 'other', got }]
    case 'invalid_value':
      return ['option', { text: issue.values.map(String).join(', '), got }]
    case 'too_small':
      return [sizes.too_small[originOf(issue.origin)], { limit: Number(issue.minimum) }]
    case 'too_big':
      return [sizes.too_big[originOf(issue.origin)], { limit: Number(issue.maximum) }]
    case 'not_multiple_of':
      return ['multiple', { limit: issue.divisor, got }]
    default:
      return ['form', { got }]
  }
}

const repeated: ReadonlySet<Rule> = new Set([
  'email',
  'domain',
  'country',
  'uuid',
  'day',
  'time',
  'days',
  'phone',
  'metadata-key',
])

const weight = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length + 1 : 1), 0)

function wrongFields(issues: readonly Issue[], at: PropertyKey[] = []): WrongField[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path]
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => fieldAt([...path, key], 'unknown-field'))
    // of a union's branches, the one that came closest tells most
    if (issue.code === 'invalid_union' && issue.errors.length > 0 && !isRule(issue.message))
      return wrongFields([...issue.errors].sort((a, b) => weight(a) - weight(b))[0] ?? [], path)
    if (issue.code === 'invalid_key' || issue.code === 'invalid_element') return wrongFields(issue.issues, path)
    return [fieldAt(path, ...kindOf(issue))]
  })
}

const fieldAt = (path: PropertyKey[], kind: WrongKind, details: Details = {}): WrongField => ({
  path,
  kind,
  expected: 'other',
  limit: 0,
  text: '',
  ...details,
})

/** The value as its schema makes it, or each wrong field. */
export function checkedBy<T extends z.ZodType>(
  schema: T,
  value: unknown,
): { data: z.output<T>; wrong?: undefined } | { data?: undefined; wrong: WrongField[] } {
  const result = schema.safeParse(value, { reportInput: true })
  return result.success ? { data: result.data } : { wrong: wrongFields(result.error.issues) }
}
