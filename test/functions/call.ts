import { randomUUID } from 'node:crypto'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { expect } from 'vitest'
import { handler as customerHandler } from '../../functions/customer/handler.ts'
import { handler as partnerHandler } from '../../functions/partner/handler.ts'
import { type ProblemCode, problems } from '../../shared/domain/errors.ts'
import { callsOf } from '../store/calls.ts'
import { contentsOf } from '../store/tables.ts'
import { type Person, tokenOf } from './people.ts'

export interface Request {
  as?: Person
  token?: string
  /** sent as JSON; a string as it is, bytes as Base64 */
  body?: unknown
  headers?: Record<string, string | undefined>
  query?: Record<string, string>
  /** `name=value`, as API Gateway hands them over */
  cookies?: string[]
  /** how long the function may still run, in milliseconds */
  left?: number
}

export interface Answer {
  status: number
  headers: Record<string, unknown>
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as a client without our types would read them
  body: any
}

export async function eventOf(
  method: string,
  path: string,
  { as, token, body, headers, query, cookies }: Request = {},
) {
  const bearer = token ?? (as && (await tokenOf(as)))
  const bytes = body instanceof Uint8Array
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: Object.fromEntries(
      Object.entries({
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      }).filter(([, value]) => value !== undefined),
    ),
    queryStringParameters: query,
    cookies,
    requestContext: { http: { method, path }, requestId: randomUUID() },
    body: bytes ? Buffer.from(body).toString('base64') : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: bytes,
  } as unknown as APIGatewayProxyEventV2
}

export const lambdaContext = (milliseconds = 60_000) => ({ getRemainingTimeInMillis: () => milliseconds }) as Context

const caller =
  (handler: typeof partnerHandler) =>
  async (method: string, path: string, request: Request = {}): Promise<Answer> => {
    const event = await eventOf(method, path, request)
    const answer = (await handler(event, lambdaContext(request.left))) as APIGatewayProxyStructuredResultV2
    const text = answer.body ?? ''
    return { status: answer.statusCode ?? 0, headers: answer.headers ?? {}, text, body: JSON.parse(text) }
  }

/** Calls a function's real handler as API Gateway would. */
export const partnerApi = caller(partnerHandler)
export const customerApi = caller(customerHandler)

export const key = () => ({ 'idempotency-key': randomUUID() })

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem'])
const counts = (input: Record<string, unknown>) =>
  String((input.Key as { pk?: unknown } | undefined)?.pk).startsWith('L#')

/** Expects the refusal, and that nothing was written anywhere but counters of limits. */
export async function refused(
  request: () => Promise<Answer>,
  code: ProblemCode,
  ...organisations: { id: string }[]
): Promise<Answer> {
  const ids = organisations.map(({ id }) => id)
  const before = await contentsOf(...ids)
  const { result: answer, calls } = await callsOf(request)
  expect({ code: answer.body.code, status: answer.status }).toEqual({ code, status: problems[code].status })
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(calls.filter((c) => writes.has(c.operation) && c.succeeded && !counts(c.input))).toEqual([])
  expect(await contentsOf(...ids)).toEqual(before)
  return answer
}
