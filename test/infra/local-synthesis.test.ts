import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingFiles } from '../../infra/local/synthesis.ts'
import { temporaryFolder } from './synthesis.ts'

test('a synthesised stack whose bundles lack a file is not kept', () => {
  const stack = temporaryFolder()
  mkdirSync(join(stack, 'asset.1/f'), { recursive: true })
  writeFileSync(
    join(stack, 'asset.1/f/handler.mjs'),
    'import{a as b}from"../chunk-A.mjs";import"../chunk-B.mjs";export{b}',
  )
  writeFileSync(
    join(stack, 'asset.1/chunk-A.mjs'),
    'import{z}from"node:zlib";const lazy=()=>import("./chunk-C.mjs");export{z as a,lazy}',
  )
  expect(missingFiles(stack).sort()).toEqual(['asset.1/chunk-B.mjs', 'asset.1/chunk-C.mjs'])
  for (const chunk of ['B', 'C']) writeFileSync(join(stack, `asset.1/chunk-${chunk}.mjs`), '')
  expect(missingFiles(stack)).toEqual([])
})
