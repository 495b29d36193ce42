import * as z from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import { type Route, routes } from '../functions/routes.ts'
import { type ProblemCode, problems } from '../shared/domain/errors.ts'

/** What the document reads of a route, beside its method, path and caller. */
interface Described extends Route {
  summary?: string
  body?: z.ZodType
  query?: z.ZodObject
  params?: z.ZodObject
  answers?: Record<number, z.ZodType>
  problems?: readonly ProblemCode[]
  idempotent?: true
  ifMatch?: true
}

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457. Read `code`, never the texts' })

const header = (description: string) => z.string().meta({ description })

const headersOf = ({ idempotent, ifMatch }: Described) =>
  z.object({
    ...(idempotent && { 'Idempotency-Key': header('Repeat it to repeat a request without a second effect') }),
    ...(ifMatch && { 'If-Match': header('The ETag that you read last') }),
  })

const pathOf = ({ path, params }: Described) =>
  params ?? z.object(Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, z.string()])))

/** One answer per status, naming each code that it may carry. */
const refusalsOf = (codes: readonly ProblemCode[] = []): ZodOpenApiResponsesObject => {
  const byStatus = Map.groupBy(codes, (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      `${status}`,
      {
        description: group.map((code) => `\`${code}\`: ${problems[code].title}`).join('  \n'),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )
}

const answersOf = (answers: Described['answers'] = {}): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      { description: schema.description ?? 'Done', content: { 'application/json': { schema } } },
    ]),
  )

const operationOf = (route: Described): ZodOpenApiOperationObject => ({
  operationId: route.id,
  summary: route.summary ?? route.id.replaceAll('-', ' '),
  ...(route.roles && { description: `For ${route.roles.join(', ')} of the partner.` }),
  ...(route.caller !== 'anyone' && { security: [{ token: [] }] }),
  requestParams: { path: pathOf(route), query: route.query ?? z.object({}), header: headersOf(route) },
  ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }),
  responses: { ...answersOf(route.answers), ...refusalsOf(route.problems) },
})

/** The API document, made of the route table alone. */
export function openApiDocument(rows: readonly Described[] = routes) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const row of rows) paths[row.path] = { ...paths[row.path], [row.method.toLowerCase()]: operationOf(row) }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Liaison', version: '1', description: 'Asks customers for a business relationship.' },
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  })
}
