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
    // months pass within a test: long enough for a slow computer, too
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', countReporter],
  },
})
