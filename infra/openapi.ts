import * as z from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import { type Route, routes } from '../functions/routes.ts'
import { type ProblemCode, problems } from '../shared/domain/errors.ts'
import { problemShape } from '../shared/http/shapes/problem.ts'

/** What a route may refuse with because of what it is; its row names only what is its own. */
const implied: { when: (route: Route) => boolean; problems: ProblemCode[] }[] = [
  {
    when: () => true,
    problems: ['internal', 'dependency-throttled', 'timed-out', 'method-not-allowed', 'not-acceptable'],
  },
  { when: ({ caller }) => caller !== 'anyone', problems: ['unauthenticated', 'token-expired', 'token-wrong-audience'] },
  { when: ({ caller }) => caller === 'partner', problems: ['role-not-allowed', 'partner-not-active'] },
  { when: ({ query }) => query !== undefined, problems: ['validation-failed', 'unknown-field'] },
  {
    when: ({ body }) => body !== undefined,
    problems: ['malformed-json', 'validation-failed', 'unknown-field', 'payload-too-large', 'unsupported-media-type'],
  },
  { when: ({ idempotent }) => idempotent === true, problems: ['idempotency-key-missing', 'idempotency-key-reused'] },
  { when: ({ ifMatch }) => ifMatch === true, problems: ['precondition-required', 'etag-mismatch'] },
]

/** Every code that a route may answer. */
export const problemsOf = (route: Route) => [
  ...new Set([...(route.problems ?? []), ...implied.flatMap((row) => (row.when(route) ? row.problems : []))]),
]

/** One answer per status, saying each code that it may carry. */
const refusalsOf = (route: Route): ZodOpenApiResponsesObject => {
  const byStatus = Map.groupBy(problemsOf(route), (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      `${status}`,
      {
        description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: problemShape } },
      },
    ]),
  )
}

const answersOf = ({ answers }: Route): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      { description: schema.description ?? 'Done', content: { 'application/json': { schema } } },
    ]),
  )

const header = (description: string) => z.string().meta({ description })

const parametersOf = ({ path, query, idempotent, ifMatch }: Route) => ({
  path: z.object(Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, z.string()]))),
  query: query ?? z.object({}),
  header: z.object({
    ...(idempotent && { 'Idempotency-Key': header('A fresh one for each request; the same one for a repeat') }),
    ...(ifMatch && { 'If-Match': header('The ETag that you read') }),
  }),
})

const operationOf = (route: Route): ZodOpenApiOperationObject => ({
  operationId: route.id,
  summary: route.summary,
  ...(route.caller === 'partner' && { description: `For ${route.roles.join(', ')} of the partner.` }),
  ...(route.caller !== 'anyone' && { security: [{ token: [] }] }),
  requestParams: parametersOf(route),
  ...(route.body && {
    requestBody: {
      required: !route.body.safeParse(undefined).success,
      content: {
        'application/json': { schema: route.body },
        ...(route.bodyRules?.csv && { 'text/csv': csvText, 'application/csv': csvText }),
      },
    },
  }),
  responses: { ...answersOf(route), ...refusalsOf(route) },
})

const csvText = {
  schema: z.string().meta({
    description:
      'In UTF-8 or with a byte order mark; application/csv also in the charset that the Content-Type names. Delimiter: that of a first line such as sep=; or the first of comma, semicolon and tab in the header',
  }),
}

/** The API document, made of the route table alone. */
export function openApiDocument(rows: readonly Route[] = routes) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const row of rows) paths[row.path] = { ...paths[row.path], [row.method.toLowerCase()]: operationOf(row) }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Liaison', version: '1', description: 'Asks customers for a business relationship.' },
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  })
}
