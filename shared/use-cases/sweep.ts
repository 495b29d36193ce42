import { addDays, addSeconds, utcDay } from '../domain/time.ts'
import { queryDue, readDrainedThrough, type Sweep, writeDrainedThrough } from '../store/due.ts'
import type { Key } from '../store/keys.ts'

/** What one run did. `left` were due and stay due: they failed or wait for a later look. */
export interface SweepReport {
  done: number
  left: number
  finished: boolean
}

const together = 8
// a day is drained once nothing of it is left and it has been over for so long: the index lags behind what is written
const lateSeconds = 900

/**
 * Does what is due, day by day from where the last run stopped. `handle` answers whether its item is done; one that
 * throws stays due and never holds up the others. Stops early when `timeLeft` says so and goes on in the next run.
 */
export async function sweep(
  name: Sweep,
  table: string,
  handle: (key: Key) => Promise<boolean>,
  report: (key: Key, error: unknown) => void,
  timeLeft: () => boolean,
  now: Date,
): Promise<SweepReport> {
  const start = await readDrainedThrough(name, table, now)
  const result: SweepReport = { done: 0, left: 0, finished: false }
  let drained = start
  for (let day = start; utcDay(day) <= utcDay(now); day = addDays(day, 1)) {
    let after: Record<string, unknown> | undefined
    do {
      const page = await queryDue(table, name, day, now, after)
      for (let i = 0; i < page.keys.length; i += together) {
        if (!timeLeft()) return result
        const outcomes = await Promise.all(
          page.keys.slice(i, i + together).map((key) =>
            handle(key).catch((error: unknown) => {
              report(key, error)
              return false
            }),
          ),
        )
        for (const done of outcomes) result[done ? 'done' : 'left'] += 1
      }
      after = page.after
    } while (after)
    if (result.left === 0 && utcDay(day) < utcDay(addSeconds(now, -lateSeconds))) drained = addDays(day, 1)
  }
  if (utcDay(drained) !== utcDay(start)) await writeDrainedThrough(name, table, drained)
  return { ...result, finished: true }
}
