const DAY = 86_400_000

/** Whole days of an ISO 8601 duration such as `P30D`; undefined for any other form. */
export function daysOf(duration: string): number | undefined {
  const match = /^P([1-9]\d{0,3})D$/.exec(duration)
  return match ? Number(match[1]) : undefined
}

/** Adds an ISO 8601 duration of whole days; the caller has checked its form. */
export const addDuration = (at: Date, duration: string): Date => addDays(at, daysOf(duration) ?? 0)

export const addDays = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY)
export const addSeconds = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)
/** Days from one moment to another, begun ones counted whole. */
export const daysBetween = (from: Date, to: Date): number => Math.ceil((to.getTime() - from.getTime()) / DAY)
/** The ISO 8601 duration of whole days from one moment to another, a begun day counted whole. */
export const durationBetween = (from: string, to: string): string => `P${daysBetween(new Date(from), new Date(to))}D`
export const utcDay = (at: Date): string => at.toISOString().slice(0, 10)
export const earliest = (...dates: (Date | undefined)[]): Date | undefined =>
  dates.filter((d) => d !== undefined).sort((a, b) => a.getTime() - b.getTime())[0]
