import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { countReporter } from './count-reporter.ts'
import { nextTime } from './start-time.ts'

/** What counts days, months or the end of one, once more where a day, a month or a year ends meanwhile. */
const dateSensitive = [
  'test/domain/time.test.ts',
  'test/functions/expire.test.ts',
  'test/rules/02-privileges-in-time.test.ts',
  'test/rules/09-fresh-links.test.ts',
  'test/rules/14-support.test.ts',
  'test/rules/17-notifications.test.ts',
  'test/store/limits.test.ts',
]

const around = (name: string, start: string) => ({
  extends: true as const,
  test: { name, include: dateSensitive, env: { TEST_CLOCK: nextTime(start).toISOString() } },
})

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/clock.ts',
    pool: 'threads',
    maxWorkers: '100%',
    // months pass within a test: long enough for a slow computer, too
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', countReporter],
    projects: [
      { extends: true, test: { name: 'suite', include: ['test/**/*.test.{ts,tsx}'] } },
      around('28 February', '02-28T23:45'),
      around('31 December', '12-31T23:50'),
    ],
  },
})
