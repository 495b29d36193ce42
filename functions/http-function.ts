import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { withinBudget } from '../shared/aws.ts'
import { Problem, timedOut } from '../shared/domain/errors.ts'
import { notFound } from '../shared/domain/ids.ts'
import { endpoint, type Handler, type Row } from '../shared/http/endpoint.ts'
import { answerProblems, logRequest } from '../shared/http/middleware.ts'
import { answerProblemPage, type PageHandler, type PageRouteRow, pageEndpoint } from '../shared/http/page.tsx'
import { pages } from './pages.ts'
import { routes } from './routes.ts'

type ApiRow = (typeof routes)[number]
type PageRow = (typeof pages)[number]

/** A handler for each row of the function: a missing one does not compile. */
export type Handlers<F> = { [R in Extract<ApiRow, { function: F }> as R['id']]: Handler<R> }
export type PageHandlers<F> = { [R in Extract<PageRow, { function: F }> as R['id']]: PageHandler<R> }

const matches = (pattern: string, path: string) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)

// whatever API Gateway finds no route for ends here: a wrong path, or a wrong method on a right one
function noRoute({ method, path }: { method: string; path: string }): never {
  const rows = [...routes, ...pages].filter((row) => matches(row.path, path))
  if (rows.length === 0) throw notFound()
  const allow = [...new Set(rows.map((row) => row.method))]
  throw new Problem('method-not-allowed', `${method} is not known here; ${allow.join(', ')} is.`, { allow })
}

/** What is left of a function's time for the answer, where its work is not done before. */
export const reserveMilliseconds = 1000

const isApi = ({ rawPath }: APIGatewayProxyEventV2) => rawPath.startsWith('/v1/') || rawPath === '/openapi.json'

/** The rows of one function behind one handler: log, answer problems, find the route, check, handle. */
export function httpFunction<F extends ApiRow['function'] | PageRow['function']>(
  name: F,
  handlers: NoInfer<Handlers<F>>,
  pageHandlers: NoInfer<PageHandlers<F>>,
) {
  const byId = handlers as Record<string, unknown>
  const pageById = pageHandlers as Record<string, unknown>
  const router = httpRouter({
    routes: [
      ...routes
        .filter((row) => row.function === name)
        .map((row) => ({
          method: row.method,
          path: row.path,
          handler: endpoint<Row>(row, byId[row.id] as Handler<Row>),
        })),
      ...pages
        .filter((row) => row.function === name)
        .map((row) => ({
          method: row.method,
          path: row.path,
          handler: pageEndpoint<PageRouteRow>(row, pageById[row.id] as PageHandler<PageRouteRow>),
        })),
    ],
    notFoundResponse: noRoute,
  })
  return middy({
    timeoutEarlyInMillis: reserveMilliseconds,
    timeoutEarlyResponse: () => {
      throw timedOut()
    },
  })
    .use(logRequest())
    .use(answerProblems((error, event) => (isApi(event) ? undefined : answerProblemPage(error, event))))
    .handler((event, context, options) => withinBudget(options.signal, () => router(event, context, options)))
}
