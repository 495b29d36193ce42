import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Functions, Outcome } from './functions.ts'
import { decodePath, findRoute, type Match, type Route } from './gateway-routes.ts'
import { readBody } from './http.ts'
import { stop } from './stop.ts'
import { account, type Stack } from './template.ts'

interface RouteProperties {
  RouteKey: string
  Target: string
}
interface IntegrationProperties {
  IntegrationUri: string
  PayloadFormatVersion?: string
}
const limit = 10 * 1024 * 1024

/** Serves the template's HTTP API: events in payload format 2.0 in, answers out. */
export function createGateway(stack: Stack, functions: Functions) {
  const routes = readRoutes(stack)
  return async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://gateway')
    const path = decodePath(url.pathname)
    const match = findRoute(routes, request.method ?? 'GET', url.pathname)
    const body = await readBody(request, limit)
    if (body === undefined) return plain(response, 413, 'Request Entity Too Large')
    if (!match) return plain(response, 404, 'Not Found')
    const requestId = randomUUID()
    response.setHeader('apigw-requestid', requestId)
    const outcome = await functions.invoke(match.route.functionId, toEvent(request, url, path, match, body, requestId))
    answer(request, response, outcome)
  }
}

export type Gateway = ReturnType<typeof createGateway>

function readRoutes(stack: Stack): Route[] {
  const idIn = (uri: string) =>
    /function:([^/:]+)/.exec(uri)?.[1] ?? stop(`The integration URI ${uri} names no function.`)
  const integrations = new Map(
    stack.ofType<IntegrationProperties>('AWS::ApiGatewayV2::Integration').map(({ id, properties }) => {
      if (properties.PayloadFormatVersion !== '2.0') stop(`Integration ${id} does not use payload format 2.0.`)
      return [id, idIn(properties.IntegrationUri)] as const
    }),
  )
  const callable = new Set(
    stack
      .ofType<{ FunctionName: string; Principal: string }>('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
      .map(({ properties }) => properties.FunctionName.split(':').at(-1)),
  )
  return stack.ofType<RouteProperties>('AWS::ApiGatewayV2::Route').map(({ id, properties }) => {
    const functionId = integrations.get(properties.Target.split('/').at(-1) ?? '')
    if (!functionId) return stop(`Route ${id} (${properties.RouteKey}) has no integration.`)
    if (!callable.has(functionId))
      stop(
        `Route ${properties.RouteKey} leads to ${functionId}, but no AWS::Lambda::Permission lets API Gateway call it.`,
      )
    const [method = '', path = ''] = properties.RouteKey.split(' ')
    return { key: properties.RouteKey, method, segments: path.split('/').slice(1), functionId }
  })
}

/** API Gateway hands these on as text, everything else in base64. */
const isText = (type: string) => type === '' || /^(text\/|application\/(json|javascript|xml|([^;]*\+json)))/i.test(type)

function toEvent(request: IncomingMessage, url: URL, path: string, match: Match, body: Buffer, requestId: string) {
  const { cookie, ...rest } = request.headersDistinct
  const headers = Object.fromEntries(Object.entries(rest).map(([name, values]) => [name, values?.join(',') ?? '']))
  const query: Record<string, string> = {}
  for (const [name, value] of url.searchParams) query[name] = name in query ? `${query[name]},${value}` : value
  // what is not UTF-8 would not survive as text
  const text = isText(headers['content-type'] ?? '') && isUtf8(body)
  const domainName = headers.host ?? 'localhost'
  const now = new Date()
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookie && { cookies: cookie.flatMap((line) => line.split(/; */)) }),
    headers: {
      ...headers,
      'x-forwarded-for': request.socket.remoteAddress ?? '127.0.0.1',
      'x-forwarded-proto': 'http',
    },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(match.parameters).length > 0 && { pathParameters: match.parameters }),
    requestContext: {
      accountId: account,
      apiId: 'local',
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !text,
  }
}

interface Result {
  statusCode?: number
  headers?: Record<string, string | number | boolean>
  cookies?: string[]
  body?: string
  isBase64Encoded?: boolean
}

function answer(request: IncomingMessage, response: ServerResponse, outcome: Outcome) {
  if ('failure' in outcome)
    return outcome.failure === 'timeout'
      ? plain(response, 503, 'Service Unavailable')
      : plain(response, 500, 'Internal Server Error')
  const result = readResult(outcome.payload)
  if (!result) return plain(response, 500, 'Internal Server Error')
  const body = Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8')
  try {
    response.setHeader('content-type', 'text/plain;charset=UTF-8')
    for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, String(value))
    if (result.cookies) response.setHeader('set-cookie', result.cookies)
    response.setHeader('content-length', body.length)
    response.writeHead(result.statusCode ?? 200)
    response.end(request.method === 'HEAD' ? undefined : body)
  } catch {
    plain(response, 500, 'Internal Server Error')
  }
}

/** Format 2.0: without a status code the whole payload is a JSON body. */
function readResult(payload: unknown): Result | undefined {
  const isObject = typeof payload === 'object' && payload !== null
  if (isObject && 'statusCode' in payload) return Number.isInteger(payload.statusCode) ? (payload as Result) : undefined
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body }
}

function plain(response: ServerResponse, status: number, message: string) {
  if (response.headersSent) return response.destroy()
  for (const name of response.getHeaderNames()) if (name !== 'apigw-requestid') response.removeHeader(name)
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
}
