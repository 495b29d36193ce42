import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { Problem } from '../domain/errors.ts'
import { logger } from '../log.ts'
import { isTransient, unavailable } from '../store/transient.ts'
import { answerProblem } from './answer.ts'

type HttpMiddleware = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>

/** One log line a request: route, status, duration. Never a body, a query, a header or a link. */
export const logRequest = (): HttpMiddleware => {
  const started = new WeakMap<object, number>()
  return {
    before: ({ event }) => {
      started.set(event, performance.now())
    },
    after: ({ event, response }) => {
      const { requestId, http } = event.requestContext
      logger.info('request', {
        requestId,
        method: http.method,
        routeKey: event.routeKey,
        status: response?.statusCode,
        milliseconds: Math.round(performance.now() - (started.get(event) ?? 0)),
      })
    },
  }
}

type Event = APIGatewayProxyEventV2
type Result = APIGatewayProxyStructuredResultV2

/**
 * Every refusal becomes an answer, problem+json unless `page` makes a page of it. What AWS refused for a moment is
 * answered with 503; anything else is logged with its stack and answered as `internal`.
 */
export const answerProblems = (
  page?: (error: unknown, event: Event) => Promise<Result> | undefined,
): HttpMiddleware => ({
  onError: async (request) => {
    const { event } = request
    const error = isTransient(request.error) ? unavailable(request.error) : request.error
    const { requestId, http } = event.requestContext
    if (error instanceof Problem) {
      // what does not answer is the operator's to look at: the alarm hears of errors only
      logger[error.code === 'timed-out' ? 'error' : 'info']('refused', {
        requestId,
        method: http.method,
        routeKey: event.routeKey,
        code: error.code,
        status: error.status,
      })
    } else {
      logger.error('failed', { requestId, method: http.method, routeKey: event.routeKey, error: error as Error })
    }
    request.response = (await page?.(error, event)) ?? answerProblem(error, event.rawPath, requestId)
  },
})
