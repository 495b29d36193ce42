/** The next time that it is `clock` on that day, UTC, e.g. `02-28T23:58`; without a day, today or tomorrow. */
export function nextTime(clock: string, now = new Date()): Date {
  const [day, time] = clock.includes('T') ? clock.split('T') : [undefined, clock]
  const inYear = (year: number) => new Date(`${year}-${day}T${time}:00Z`)
  if (day !== undefined) {
    const thisYear = inYear(now.getUTCFullYear())
    return thisYear > now ? thisYear : inYear(now.getUTCFullYear() + 1)
  }
  const today = new Date(`${now.toISOString().slice(0, 10)}T${time}:00Z`)
  return today > now ? today : new Date(today.getTime() + 86_400_000)
}
