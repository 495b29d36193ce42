import { execFile } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { type Route, routes } from '../functions/routes.ts'
import { stageSchema } from '../infra/config.ts'
import { functionNames } from '../infra/functions.ts'
import { problemsOf } from '../infra/openapi.ts'
import { type ProblemCode, problems } from '../shared/domain/errors.ts'
import { invitationMoves } from '../shared/domain/invitation.ts'
import { problemShape } from '../shared/http/shapes/problem.ts'
import * as keys from '../shared/store/keys.ts'
import { startLocal } from './local.ts'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')
const readme = read('README.md')

const section = (title: string) => {
  const [, text] = readme.split(`\n## ${title}\n`)
  if (!text) throw new Error(`README.md has no section "${title}".`)
  return text.split(/\n## /)[0] ?? ''
}
const unquoted = (cell = '') => cell.replaceAll('`', '').trim()
/** The rows of a section's tables, heads included. */
const rowsOf = (text: string) => [...text.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(/ ?\| ?/))

test('the main job, pasted step by step, does what the README promises', { timeout: 60_000 }, async () => {
  const local = await startLocal()
  try {
    const steps = section('The main job, step by step').matchAll(/```bash\n(.*?)```(?:\n+```text\n(.*?)```)?/gs)
    const [commands, promised] = [[] as string[], [] as string[]]
    for (const [, command = '', output = ''] of steps) {
      commands.push(command)
      promised.push(output.trim())
    }
    const port = new URL(local.url).port
    const script = ['set -euo pipefail', ...commands].join("\nprintf '\\036'\n").replaceAll('4400', port)
    const { stdout } = await promisify(execFile)('bash', ['-c', script])
    const seen = stdout.replaceAll(port, '4400').split('\x1e').slice(1)
    expect(seen.map((output) => output.trim())).toEqual(promised)
    expect(promised.filter(Boolean).length).toBeGreaterThan(8)
  } finally {
    await local.stop()
  }
})

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

// answered before a route is found or its body read
const beforeAnyRoute: ProblemCode[] = ['not-found', 'method-not-allowed', 'not-acceptable']

const codeTable = () => {
  const codes = [...new Set([...beforeAnyRoute, ...routes.flatMap((row: Route) => problemsOf(row))])].sort()
  const byStatus = [...Map.groupBy(codes, (code) => problems[code].status)].sort(([a], [b]) => a - b)
  return [
    '| status | codes |',
    '| --- | --- |',
    ...byStatus.map(([status, some]) => `| ${status} | ${some.map((code) => `\`${code}\``).join(' ')} |`),
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

test('the generated parts are as the code says; npm test -- -u test/readme.test.ts writes them anew', async () => {
  const parts: Record<string, () => string[]> = { routes: routeTable, codes: codeTable, states: stateDiagram }
  const renewed = Object.entries(parts).reduce((text, [name, lines]) => {
    const [before, after = ''] = text.split(`<!-- generated: ${name} -->`)
    const end = '<!-- end -->'
    const rest = after.slice(after.indexOf(end))
    return [before, `<!-- generated: ${name} -->\n\n`, lines().join('\n'), '\n\n', rest].join('')
  }, readme)
  await expect(renewed).toMatchFileSnapshot(resolve(root, 'README.md'))
})

type Json = { [key: string]: unknown; properties?: Record<string, Json>; items?: Json; default?: unknown }

/** Every leaf of a JSON schema with its default, `required` or nothing; the name of a record's key is `*`. */
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

test('the configuration table has every key of a stage, with its default', () => {
  const table = rowsOf(section('Configuration')).slice(2)
  const told = table.map(([key, value]) => [unquoted(key).replaceAll(/<\w+>/g, '*'), unquoted(value)])
  expect(told).toEqual(leaves(z.toJSONSchema(stageSchema, { io: 'input' }) as Json))
  expect(table.every(([, , meaning]) => meaning)).toBe(true)
})

test('the storage table has every key pattern', () => {
  const seq = 1234567890
  const patterns = Object.entries(keys).flatMap(([name, key]) => {
    if (!name.endsWith('Key') || typeof key !== 'function') return []
    const parameters = /\(([^)]*)\)/.exec(String(key))?.[1]?.split(/,\s*/) ?? []
    const call = key as unknown as (...values: unknown[]) => keys.Key
    const { pk, sk } = call(...parameters.map((parameter) => (parameter === 'seq' ? seq : `<${parameter}>`)))
    return [[name.slice(0, -3), pk, sk.replace(String(seq), '<seq>')]]
  })
  const told = rowsOf(section('Storage')).map((row) => row.slice(0, 3).map(unquoted))
  const byName = (rows: string[][]) => Object.fromEntries(rows.map(([name = '', ...key]) => [name, key]))
  expect(byName(told.filter(([name]) => name !== 'item' && name !== '---'))).toEqual(byName(patterns))
})

test('the picture shows every function', () => {
  const picture = /```mermaid\n(flowchart.*?)```/s.exec(readme)?.[1] ?? ''
  for (const name of functionNames) expect(picture).toContain(name)
})

test('an example of a refusal is one', () => {
  const examples = [...readme.matchAll(/```json\n(\{\s*"type": "urn.*?)```/gs)].map(([, text = '']) => JSON.parse(text))
  expect(examples.length).toBeGreaterThan(0)
  for (const example of examples) {
    const { code, title, status } = z.strictObject(problemShape.shape).parse(example)
    expect({ title, status }).toEqual(problems[code])
  }
})

test('every script and every option of npm start that is named exists, and no option is left out', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...readme.matchAll(/npm run (\w+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  const usage = /const usage = `(.*?)`/s.exec(read('infra/local/options.ts'))?.[1] ?? ''
  const options = [...usage.matchAll(/^ {2}(--[\w-]+(?: <\w+>)?)/gm)].map(([, option]) => option)
  expect(
    rowsOf(section('The local environment')).flatMap(([cell]) => (cell?.startsWith('`--') ? unquoted(cell) : [])),
  ).toEqual(options)
})

/** Words of others, which our sources need not hold. */
const foreign = new Set(
  'Retry-After main wids requestedAccessTokenVersion groupMembershipClaims optionalClaims DirectoryRole AzureADMultipleOrgs appRoles'.split(
    ' ',
  ),
)
const sources = globSync('{functions,infra,shared,test}/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => path !== 'test/readme.test.ts')
  .concat('cdk.json', 'package.json', '.ci/run')

test('every name in code type is a path, a route or a word of the sources', () => {
  const text = sources.map(read).join('\n')
  const isRoute = (path: string) =>
    routes.some((row) => row.path === path) || text.includes(`'GET ${path}'`) || text.includes(`'POST ${path}'`)
  const isKnown = (name: string) =>
    name.startsWith('/')
      ? isRoute(name)
      : foreign.has(name) || name.split('.').every((part) => text.includes(part)) || existsSync(resolve(root, name))
  const prose = readme.replaceAll(/^```.*?^```/gms, '')
  const names = [...prose.matchAll(/`([\w/][\w/.-]+)`/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(100)
  expect(names.filter((name) => !isKnown(name))).toEqual([])
})
