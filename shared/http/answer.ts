import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { Problem, problems } from '../domain/errors.ts'

/** What a handler says; `version` becomes the ETag. */
export interface Reply {
  status?: number
  body: unknown
  version?: number
  replayed?: boolean
  location?: string
}

const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
}

export function answer({ status = 200, body, version, replayed, location }: Reply): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: {
      ...always,
      'content-type': 'application/json',
      ...(version === undefined ? {} : { etag: `"${version}"` }),
      ...(replayed ? { 'idempotency-replayed': 'true' } : {}),
      ...(location ? { location } : {}),
    },
    body: JSON.stringify(body),
  }
}

/** What a client reads of a refusal without its body, on pages as in the API. */
export const headersOf = ({ details: { retryAfterSeconds, allow } }: Problem): Record<string, string> => ({
  ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  ...(allow ? { allow: allow.join(', ') } : {}),
})

/** RFC 9457. What is not a Problem is ours: the caller learns the request id and nothing else. */
export function answerProblem(error: unknown, path: string, requestId: string): APIGatewayProxyStructuredResultV2 {
  const problem =
    error instanceof Problem
      ? error
      : new Problem('internal', 'Something went wrong on our side. Tell the operator the request id if it stays so.')
  const { status, title } = problems[problem.code]
  return {
    statusCode: status,
    headers: {
      ...always,
      'content-type': 'application/problem+json',
      ...headersOf(problem),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: JSON.stringify({
      type: `urn:liaison:problem:${problem.code}`,
      title,
      status,
      detail: problem.message,
      instance: path,
      code: problem.code,
      requestId,
      ...problem.details,
    }),
  }
}
