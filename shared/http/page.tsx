import { randomBytes } from 'node:crypto'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Child, JSXNode } from 'hono/jsx'
import type * as z from 'zod'
import { Problem, type ProblemCode } from '../domain/errors.ts'
import type { KeyRing } from '../domain/link.ts'
import { type Locale, locales } from '../domain/locale.ts'
import { type AppRole, holdsAny, type Member } from '../domain/people.ts'
import { checkedBy, type WrongKind } from '../domain/wrong-field.ts'
import { readEnvironment } from '../environment.ts'
import { pickLocale } from '../messages/messages.ts'
import { wrongFieldSentence } from '../messages/wrong-field.ts'
import { keyRing, keyRingWithin } from '../secrets/key-ring.ts'
import type { Frame } from '../views/layout.tsx'
import type { Wrong } from '../views/parts.tsx'
import { ProblemPage } from '../views/problem-page.tsx'
import { headersOf } from './answer.ts'
import { cookieIn, setCookie } from './cookies.ts'
import { formToken, isFormToken, sessionOf } from './session.ts'

const { OPERATOR_NAME, PORTALS } = readEnvironment('OPERATOR_NAME', 'PORTALS')

const maxFormBytes = 64 * 1024
const visitSeconds = 86_400
// well within what a function keeps back for its answer
const ringMilliseconds = 500

export interface PageRouteRow {
  id: string
  method: 'GET' | 'POST'
  path: string
  caller: 'anyone' | 'member' | 'partner'
  roles?: readonly AppRole[]
}

/** A request for a page. `form` is empty but for a POST. */
export interface PageRequest<R> {
  caller: R extends { caller: 'anyone' } ? Member | undefined : Member
  form: URLSearchParams
  query: URLSearchParams
  params: Record<string, string | undefined>
  cookies: string[]
  ring: KeyRing
  frame: Frame
  locale: Locale
  /** of the portal by whose name the browser came; configuration, never the Host header itself */
  portal: { cloud: keyof typeof PORTALS; baseUrl: string }
  now: Date
}

export type PageReply =
  | { page: JSXNode | Child; status?: number; cookies?: string[] }
  | { redirect: string; cookies?: string[] }
  | { file: string; type: string }

export type PageHandler<R> = (request: PageRequest<R>) => Promise<PageReply> | PageReply

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const always = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

function answerPage(reply: PageReply): APIGatewayProxyStructuredResultV2 {
  if ('file' in reply)
    return {
      statusCode: 200,
      headers: { ...always, 'content-type': reply.type, 'cache-control': 'public, max-age=31536000, immutable' },
      body: reply.file,
    }
  if ('redirect' in reply)
    return { statusCode: 303, headers: { ...always, location: reply.redirect }, cookies: reply.cookies }
  return {
    statusCode: reply.status ?? 200,
    headers: { ...always, 'content-type': 'text/html; charset=utf-8' },
    cookies: reply.cookies,
    body: `<!doctype html>${String(reply.page)}`,
  }
}

function localeOf({ cookies, headers }: APIGatewayProxyEventV2): Locale {
  const chosen = cookieIn(cookies, 'language')
  return locales.find((locale) => locale === chosen) ?? pickLocale(headers['accept-language'], 'en')
}

function portalOfHost(host: string | undefined): PageRequest<unknown>['portal'] {
  const all = Object.entries(PORTALS).map(([cloud, { baseUrl }]) => ({ cloud: cloud as keyof typeof PORTALS, baseUrl }))
  const portal = all.find(({ baseUrl }) => new URL(baseUrl).host === host) ?? all[0]
  if (!portal) throw new Error('no portal is configured')
  return portal
}

/** Where a page may lead back to: a path of ours, whatever was asked for. */
export function safePath(wanted: string | null | undefined, otherwise = '/'): string {
  if (!wanted || !/^\/(?![/\\])[\w\-./~%?=&+,:@]*$/.test(wanted)) return otherwise
  return wanted
}

// A browser says where a form stands; one that does not leaves it to the token alone. Origin reads "null" on our own
// forms, because pages send no referrer: it only tells of a foreign site where it names one.
function requireOwnForm(event: APIGatewayProxyEventV2, ring: KeyRing, form: URLSearchParams, own: string): void {
  const { origin = 'null', 'sec-fetch-site': site } = event.headers
  const foreign = site === undefined ? origin !== 'null' && origin !== new URL(own).origin : site !== 'same-origin'
  if (foreign || !isFormToken(ring, cookieIn(event.cookies, 'visit'), form.get('_token')))
    throw new Problem('content-changed', 'The form was not sent from a page of ours, or the page is too old.')
}

function formIn({ body = '', isBase64Encoded, headers }: APIGatewayProxyEventV2): URLSearchParams {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body
  if (text.length > maxFormBytes) throw new Problem('payload-too-large', 'The form is too large.')
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? ''))
    throw new Problem('unsupported-media-type', 'A form is expected.')
  return new URLSearchParams(text)
}

