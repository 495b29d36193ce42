import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { themeSource } from '../../infra/theme.ts'

const committed = readFileSync(resolve(import.meta.dirname, '../../shared/views/theme.ts'), 'utf8')
const withoutBreaks = (text: string) => text.replaceAll(/\s+/g, ' ')

test("the pages' colours are those of the design tokens", () => {
  expect(withoutBreaks(committed)).toBe(withoutBreaks(themeSource()))
})
