import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { build, closure } from '../../infra/build.ts'
import { functionNames } from '../../infra/functions.ts'
import { temporaryFolder } from './synthesis.ts'

const folder = temporaryFolder()
let hash: string
let outputs: Metafile['outputs']

beforeAll(async () => {
  hash = await build(folder)
  outputs = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')).outputs
})

describe('the bundles', () => {
  test('are the same whenever the sources are, wherever they are written', async () => {
    expect(await build(temporaryFolder())).toBe(hash)
  })

  test('hold nothing of an earlier build', async () => {
    const stale = join(folder, 'partner', 'chunk-OLD.mjs')
    writeFileSync(stale, '')
    await build(folder)
    expect(existsSync(stale)).toBe(false)
  })

  test.each(functionNames)('%s has its handler and every chunk that it imports, and no source map', (name) => {
    for (const file of closure(outputs, `${name}/handler.mjs`)) {
      const place = file === `${name}/handler.mjs` ? `${name}/f/handler.mjs` : `${name}/${file}`
      expect(existsSync(join(folder, place)), place).toBe(true)
      expect(existsSync(join(folder, `${place}.map`))).toBe(false)
    }
  })

  test('need nothing at run time but Node.js itself: the AWS SDK is inside', () => {
    const outside = Object.values(outputs).flatMap(({ imports }) =>
      imports.flatMap(({ path, external }) => (external ? [path] : [])),
    )
    expect(outside.filter((path) => !path.startsWith('node:') && !builtinModules.includes(path))).toEqual([])
  })
})
