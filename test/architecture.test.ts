import { globSync, readFileSync } from 'node:fs'
import { basename, posix, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Source {
  path: string
  code: string
}

const root = resolve(import.meta.dirname, '..')
const settings = 'shared/environment.ts'
const aws = 'shared/aws.ts'

/** What a file may import, by the first prefix that fits its path. `packages`: all but the AWS SDK; `own`: its folder. */
const layers: Record<string, string> = {
  'shared/domain/': 'own zod node:crypto',
  [settings]: 'shared/domain/ zod',
  [aws]: 'node:async_hooks @smithy/node-http-handler',
  'shared/messages/': 'own shared/domain/',
  // node:crypto: the names of the pages' files carry the fingerprint of what is in them
  'shared/views/': 'own shared/messages/ shared/domain/ hono/ node:crypto',
  'shared/store/': `own shared/domain/ ${settings} ${aws} node: zod @aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb @aws-sdk/util-dynamodb`,
  'shared/mail/': `own shared/messages/ shared/domain/ shared/log.ts ${settings} ${aws} node: hono/ @aws-sdk/client-ses`,
  'shared/events/': `own shared/domain/ ${settings} ${aws} node: @aws-sdk/client-eventbridge`,
  'shared/secrets/': `own shared/domain/ ${settings} ${aws} node: zod @aws-sdk/client-secrets-manager`,
  'shared/use-cases/': `own shared/domain/ shared/store/ shared/messages/ shared/mail/ shared/secrets/ shared/log.ts ${settings} node: zod`,
  'shared/http/shapes/': 'shared/http/shapes/ shared/domain/ zod',
  'shared/': 'shared/ packages',
  'functions/http-function.ts': 'shared/ functions/routes.ts functions/pages.ts packages',
  'functions/routes.ts': 'shared/domain/ shared/http/shapes/ zod',
  'functions/pages.ts': 'shared/domain/',
  'functions/': 'own shared/ functions/routes.ts functions/pages.ts functions/http-function.ts packages',
  'infra/local/': `infra/ functions/routes.ts functions/pages.ts shared/domain/ shared/use-cases/ shared/store/keys.ts ${settings} packages @aws-sdk/`,
  // the operator's tool works with the tables by itself
  'infra/cli.ts': 'shared/domain/ shared/use-cases/ node: zod',
  // shows what the tests look at
  'infra/mail-preview.ts': 'test/mail/samples.ts node: esbuild',
  'infra/': `infra/ !infra/local/ functions/routes.ts functions/pages.ts shared/domain/ shared/http/shapes/ shared/store/keys.ts ${settings} packages`,
}

function mayImport(path: string, { target, isPackage }: { target: string; isPackage: boolean }) {
  const layer = Object.keys(layers).find((prefix) => path.startsWith(prefix))
  const allowed = layers[layer ?? '']?.split(' ') ?? []
  if (allowed.some((word) => word.startsWith('!') && target.startsWith(word.slice(1)))) return false
  return allowed.some((word) => {
    if (word === 'own') return target.startsWith(`${path.split('/', 2).join('/')}/`)
    if (word === 'packages') return isPackage && !target.startsWith('@aws-sdk/')
    return /[/:]$/.test(word) ? target.startsWith(word) : target === word
  })
}

const statement =
  /^\s*(import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

function importsOf({ path, code }: Source) {
  return [...code.matchAll(statement)].map(([, , type, from, dynamic]) => {
    const name = from ?? dynamic ?? ''
    const relative = name.startsWith('.')
    const target = relative ? posix.join(posix.dirname(path), name) : name
    return { target, isPackage: !relative, typeOnly: Boolean(type) && !relative }
  })
}

const camel = (name: string) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** What a source does that it may not, as sentences. */
const rules: ((source: Source) => string[])[] = [
  function importDirection(source) {
    return importsOf(source)
      .filter((imported) => !imported.typeOnly && !mayImport(source.path, imported))
      .map(({ target }) => `may not import ${target}`)
  },
  function oneReaderOfTheEnvironment({ path, code }) {
    const free = !/^(functions|shared)\//.test(path) || path === settings
    return !free && code.includes('process.env') ? ['reads process.env: only shared/environment.ts does'] : []
  },
  function zodByNamespace({ code }) {
    const named = /import\s*\{[^}]*\}\s*from\s*'zod'/.test(code)
    return named ? ["imports a name from zod: write import * as z from 'zod', or every locale is bundled"] : []
  },
  function noScan({ path, code }) {
    return /^(functions|shared)\//.test(path) && /\bScanCommand\b|\bpaginateScan\b/.test(code) ? ['scans a table'] : []
  },
  function clientsWithTheSharedSettings({ code }) {
    const own = /\bnew \w+Client\((?!clientSettings\()/.test(code)
    return own ? ['makes an AWS client without clientSettings: it could wait for an answer without end'] : []
  },
  function noBarrel({ code }) {
    return /^export\s+(\*|\{[^}]*\}\s*from)/m.test(code) ? ['passes on what another file exports'] : []
  },
  function useCaseNamedLikeItsFile({ path, code }) {
    if (!path.startsWith('shared/use-cases/')) return []
    const name = camel(basename(path, '.ts'))
    const exported = new RegExp(`^export (async )?(function|const) ${name}\\b`, 'm').test(code)
    return exported ? [] : [`exports no ${name}`]
  },
]

const violations = (sources: Source[]) =>
  sources.flatMap((source) => rules.flatMap((rule) => rule(source).map((complaint) => `${source.path} ${complaint}`)))

const sources = globSync('{functions,shared,infra}/**/*.{ts,tsx}', { cwd: root }).map((path) => ({
  path: path.replaceAll('\\', '/'),
  code: readFileSync(resolve(root, path), 'utf8'),
}))

test('every source keeps to the architecture', () => {
  expect(sources.length).toBeGreaterThan(0)
  expect(violations(sources)).toEqual([])
})

describe('the rules bite', () => {
  test.each([
    ['shared/domain/link.ts', `import { read } from '../store/read.ts'`],
    ['shared/domain/link.ts', `import type { Item } from '../store/read.ts'`],
    ['shared/domain/link.ts', `import { readFile } from 'node:fs/promises'`],
    ['shared/domain/link.ts', `import {\n  read,\n  write,\n} from '../store/read.ts'`],
    ['shared/domain/link.ts', `const store = await import('../store/read.ts')`],
    ['shared/messages/en.ts', `import '../store/read.ts'`],
    ['shared/store/read.ts', `import { SESClient } from '@aws-sdk/client-ses'`],
    ['shared/store/read.ts', `import { acceptInvitation } from '../use-cases/accept-invitation.ts'`],
    ['shared/mail/ses.ts', `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'`],
    ['shared/views/page.tsx', `import { read } from '../store/read.ts'`],
    ['shared/views/page.tsx', `import { listCustomers } from '../use-cases/list-customers.ts'`],
    ['shared/use-cases/decline.ts', `import { GetCommand } from '@aws-sdk/lib-dynamodb'\nexport const decline = 1`],
    ['shared/use-cases/decline.ts', `import { caller } from '../http/caller.ts'\nexport const decline = 1`],
    ['shared/http/caller.ts', `import { GetCommand } from '@aws-sdk/lib-dynamodb'`],
    ['functions/partner/handler.ts', `import { GetCommand } from '@aws-sdk/lib-dynamodb'`],
    ['functions/partner/handler.ts', `import { handler } from '../customer/handler.ts'`],
    ['functions/partner/customer-pages.tsx', `import { acceptInvitation } from '../customer/acceptance-pages.tsx'`],
    ['functions/pages.ts', `import { pageEndpoint } from '../shared/http/page.tsx'`],
    ['functions/partner/handler.ts', `import { functions } from '../../infra/functions.ts'`],
    ['infra/stack.ts', `import { handler } from '../functions/partner/handler.ts'`],
    ['infra/stack.ts', `import { read } from '../shared/store/read.ts'`],
    ['infra/stack.ts', `import { people } from './local/people.ts'`],
  ])('%s: %s', (path, code) => {
    expect(violations([{ path, code }])).toEqual([expect.stringContaining(`${path} may not import `)])
  })

  test.each([
    ['shared/store/client.ts', 'const table = process.env.INVITATIONS_TABLE', 'reads process.env'],
    ['shared/domain/text.ts', `import { z } from 'zod'`, 'imports a name from zod'],
    ['infra/config.ts', `import {\n  type output,\n  z,\n} from 'zod'`, 'imports a name from zod'],
    ['shared/store/read.ts', 'await client.send(new ScanCommand(input))', 'scans a table'],
    ['shared/mail/ses.ts', 'const client = new SESClient({ maxAttempts: 1 })', 'without clientSettings'],
    ['infra/local/tables.ts', 'new DynamoDBClient()', 'without clientSettings'],
    ['shared/store/index.ts', `export * from './read.ts'`, 'passes on'],
    ['shared/store/index.ts', `export { read } from './read.ts'`, 'passes on'],
    ['shared/use-cases/accept-invitation.ts', 'export const accept = 1', 'exports no acceptInvitation'],
  ])('%s: %s', (path, code, complaint) => {
    expect(violations([{ path, code }])).toEqual([expect.stringContaining(complaint)])
  })

  test.each([
    ['shared/domain/link.ts', `import { createHmac } from 'node:crypto'\nimport * as z from 'zod'`],
    ['shared/http/caller.ts', `import type { APIGatewayProxyEventV2 } from 'aws-lambda'`],
    ['functions/partner/handler.ts', `import { pages } from './pages.ts'\nimport { routes } from '../routes.ts'`],
    ['functions/partner/customer-pages.tsx', `import { Layout } from '../../shared/views/layout.tsx'`],
    ['infra/api.ts', `import { pages } from '../functions/pages.ts'`],
    ['shared/mail/ses.ts', 'const client = new SESClient(clientSettings({ attempts: 1 }))'],
    ['shared/environment.ts', 'process.env.INVITATIONS_TABLE'],
    ['shared/use-cases/accept-invitation.ts', 'export async function acceptInvitation() {}'],
  ])('and let pass %s: %s', (path, code) => {
    expect(violations([{ path, code }])).toEqual([])
  })
})
