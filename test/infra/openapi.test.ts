import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Route, routes } from '../../functions/routes.ts'
import { openApiDocument, problemsOf } from '../../infra/openapi.ts'
import { problems } from '../../shared/domain/errors.ts'

const aRoute = (change: Partial<Route> = {}) =>
  ({
    id: 'rename-thing',
    method: 'PUT',
    path: '/v1/things/{id}',
    function: 'partner',
    caller: 'partner',
    roles: ['AdminAgent'],
    summary: 'Rename a thing',
    body: z.strictObject({ name: z.string() }),
    answers: { 200: z.object({ name: z.string() }) },
    problems: ['not-found'],
    ...change,
  }) as Route

const operation = (route: Route) => openApiDocument([route]).paths?.['/v1/things/{id}']?.put

describe('the API document', () => {
  test('describes every route, and refers to nothing that it does not hold', () => {
    const document = openApiDocument()
    for (const { id, method, path } of routes)
      expect(document.paths?.[path]).toMatchObject({ [method.toLowerCase()]: { operationId: id } })
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)]
    for (const [, name = ''] of references) expect(document.components?.schemas).toHaveProperty(name)
  })

  test('lists each code of a route under its status', () => {
    for (const route of routes) {
      const { responses } = openApiDocument([route]).paths?.[route.path]?.[route.method.toLowerCase() as 'get'] ?? {}
      for (const code of problemsOf(route))
        expect(JSON.stringify(responses?.[`${problems[code].status}`])).toContain(`\`${code}\``)
    }
  })

  test('tells of each route what any request may be refused with', () => {
    for (const route of routes)
      expect(problemsOf(route)).toEqual(expect.arrayContaining(['method-not-allowed', 'not-acceptable', 'internal']))
  })

  test('asks for a token where a caller must be known', () => {
    expect(operation(aRoute())?.security).toEqual([{ token: [] }])
    expect(operation(aRoute({ caller: 'anyone' }))).not.toHaveProperty('security')
  })

  test('names the headers and path parameters that a route needs', () => {
    const names = (route: Route) => operation(route)?.parameters?.map((each) => 'name' in each && each.name)
    expect(names(aRoute())).toEqual(['id'])
    expect(names(aRoute({ idempotent: true, ifMatch: true }))).toEqual(['id', 'Idempotency-Key', 'If-Match'])
  })

  test('requires a body unless the route does without', () => {
    expect(operation(aRoute())?.requestBody).toMatchObject({ required: true })
    expect(operation(aRoute({ body: z.strictObject({}).optional() }))?.requestBody).toMatchObject({ required: false })
    expect(operation(aRoute({ body: undefined }))).not.toHaveProperty('requestBody')
  })
})
