import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import { Problem } from '../shared/domain/errors.ts'
import { notFound } from '../shared/domain/ids.ts'
import { endpoint, type Handler, type Row } from '../shared/http/endpoint.ts'
import { answerProblems, logRequest } from '../shared/http/middleware.ts'
import { routes } from './routes.ts'

type Rows = (typeof routes)[number]
type RowsOf<F> = Extract<Rows, { function: F }>

/** A handler for each row of the function: a missing one does not compile. */
export type Handlers<F extends Rows['function']> = { [R in RowsOf<F> as R['id']]: Handler<R> }

const matches = (pattern: string, path: string) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)

// whatever API Gateway finds no route for ends here: a wrong path, or a wrong method on a right one
function noRoute({ method, path }: { method: string; path: string }): never {
  const methods = routes.filter((row) => matches(row.path, path)).map((row) => row.method)
  if (methods.length === 0) throw notFound()
  throw new Problem('method-not-allowed', `${method} is not known here; ${methods.join(', ')} is.`)
}

/** The rows of one function behind one handler: log, answer problems, find the route, check, handle. */
export function httpFunction<F extends Rows['function']>(name: F, handlers: NoInfer<Handlers<F>>) {
  const byId = handlers as unknown as Record<string, Handler<Row>>
  const rows = routes.filter((row) => row.function === name)
  return middy()
    .use(logRequest())
    .use(answerProblems())
    .handler(
      httpRouter({
        routes: rows.map((row) => ({
          method: row.method,
          path: row.path,
          handler: endpoint<Row>(row, byId[row.id] as Handler<Row>),
        })),
        notFoundResponse: noRoute,
      }),
    )
}
