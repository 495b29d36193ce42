import type { Reporter, TestModule } from 'vitest/node'

/** `12 passed, 0 failed`. A file that does not load and an error outside of a test count as one failure each. */
export function countLine(modules: readonly TestModule[], errorsOutside: number) {
  const count = { passed: 0, failed: errorsOutside, skipped: 0, pending: 0 }
  for (const module of modules) {
    const states = [...module.children.allTests()].map((test) => test.result().state)
    for (const state of states) count[state] += 1
    if (module.state() === 'failed' && !states.includes('failed')) count.failed += 1
  }
  const skipped = count.skipped + count.pending
  return `${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** Says as the very last line of the run how it went, for people and for CI. */
export const countReporter: Reporter = {
  onTestRunEnd(modules, errors) {
    const line = countLine(modules, errors.length)
    process.once('exit', () => process.stdout.write(`${line}\n`))
  },
}
