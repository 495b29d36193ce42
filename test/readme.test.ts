import { execFile } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { pages } from '../functions/pages.ts'
import { routes } from '../functions/routes.ts'
import { functionNames } from '../infra/functions.ts'
import { adminRoles } from '../shared/domain/admin-roles.ts'
import type { StoredEvent } from '../shared/domain/chain.ts'
import { problems } from '../shared/domain/errors.ts'
import { eventNames } from '../shared/domain/events.ts'
import { publishedEvent } from '../shared/domain/published-event.ts'
import { problemShape } from '../shared/http/shapes/problem.ts'
import { startLocal } from './local.ts'
import { renew, rowsOf } from './readme-tables.ts'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')
const readme = read('README.md')

/** What stands under a heading, up to the next one. */
const section = (title: string) => {
  const [, text] = readme.split(`\n## ${title}\n`)
  if (!text) throw new Error(`README.md has no section "${title}".`)
  return text.split(/\n## /)[0] ?? ''
}
const unquoted = (cell = '') => cell.replaceAll('`', '').trim()
test('the main job, pasted step by step, does what the README promises', { timeout: 180_000 }, async () => {
  const local = await startLocal()
  try {
    const walk = ['The main job, step by step', 'Before you write, and many at once'].map(section).join('\n')
    const steps = walk.matchAll(/```bash\n(.*?)```(?:\n+```text\n(.*?)```)?/gs)
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

test('the generated parts are as the code says; npm test -- test/readme.test.ts -u writes them anew', async () => {
  expect(readme.match(/<!-- generated/g)).toHaveLength(8)
  await expect(renew(readme)).toMatchFileSnapshot(resolve(root, 'README.md'))
})

test('every key of the configuration and of the storage is explained', () => {
  const rows = ['Configuration', 'Storage'].flatMap((title) => rowsOf(section(title)))
  expect(rows.filter((row) => !row.at(-1)).map(([name]) => name)).toEqual([])
})

test('the picture shows every function', () => {
  const picture = /```mermaid\n(flowchart.*?)```/s.exec(readme)?.[1] ?? ''
  for (const name of functionNames) expect(picture).toContain(name)
})

test('links within lead somewhere', () => {
  const slug = (title: string) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\d -]/gu, '')
      .replaceAll(' ', '-')
  const headings = [...readme.matchAll(/^## (.*)$/gm)].map(([, title = '']) => `#${slug(title)}`)
  const links = [...readme.matchAll(/\]\((#[^)]*)\)/g)].map(([, link]) => link)
  expect(links.length).toBeGreaterThan(5)
  expect(links.filter((link) => !headings.includes(link ?? ''))).toEqual([])
})

test('the pictures are there, and small', () => {
  const pictures = [...readme.matchAll(/<img src="(.*?)"/g)].map(([, path = '']) => path)
  expect(pictures.length).toBeGreaterThan(0)
  const large = pictures.filter((path) => statSync(resolve(root, path)).size > 150_000)
  expect(large).toEqual([])
})

test('what the walk in a browser has people choose are words of the pages', () => {
  const words = globSync('shared/messages/pages/*.en.ts', { cwd: root }).map(read).join('\n')
  const chosen = [...section('In a browser').matchAll(/\*\*(.*?)\*\*/gs)].map(([, text = '']) =>
    text.replace(/\s+/g, ' '),
  )
  expect(chosen.length).toBeGreaterThan(5)
  expect(chosen.filter((text) => !words.includes(`'${text}'`))).toEqual([])
})

test('an example of an event is one; a rule asks for events that there are', () => {
  const example = JSON.parse(/```json\n(\{\s*"version".*?)```/s.exec(readme)?.[1] ?? '')
  const { id, partnerId, customerId, at, actorKind } = example
  const { code } = adminRoles.find((role) => role.id === example.data.roles[0]) ?? {}
  const seq = Number(id.split('/').at(-1))
  const data = { ...example.data, roles: [code], reason: 'of no concern to a bus' }
  const stored = {
    seq,
    name: 'admin-privileges.changed',
    at,
    actor: { kind: actorKind },
    data,
  } as unknown as StoredEvent
  expect(JSON.parse(JSON.stringify(publishedEvent({ partnerId, customerId }, stored)))).toEqual(example)
  const asked = /detailType: \[(.*?)\]/.exec(readme)?.[1]?.match(/[\w.-]+/g) ?? []
  expect(asked).not.toEqual([])
  expect(eventNames).toEqual(expect.arrayContaining(asked))
})

test('an example of a refusal is one', () => {
  const examples = [...readme.matchAll(/```json\n(\{\s*"type": "urn.*?)```/gs)].map(([, text = '']) => JSON.parse(text))
  expect(examples.length).toBeGreaterThan(0)
  for (const example of examples) {
    const { code, title, status } = z.strictObject(problemShape.shape).parse(example)
    expect({ title, status }).toEqual(problems[code])
  }
})

test('scripts and options that are named exist; those of npm start and local requests are all told', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  const usage = /const usage = `(.*?)`/s.exec(read('infra/local/options.ts'))?.[1] ?? ''
  const options = [...usage.matchAll(/^ {2}(--[\w-]+(?: <\w+>)?)/gm)].map(([, option]) => option)
  const local = section('The local environment')
  const told = rowsOf(local).map(([cell]) => unquoted(cell))
  expect(told.filter((cell) => cell.startsWith('--'))).toEqual(options)
  const operator = [...(/```bash\n(npx liaison.*?)```/s.exec(readme)?.[1] ?? '').matchAll(/--[\w-]+/g)]
  expect(operator.filter(([option]) => !read('infra/cli.ts').includes(option))).toEqual([])
  const requests = [...read('infra/local/control.ts').matchAll(/'(?:GET|POST) (\/_local[^']*)'/g)]
  expect(requests.filter(([, path]) => !local.includes(`\`${path}\``))).toEqual([])
})

/** Words of others, which our sources need not hold. */
const foreign = 'Retry-After EBADENGINE wids requestedAccessTokenVersion groupMembershipClaims DirectoryRole'.split(' ')
const sources = globSync('{functions,infra,shared,test}/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => path !== 'test/readme.test.ts')
  .concat('cdk.json', 'package.json', '.ci/run')

test('every name in code type is a path, a route or a word of the sources', () => {
  const text = sources.map(read).join('\n')
  const isRoute = (path: string) =>
    [...routes, ...pages].some((row) => row.path === path) ||
    text.includes(`'GET ${path}'`) ||
    text.includes(`'POST ${path}'`)
  const isKnown = (name: string) =>
    name.startsWith('/')
      ? isRoute(name)
      : foreign.includes(name) ||
        name.split('.').every((part) => text.includes(part)) ||
        existsSync(resolve(root, name))
  const prose = readme.replaceAll(/^```.*?^```/gms, '')
  const names = [...prose.matchAll(/`([\w/][\w/.-]+)`/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(100)
  expect(names.filter((name) => !isKnown(name))).toEqual([])
})
