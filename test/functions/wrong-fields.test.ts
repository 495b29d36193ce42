import '../store/environment.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Route, routes } from '../../functions/routes.ts'
import { locales } from '../../shared/domain/locale.ts'
import { checkedBy } from '../../shared/domain/wrong-field.ts'
import { wrongFieldSentence, wrongFieldText } from '../../shared/messages/wrong-field.ts'
import { customerApi, key, partnerApi } from './call.ts'
import { aCustomer, aPartner, type Person } from './people.ts'

const id = '00000000-0000-4000-8000-000000000001'
const email = 'carla@contoso.example'
const secret = 'x'
const agreement = { version: '1', language: 'en', firstName: 'Carla', lastName: 'Haddad', email }
const terms = { roles: [id], duration: 'P30D', autoExtend: 'PT0S' }
const invitation = {
  recipient: { email, name: 'Carla', company: 'Contoso', locale: 'en' },
  customer: { country: 'TR', tenantId: id, domain: 'contoso.example' },
  adminPrivileges: terms,
  expiresIn: 'P30D',
  reference: 'PO 1',
  metadata: { po: '1' },
}
const withTemplate = { ...invitation, adminPrivileges: { template: 'support-only' } }
const endsAt = '2030-01-31T00:00:00Z'

/** Valid bodies of each route that together have every field of its schema. */
const bodies: Record<string, unknown[]> = {
  'edit-profile': [{ contact: { name: 'Ada', email, phone: '+90 212 555 01 00' }, locale: 'tr' }],
  'create-invitation': [invitation, withTemplate],
  'preflight-invitation': [invitation, withTemplate],
  'invite-in-bulk': [
    { rows: [invitation], dryRun: true },
    { renew: [id], via: 'ses', dryRun: true },
  ],
  'edit-message': [{ subject: 'A request', text: 'Please read {link}' }],
  'send-invitation': [{ via: 'ses' }],
  'resend-invitation': [{ via: 'ses' }],
  'report-enforcement': [{ enforcement: 'failed', reason: 'busy' }],
  'assign-support-contact': [{ name: 'Ada', email, phone: '+90 212 555 01 00' }],
  'offer-support-end': [{ endsAt }],
  'rename-customer': [{ name: 'Contoso' }],
  'cancel-subscription': [{ vendorReference: 'V1' }],
  'open-service-request': [
    { title: 'Mail', text: 'It is slow', severity: 'minimal', channel: 'phone', vendorReference: 'V1' },
  ],
  'close-service-request': [{ vendorReference: 'V1', resolution: 'done' }],
  'create-subscription': [{ name: 'Mail', kind: 'license-based', quantity: 1, externalId: 'x', termEndsAt: endsAt }],
  'open-invitation': [{ secret }],
  'accept-invitation': [{ secret, digest: 'x', agreement, adminPrivileges: terms }],
  'decline-invitation': [{ secret, reason: 'no', blockPartner: true }],
  'forward-invitation': [{ secret, email, name: 'Can' }],
  'say-not-us': [{ secret, note: 'no' }],
  'ask-for-fresh-link': [{ secret }],
  'accept-agreement': [agreement],
  'erase-persons': [{ confirm: 'contoso.example' }],
  'renegotiate-support': [{ endsAt }],
  'request-end': [{ reason: 'no' }],
  'change-admin-privileges': [{ roles: [id], endsAt, autoExtend: 'PT0S' }],
}

const wrongValues = {
  missing: undefined,
  null: null,
  number: 12.5,
  boolean: true,
  list: [[]],
  'empty list': [],
  object: { surprise: 1 },
  'empty text': '',
  'long text': 'x'.repeat(5000),
  'a control character': 'a\u202eb',
  'wrong text': '\u2603 %',
}

type Path = (string | number)[]

/** The place of every value in a body, that of an entry of a list included. */
const pathsIn = (value: unknown, at: Path = []): Path[] => {
  const inner = Array.isArray(value)
    ? value.flatMap((one, i) => pathsIn(one, [...at, i]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) => pathsIn(one, [...at, name]))
      : []
  return at.length === 0 ? inner : [at, ...inner]
}

