import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { countReporter } from './count-reporter.ts'

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    globalSetup: 'test/global-setup.ts',
    include: ['test/**/*.test.{ts,tsx}'],
    pool: 'threads',
    maxWorkers: '100%',
    testTimeout: 15_000,
    hookTimeout: 60_000,
    reporters: ['default', countReporter],
  },
})