function requirePermitted(row: PageRouteRow, caller: Member | undefined): void {
  if (row.caller === 'anyone') return
  if (!caller) throw new Problem('unauthenticated', 'Sign in first.')
  if (row.caller === 'partner' && (caller.membership === 'guest' || !holdsAny(caller, row.roles ?? [])))
    throw new Problem(
      'role-not-allowed',
      `This takes one of the app roles ${row.roles?.join(', ')} in your own organisation.`,
    )
}

/** Who looks, in which language, from where; then the handler: the same order for every page. */
export const pageEndpoint =
  <R extends PageRouteRow>(row: R, handler: PageHandler<R>) =>
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const ring = await keyRing()
    const portal = portalOfHost(event.headers.host)
    const form = row.method === 'POST' ? formIn(event) : new URLSearchParams()
    if (row.method === 'POST') requireOwnForm(event, ring, form, portal.baseUrl)
    const caller = await sessionOf(ring, event.cookies, portal.cloud)
    requirePermitted(row, caller)
    const { frame, cookies } = frameOf(event, ring, caller)
    const request = {
      caller,
      form,
      query: new URLSearchParams(event.rawQueryString),
      params: event.pathParameters ?? {},
      cookies: event.cookies ?? [],
      ring,
      frame,
      locale: frame.locale,
      portal,
      now: new Date(),
    }
    const reply = await handler(request as PageRequest<R>)
    if ('file' in reply) return answerPage(reply)
    return answerPage({ ...reply, cookies: [...cookies, ...(reply.cookies ?? [])] })
  }

function frameOf(event: APIGatewayProxyEventV2, ring: KeyRing | undefined, caller: Member | undefined) {
  const known = cookieIn(event.cookies, 'visit')
  const visit = known ?? randomBytes(18).toString('base64url')
  const frame: Frame = {
    locale: localeOf(event),
    operator: OPERATOR_NAME,
    token: ring && formToken(ring, visit),
    here: safePath(event.requestContext.http.method === 'GET' ? pathAndQuery(event) : undefined),
    caller,
  }
  return { frame, cookies: known ? [] : [setCookie('visit', visit, visitSeconds)] }
}

const pathAndQuery = ({ rawPath, rawQueryString }: APIGatewayProxyEventV2) =>
  rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath

/** What a browser gets for an error: the sign-in where it is missing, otherwise a page that says what happened. */
export async function answerProblemPage(
  error: unknown,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const problem = error instanceof Problem ? error : undefined
  // a form must not lead to another site, not even by a redirect: whoever posts without a session gets a page with a link
  if (problem?.code === 'unauthenticated' && event.requestContext.http.method === 'GET')
    return answerPage({ redirect: `/sign-in?to=${encodeURIComponent(pathAndQuery(event))}` })
  // the reason may be that there are no keys to be had: then the page does without forms and without saying who is signed in
  const ring = await keyRingWithin(ringMilliseconds)
  const portal = portalOfHost(event.headers.host)
  const caller = ring && (await sessionOf(ring, event.cookies, portal.cloud))
  const { frame, cookies } = frameOf(event, ring, caller)
  const { requestId } = event.requestContext
  const page = <ProblemPage frame={frame} problem={problem} requestId={requestId} />
  const answer = answerPage({ page, status: problem?.status ?? 500, cookies })
  return { ...answer, headers: { ...answer.headers, ...(problem && headersOf(problem)) } }
}

/** The refusal of one of these codes, or what the work answered: for pages that show a refusal in place. */
export async function refusalOr<T>(
  work: Promise<T>,
  ...codes: ProblemCode[]
): Promise<{ refusal: Problem } | { value: T }> {
  try {
    return { value: await work }
  } catch (error) {
    if (error instanceof Problem && (codes.length === 0 || codes.includes(error.code))) return { refusal: error }
    throw error
  }
}

/** A wrong field of a form, with the kind for pages that have words of their own. */
export interface WrongInput extends Wrong {
  kind: WrongKind
}

/** Checks a form: empty fields count as absent, those in `several` as lists. Each wrong field is named by its input's id. */
export function checkedForm<T extends z.ZodType>(
  schema: T,
  form: URLSearchParams,
  { several = [], locale }: { several?: readonly string[]; locale: Locale },
): { data: z.output<T>; errors?: undefined } | { data?: undefined; errors: WrongInput[] } {
  const fields: Record<string, string | string[]> = {}
  for (const key of new Set(form.keys())) {
    if (key === '_token') continue
    const values = form.getAll(key).filter((value) => value !== '')
    if (several.includes(key)) fields[key] = values
    else if (values[0] !== undefined) fields[key] = values.length > 1 ? values : values[0]
  }
  const { data, wrong } = checkedBy(schema, fields)
  if (!wrong) return { data }
  return {
    errors: wrong.map((one) => ({
      field: String(one.path[0] ?? 'content'),
      message: wrongFieldSentence(locale, one),
      kind: one.kind,
    })),
  }
}
