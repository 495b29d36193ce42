import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod'
import { canonical, sha256 } from '../domain/canonical.ts'
import { Problem } from '../domain/errors.ts'
import { type AppRole, holdsAny, type Member } from '../domain/people.ts'
import { answer, type Reply } from './answer.ts'
import { callerOf } from './caller.ts'
import { type BodyRules, idempotencyKeyOf, ifMatchOf, parsed, readBody } from './input.ts'

/** What an endpoint reads of its row in the route table. */
export interface Row {
  id: string
  caller: 'anyone' | 'member' | 'partner'
  roles?: readonly AppRole[]
  body?: z.ZodType
  bodyRules?: BodyRules
  query?: z.ZodObject
  idempotent?: true
  ifMatch?: true
}

/** A client's key for one request, and the digest of what it asked for. */
export interface Idempotency {
  key: string
  hash: string
}

type Parsed<R, K extends string> = R extends { [P in K]: infer T extends z.ZodType } ? z.output<T> : undefined

/** A request as a handler sees it: checked, typed by its row. */
export interface Request<R> {
  caller: R extends { caller: 'anyone' } ? Member | undefined : Member
  body: Parsed<R, 'body'>
  query: Parsed<R, 'query'>
  params: Record<string, string | undefined>
  idempotency: R extends { idempotent: true } ? Idempotency : undefined
  ifMatch: R extends { ifMatch: true } ? number : undefined
  acceptLanguage: string | undefined
  now: Date
}

export type Handler<R> = (request: Request<R>) => Promise<Reply>

async function permitted(row: Row, headers: APIGatewayProxyEventV2['headers']): Promise<Member | undefined> {
  const caller = await callerOf(headers.authorization)
  if (row.caller === 'anyone') return caller
  if (!caller) throw new Problem('unauthenticated', 'Send an access token: Authorization: Bearer <token>.')
  if (row.caller === 'partner' && (caller.membership === 'guest' || !holdsAny(caller, row.roles ?? [])))
    throw new Problem(
      'role-not-allowed',
      `This takes one of the app roles ${row.roles?.join(', ')} in your own organisation.`,
    )
  return caller
}

// the same key by another person, on another route or resource is another request
const idempotencyOf = (
  row: Row,
  event: APIGatewayProxyEventV2,
  caller: Member | undefined,
  body: unknown,
): Idempotency => ({
  key: sha256(canonical([caller?.tenantId, caller?.userId, row.id, event.rawPath, idempotencyKeyOf(event.headers)])),
  hash: sha256(canonical(body ?? null)),
})

function requireJsonWanted(accept: string | undefined): void {
  if (accept === undefined || /(application\/(problem\+)?(json|\*)|\*\/\*)/i.test(accept)) return
  throw new Problem('not-acceptable', `The answer is application/json, you accept ${accept.slice(0, 80)}.`)
}

/** Who calls, what is asked, then the handler: the same order for every route. */
export const endpoint =
  <R extends Row>(row: R, handler: Handler<R>) =>
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    requireJsonWanted(event.headers.accept)
    const caller = await permitted(row, event.headers)
    const body = row.body ? parsed(row.body, readBody(event, row.bodyRules), 'body') : undefined
    const request = {
      caller,
      body,
      query: row.query ? parsed(row.query, event.queryStringParameters ?? {}, 'query') : undefined,
      params: event.pathParameters ?? {},
      idempotency: row.idempotent ? idempotencyOf(row, event, caller, body) : undefined,
      ifMatch: row.ifMatch ? ifMatchOf(event.headers) : undefined,
      acceptLanguage: event.headers['accept-language'],
      now: new Date(),
    }
    return answer(await handler(request as Request<R>))
  }
