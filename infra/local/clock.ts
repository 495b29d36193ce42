const RealDate = Date

/** Milliseconds by which the emulated clock is ahead, shared by the runner and all workers. */
export type SharedClock = BigInt64Array<SharedArrayBuffer>

export const createClock = (aheadBy = 0n): SharedClock => {
  const clock = new BigInt64Array(new SharedArrayBuffer(8))
  clock[0] = aheadBy
  return clock
}

/** The machine's own time in milliseconds. */
export const realNow = () => RealDate.now()

/** Makes `Date` of this thread tell the emulated time; timers keep their own pace. */
export function installClock(clock: SharedClock) {
  const now = () => RealDate.now() + Number(Atomics.load(clock, 0))
  const Emulated = function (this: unknown, ...args: unknown[]) {
    // Date() without new answers text
    if (new.target === undefined) return new RealDate(now()).toString()
    return Reflect.construct(RealDate, args.length === 0 ? [now()] : args, new.target)
  }
  Emulated.prototype = RealDate.prototype
  Object.defineProperties(Emulated, {
    now: { value: now },
    parse: { value: RealDate.parse },
    UTC: { value: RealDate.UTC },
    name: { value: 'Date' },
    length: { value: 7 },
  })
  Object.defineProperty(RealDate.prototype, 'constructor', { value: Emulated, configurable: true, writable: true })
  Object.defineProperty(globalThis, 'Date', { value: Emulated, configurable: true, writable: true })
}

/** Epoch milliseconds of an RFC 3339 time; undefined when it is not one. */
export function instantMs(text: string): number | undefined {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}

const unitSeconds = [604_800, 86_400, 3_600, 60, 1]

/** Milliseconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds; undefined when it is not one. */
export function durationMs(text: string): number | undefined {
  const match = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (!match) return undefined
  return unitSeconds.reduce((sum, seconds, i) => sum + Number(match[i + 1] ?? 0) * seconds * 1000, 0)
}
