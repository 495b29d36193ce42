import '../store/environment.ts'
import { randomUUID } from 'node:crypto'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { afterAll, describe, expect, test } from 'vitest'
import { reserveMilliseconds } from '../../functions/http-function.ts'
import { handler } from '../../functions/partner/handler.ts'
import { routes } from '../../functions/routes.ts'
import { functions } from '../../infra/functions.ts'
import { usualLimits } from '../../shared/aws.ts'
import { parseKeyRing } from '../../shared/domain/link.ts'
import { sessionCookie } from '../../shared/http/session.ts'
import { problemShape } from '../../shared/http/shapes/problem.ts'
import { relationshipsTable } from '../../shared/store/client.ts'
import { profileKey } from '../../shared/store/keys.ts'
import { readItem } from '../../shared/store/read.ts'
import { aPartnerUser } from '../domain/builders.ts'
import { keyRingText } from '../store/environment.ts'
import { silent } from '../store/silent-tables.ts'
import { eventOf, key, lambdaContext, partnerApi, type Request } from './call.ts'
import { agentsOf } from './people.ts'

afterAll(silent.stop)

const { ada } = agentsOf({ id: randomUUID(), domain: 'fabrikam.example', country: 'TR', cloud: 'public' })
const left = reserveMilliseconds + 300

async function timed<T>(run: () => Promise<T>) {
  const start = performance.now()
  const result = await run()
  return { result, milliseconds: performance.now() - start }
}

async function page(path: string, cookies: string[] = []) {
  const event = await eventOf('GET', path, { cookies, headers: { host: 'portal.example', 'accept-language': 'tr' } })
  return (await handler(event, lambdaContext(left))) as APIGatewayProxyStructuredResultV2
}

const expectBusyPage = ({ statusCode, headers, body }: APIGatewayProxyStructuredResultV2) => {
  expect(statusCode).toBe(503)
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'retry-after': '5' })
  expect(body).toContain('İstek çok uzun sürdü.')
}

describe('a request whose time is over', () => {
  // first: the keys are kept once they are there
  test('is answered by a page without forms when the keys of forms and sessions are missing too', async () => {
    let fail = (_: Error) => {}
    const secrets = mockClient(SecretsManagerClient)
    secrets.on(GetSecretValueCommand).callsFake(() => new Promise((_, reject) => (fail = reject)))
    const { result, milliseconds } = await timed(() => page('/console'))
    fail(new Error('down'))
    secrets.on(GetSecretValueCommand).resolves({ SecretString: keyRingText })
    expect(milliseconds).toBeLessThan(left)
    expectBusyPage(result)
    expect(result.body).not.toContain('<form')
  })

  const requests: [string, string, Request][] = [
    ['GET', '/v1/invitations', {}],
    ['POST', '/v1/invitations', { headers: key(), body: { recipient: { email: 'carla@contoso.example' } } }],
  ]

  test.each(requests)('%s %s answers 503 with Retry-After before the function ends', async (method, path, request) => {
    const { result, milliseconds } = await timed(() => partnerApi(method, path, { as: ada, left, ...request }))
    expect(milliseconds).toBeLessThan(left)
    expect(result.status, result.text).toBe(503)
    expect(result.headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '5' })
    expect(problemShape.parse(result.body)).toMatchObject({ code: 'timed-out', retryAfterSeconds: 5, status: 503 })
  })

  test('makes no further call to AWS once it is answered', async () => {
    const before = silent.connections()
    await partnerApi('GET', '/v1/invitations', { as: ada, left })
    await expect.poll(silent.open, { timeout: 5000 }).toBe(0)
    // an attempt that runs into its own time is followed by the next one
    await new Promise((done) => setTimeout(done, usualLimits.attemptMilliseconds + 500))
    expect(silent.connections() - before).toBe(1)
  })

  test('is answered by a page in its language', async () => {
    const caller = aPartnerUser({ appRoles: ['AdminAgent'], cloud: 'public' })
    const nobody = { relationship: [], agreement: [], privileges: [] }
    const session = await sessionCookie(parseKeyRing(keyRingText), caller, nobody)
    const answer = await page('/console', [session.split(';')[0] ?? ''])
    expectBusyPage(answer)
    expect(answer.body).toContain('<form')
  })
})

describe('a call to AWS', () => {
  test('that is never answered ends after three attempts as timed out', async () => {
    const before = silent.connections()
    const { result, milliseconds } = await timed(() =>
      readItem(relationshipsTable, profileKey(randomUUID())).catch((error: unknown) => error),
    )
    expect(result).toMatchObject({ code: 'timed-out', status: 503 })
    expect(silent.connections() - before).toBe(usualLimits.attempts)
    expect(milliseconds).toBeLessThan(Math.min(...budgets))
  })

  const budgets = [...new Set(routes.map((route) => route.function))].map(
    (name) => functions[name].timeout * 1000 - reserveMilliseconds,
  )
  test('fits with all its attempts into the time of every function that answers requests', () => {
    expect(usualLimits.attempts * usualLimits.attemptMilliseconds).toBeLessThan(Math.min(...budgets))
  })
})
