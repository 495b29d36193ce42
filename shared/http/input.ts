import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod'
import { type FieldError, Problem } from '../domain/errors.ts'
import { checkedBy, type WrongField } from '../domain/wrong-field.ts'
import { wrongFieldText } from '../messages/wrong-field.ts'
import { charsetOf, decodeText } from './charset.ts'
import { type CsvRules, rowsOfCsv } from './csv.ts'

const defaultMaxBytes = 64 * 1024

const isJson = /^application\/json\s*(;|$)/i
// API Gateway hands text/* on as UTF-8 text, and every other type as the bytes that were sent
const isCsv = /^(text|application)\/csv\s*(;|$)/i

/** What a row of the route table says of its body. `csv`: the columns, where CSV is taken beside JSON. */
export interface BodyRules {
  maxBytes?: number
  csv?: CsvRules
}

/** The body, out of JSON or CSV; undefined where there is none. */
export function readBody({ body, isBase64Encoded, headers }: APIGatewayProxyEventV2, rules: BodyRules = {}): unknown {
  if (body === undefined || body === '') return undefined
  const { maxBytes = defaultMaxBytes, csv } = rules
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > maxBytes)
    throw new Problem('payload-too-large', `The body has ${bytes.length} bytes, at most ${maxBytes} are taken.`)
  const type = headers['content-type'] ?? 'no Content-Type'
  if (csv && isCsv.test(type))
    return rowsOfCsv(decodeText(bytes, { charset: charsetOf(type), asText: !isBase64Encoded }), csv)
  if (!isJson.test(type))
    throw new Problem(
      'unsupported-media-type',
      `Send the body as application/json${csv ? ' or text/csv' : ''}, got ${type}.`,
    )
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Problem('malformed-json', 'The body is not valid JSON in UTF-8.')
  }
}

const pointer = (path: PropertyKey[]) =>
  path.map((p) => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const fieldError = (field: WrongField): FieldError => ({
  pointer: pointer(field.path),
  code: field.kind,
  message: wrongFieldText('en', field),
})

/** Checks what came in; every wrong field is named. `what` says which part of the request it is. */
export function parsed<T extends z.ZodType>(schema: T, value: unknown, what: 'body' | 'query'): z.output<T> {
  const { data, wrong } = checkedBy(schema, value)
  if (!wrong) return data
  const errors = wrong.map(fieldError)
  const unknown = errors.every((e) => e.code === 'unknown-field')
  const list = errors.map((e) => `${e.pointer || `the ${what}`} ${e.message}`).join('; ')
  throw new Problem(unknown ? 'unknown-field' : 'validation-failed', `In the ${what}: ${list}.`, { errors })
}

/** The client's own key for a create or send: visible ASCII, so that a repeat is recognised. */
export function idempotencyKeyOf(headers: Record<string, string | undefined>): string {
  const key = headers['idempotency-key']
  if (key === undefined || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Problem(
      'idempotency-key-missing',
      'Send an Idempotency-Key header of 1 to 200 visible ASCII characters, a fresh UUID for each new request.',
    )
  return key
}

/** The version that an edit was made on, from `If-Match: "3"`. */
export function ifMatchOf(headers: Record<string, string | undefined>): number {
  const value = headers['if-match']
  if (value === undefined) throw new Problem('precondition-required', 'Send If-Match with the ETag that you read.')
  const version = /^"(\d{1,9})"$/.exec(value)?.[1]
  if (!version) throw new Problem('etag-mismatch', `If-Match must be an ETag such as "3", got ${value.slice(0, 40)}.`)
  return Number(version)
}