const changed = (body: unknown, [name = '', ...rest]: Path, value: unknown): unknown => {
  const copy = structuredClone(body) as Record<string | number, unknown>
  copy[name] = rest.length > 0 ? changed(copy[name], rest, value) : value
  return copy
}

const pointerOf = (path: Path) => path.map((part) => `/${part}`).join('')

/** Every field that a JSON schema names, without the indexes of lists. */
const fieldsOf = (schema: z.core.JSONSchema.BaseSchema, at = ''): string[] => {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    `${at}/${name}`,
    ...(typeof inner === 'object' ? fieldsOf(inner, `${at}/${name}`) : []),
  ])
  const items = typeof schema.items === 'object' && !Array.isArray(schema.items) ? fieldsOf(schema.items, at) : []
  return [...own, ...items, ...branches.flatMap((branch) => fieldsOf(branch, at))]
}

const library =
  /invalid (input|option|string|number|key|element|value)|expected .* received|too (big|small)|unrecognized/i

const withBody = routes.flatMap((route: Route) => {
  const { body } = route
  if (!body) return []
  const fields = fieldsOf(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }))
  return fields.length === 0 ? [] : [{ route, body, fields: [...new Set(fields)] }]
})

let ada: Person
let carla: Person
beforeAll(async () => {
  ada = (await aPartner()).ada
  carla = aCustomer().carla
})

describe.each(withBody)('$route.id', ({ route, body, fields }) => {
  const samples = bodies[route.id] ?? []

  test('has valid samples with every field of its schema', () => {
    for (const sample of samples) expect(checkedBy(body, sample).wrong).toBeUndefined()
    const named = samples
      .flatMap((sample) => pathsIn(sample))
      .map((path) => pointerOf(path.filter((p) => typeof p === 'string')))
    expect(fields.filter((field) => !named.includes(field))).toEqual([])
  })

  test('answers every wrong value of every field in our own words, at that field', async () => {
    const api = route.function === 'partner' ? partnerApi : customerApi
    const path = route.path.replaceAll(/\{\w+\}/g, id)
    for (const sample of samples)
      for (const at of pathsIn(sample))
        for (const [what, value] of Object.entries(wrongValues)) {
          const wrong = JSON.parse(JSON.stringify(changed(sample, at, value)))
          // an optional field may be missing, free text may be nearly anything, and a row is checked for itself
          if (body.safeParse(wrong).success) continue
          const as = route.function === 'partner' ? ada : carla
          const headers = { ...key(), 'if-match': '"1"' }
          const answer = await api(route.method, path, { as, body: wrong, headers })
          const where = `${pointerOf(at)}: ${what}`
          expect([where, answer.status, answer.headers['content-type']]).toEqual([
            where,
            400,
            'application/problem+json',
          ])
          const named = answer.body.errors.filter(({ pointer }: { pointer: string }) =>
            `${pointer}/`.startsWith(`${pointerOf(at)}/`),
          )
          expect([where, named.length > 0, answer.text]).toEqual([where, true, expect.not.stringMatching(library)])
          for (const locale of locales)
            for (const field of checkedBy(body, wrong).wrong ?? []) {
              expect(wrongFieldText(locale, field)).not.toMatch(library)
              expect(wrongFieldSentence(locale, field)).toMatch(/^\p{Lu}.*\.$/u)
            }
        }
  })
})

test('every row of a bulk request is answered in our own words, too', async () => {
  const rows = pathsIn(invitation).flatMap((at) =>
    Object.values(wrongValues).map((value) => changed(invitation, at, value)),
  )
  const bulk = { rows: rows.slice(0, 100), dryRun: true }
  const answer = await partnerApi('POST', '/v1/invitations/bulk', { as: ada, body: bulk, headers: key() })
  expect([answer.status, answer.text]).toEqual([200, expect.not.stringMatching(library)])
  expect(
    answer.body.data.some((row: { problem?: { code: string } }) => row.problem?.code === 'validation-failed'),
  ).toBe(true)
})
