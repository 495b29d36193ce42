import * as z from 'zod'
import { type Route, routes } from '../functions/routes.ts'
import { stageSchema } from '../infra/config.ts'
import { companyOf, people, roleOf } from '../infra/local/people.ts'
import { problemsOf } from '../infra/openapi.ts'
import {
  type AdminRoleCode,
  adminRoles,
  salesAgentTemplates,
  templateNames,
  templates,
} from '../shared/domain/admin-roles.ts'
import { type ProblemCode, problems } from '../shared/domain/errors.ts'
import { type Audience, audiences, type EventName, eventNames, events, templateOf } from '../shared/domain/events.ts'
import { invitationMoves } from '../shared/domain/invitation.ts'
import * as keys from '../shared/store/keys.ts'

/** The rows of a section's tables, heads included. */
export const rowsOf = (text: string) =>
  [...text.matchAll(/^\| (?!---)(.*) \|$/gm)].map(([, row = '']) => row.split(/ ?\| ?/))

const whoMayCall = (route: Route) =>
  route.caller === 'partner' ? route.roles.join(', ') : { anyone: 'anyone', member: 'signed in' }[route.caller]

const routeTable = () => [
  '| route | who may call | header | what it does |',
  '| --- | --- | --- | --- |',
  ...routes.map((row: Route) => {
    const header = [row.idempotent && '`Idempotency-Key`', row.ifMatch && '`If-Match`'].filter(Boolean).join(', ')
    return `| \`${row.method} ${row.path}\` | ${whoMayCall(row)} | ${header} | ${row.summary} |`
  }),
]

const codeList = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(' ')

// answered before a route is found
const beforeAnyRoute: ProblemCode[] = ['not-found']

const codeTable = () => {
  const codes = [...new Set([...beforeAnyRoute, ...routes.flatMap((row: Route) => problemsOf(row))])].sort()
  const byStatus = [...Map.groupBy(codes, (code) => problems[code].status)].sort(([a], [b]) => a - b)
  return [
    '| status | codes |',
    '| --- | --- |',
    ...byStatus.map(([status, some]) => `| ${status} | ${codeList(some)} |`),
  ]
}

const rolesTable = () => {
  const held = (code: AdminRoleCode) =>
    templateNames.filter((name) => (templates[name].roles as readonly AdminRoleCode[]).includes(code))
  return [
    '| template | for | who may ask |',
    '| --- | --- | --- |',
    ...templateNames.map((name) => {
      const who = salesAgentTemplates.includes(name) ? 'AdminAgent, SalesAgent' : 'AdminAgent'
      return `| \`${name}\` | \`${templates[name].duration}\` | ${who} |`
    }),
    '',
    '| role | id | risk | in the templates |',
    '| --- | --- | --- | --- |',
    ...adminRoles.map(({ code, id, name, risk }) => `| ${name} | ${id} | ${risk} | ${codeList(held(code))} |`),
  ]
}

const eventsTable = () => {
  const mailed = (name: EventName) => audiences.filter((audience: Audience) => templateOf(name, audience)).join(', ')
  const fields = (name: EventName) => codeList(events[name].bus)
  return [
    '| event | mail to | data on the bus |',
    '| --- | --- | --- |',
    ...eventNames.map((name) => `| \`${name}\` | ${mailed(name)} | ${fields(name)} |`),
  ]
}

const stateDiagram = () => {
  const states = Object.keys(invitationMoves.send)
  const arrows = Object.entries(invitationMoves).flatMap(([move, outcomes]) =>
    Object.entries(outcomes)
      .filter(([, outcome]) => states.includes(outcome))
      .map(([from, to]) => ({ from, line: `  ${from} --> ${to}: ${move}` })),
  )
  const ends = states.filter((state) => !arrows.some(({ from }) => from === state))
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> draft: create',
    ...arrows.map(({ line }) => line),
    ...ends.map((state) => `  ${state} --> [*]`),
    '```',
  ]
}

/** What people wrote into the last cell of a row stays, by its first cell. */
const table = (present: string, head: string, rows: string[][]) => {
  const meanings = new Map(rowsOf(present).map((row) => [row[0], row.at(-1)]))
  const line = (cells: string[]) => `| ${[...cells, meanings.get(cells[0]) ?? ''].join(' | ')} |`
  return [`| ${head} |`, `|${' --- |'.repeat(head.split('|').length)}`, ...rows.map(line)]
}

type Json = { [key: string]: unknown; properties?: Record<string, Json>; items?: Json; default?: unknown }

/** Every leaf of a JSON schema with its default, `required` or nothing; `*` stands for a record's keys. */
function leaves(schema: Json, path = '', inherited: unknown = undefined, required = true): [string, string][] {
  const { properties, items, additionalProperties: record, default: own = inherited } = schema
  if (properties)
    return Object.entries(properties).flatMap(([key, inner]) => {
      const isRequired = required && Array.isArray(schema.required) && schema.required.includes(key)
      return leaves(inner, path ? `${path}.${key}` : key, (own as Json | undefined)?.[key], isRequired)
    })
  if (items?.properties) return leaves(items, `${path}[]`, undefined, required)
  if (record && (record as Json).properties) return leaves(record as Json, `${path}.*`, undefined, required)
  return [[path, own === undefined ? (required ? 'required' : '') : String(own)]]
}

const configurationTable = (present: string) => {
  const keysOfStage = leaves(z.toJSONSchema(stageSchema, { io: 'input' }) as Json)
  const rows = keysOfStage.map(([key, value]) => [`\`${key}\``, value])
  return table(present, 'key | default | meaning, with an example', rows)
}

const storageTable = (present: string) => {
  const seq = 1234567890
  const rows = Object.entries(keys).flatMap(([name, key]) => {
    if (!name.endsWith('Key') || typeof key !== 'function') return []
    const parameters = /\(([^)]*)\)/.exec(String(key))?.[1]?.split(/,\s*/) ?? []
    const call = key as unknown as (...values: unknown[]) => keys.Key
    const { pk, sk } = call(...parameters.map((parameter) => (parameter === 'seq' ? seq : `<${parameter}>`)))
    return [[name.slice(0, -3), `\`${pk}\``, `\`${sk.replace(String(seq), '<seq>')}\``]]
  })
  return table(present, 'item | pk | sk | holds', rows)
}

const peopleTable = () => [
  '| sign in as | role | organisation | country | cloud |',
  '| --- | --- | --- | --- | --- |',
  ...Object.entries(people).map(([name, person]) => {
    const { name: company, country, cloud, partner } = companyOf(person)
    return `| \`${name}\` | ${roleOf(person)} | ${company}, ${partner?.type ?? 'customer'} | ${country} | ${cloud} |`
  }),
]

const parts: Record<string, (present: string) => string[]> = {
  routes: routeTable,
  codes: codeTable,
  states: stateDiagram,
  roles: rolesTable,
  events: eventsTable,
  storage: storageTable,
  configuration: configurationTable,
  people: peopleTable,
}

const generated = /(<!-- generated: (\w+) -->\n)(.*?)(?=<!-- end -->)/gs

/** The README with its generated parts made anew. */
export const renew = (readme: string) =>
  readme.replace(generated, (_, mark: string, name: string, present: string) => {
    const lines = parts[name]?.(present)
    if (!lines) throw new Error(`README.md has a generated part "${name}"; there are ${Object.keys(parts).join(', ')}.`)
    return `${mark}\n${lines.join('\n')}\n\n`
  })
