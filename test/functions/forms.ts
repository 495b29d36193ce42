import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { handler as customerHandler } from '../../functions/customer/handler.ts'
import { handler as partnerHandler } from '../../functions/partner/handler.ts'
import type { Locale } from '../../shared/domain/locale.ts'
import { type AppRole, appRoles, type Member } from '../../shared/domain/people.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { encryptCookie } from '../../shared/http/cookies.ts'
import { formToken, sessionCookie } from '../../shared/http/session.ts'
import { keyRing } from '../../shared/secrets/key-ring.ts'
import { eventOf, lambdaContext } from './call.ts'
import type { Person } from './people.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')
const handlers = { partner: partnerHandler, customer: customerHandler }
const visit = 'a-visit'
const pair = (line: string) => line.split(';')[0] ?? ''
const listOf = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

function memberOf({ cloud, tenantId, userId, signInName, claims }: Person): Member {
  const roles = listOf(claims.roles)
  return {
    cloud,
    tenantId,
    userId,
    signInName,
    name: String(claims.name),
    country: String(claims.tenant_ctry),
    appRoles: appRoles.filter((role: AppRole) => roles.includes(role)),
    directoryRoles: listOf(claims.wids),
    membership: claims.acct === 1 ? 'guest' : 'member',
  }
}

/** Values of a form by field, a list for one that is sent several times. */
export type Fields = Record<string, string | readonly string[]>

export interface Posted {
  as?: Person
  locale: Locale
  fields: Fields
  /** the secret that the browser holds */
  holding?: string
}

const encoded = (fields: Fields) => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, String(one))
  return form
}

/** Sends a form to the function's real handler as a browser would. */
export async function post(
  name: keyof typeof handlers,
  path: string,
  { as, locale, fields, holding }: Posted,
): Promise<{ status: number; page: string; cookies: string[] }> {
  const ring = await keyRing()
  const cookies = [
    `__Host-visit=${visit}`,
    `__Host-language=${locale}`,
    ...(as ? [pair(await sessionCookie(ring, memberOf(as), ACCEPTING_ROLES))] : []),
    ...(holding ? [pair(await encryptCookie(ring, 'invitation', holding, 600))] : []),
  ]
  const form = encoded({ ...fields, _token: formToken(ring, visit) })
  const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'portal.example' }
  const event: APIGatewayProxyEventV2 = await eventOf('POST', path, { body: form.toString(), headers, cookies })
  const answer = (await handlers[name](event, lambdaContext())) as APIGatewayProxyStructuredResultV2
  return { status: answer.statusCode ?? 0, page: answer.body ?? '', cookies: answer.cookies ?? [] }
}
