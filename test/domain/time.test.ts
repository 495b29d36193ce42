import { expect, test } from 'vitest'
import {
  addDays,
  addDuration,
  addSeconds,
  daysOf,
  durationBetween,
  earliest,
  utcDay,
} from '../../shared/domain/time.ts'
import { day, later, now } from './builders.ts'

test.each([
  ['P1D', 1],
  ['P30D', 30],
  ['P730D', 730],
  ['P9999D', 9999],
])('%s is %d days', (duration, days) => {
  expect(daysOf(duration)).toBe(days)
})

test.each(['', 'P', 'D', '30', 'P0D', 'P01D', 'P-1D', 'P+1D', 'P1.5D', 'P10000D', 'P1', '1D', 'p1d', 'PT0S', 'P1W'])(
  '"%s" is no duration of whole days',
  (duration) => {
    expect(daysOf(duration)).toBeUndefined()
  },
)

test.each([' P1D', 'P1D ', 'P1D\n', 'P1DT0S', 'P1M1D', 'P١D'])('nor is %j', (duration) => {
  expect(daysOf(duration)).toBeUndefined()
})

test('a duration adds days of 24 hours, over months, leap days and changes of the clock', () => {
  const add = (at: string, duration: string) => addDuration(new Date(at), duration).toISOString()
  expect(add('2026-03-02T12:00:00.001Z', 'P30D')).toBe('2026-04-01T12:00:00.001Z')
  expect(add('2028-02-28T23:59:59.999Z', 'P1D')).toBe('2028-02-29T23:59:59.999Z')
  expect(add('2026-03-28T12:00:00.000Z', 'P1D')).toBe('2026-03-29T12:00:00.000Z')
  expect(add('2026-01-01T00:00:00.000Z', 'P730D')).toBe('2028-01-01T00:00:00.000Z')
})

test('days and seconds may also be taken back, and the given time stays as it was', () => {
  expect(addDays(now, -2).toISOString()).toBe('2026-02-28T12:00:00.000Z')
  expect(addSeconds(now, -90).toISOString()).toBe('2026-03-02T11:58:30.000Z')
  expect(now.toISOString()).toBe('2026-03-02T12:00:00.000Z')
})

test('a duration between two moments counts a begun day whole', () => {
  const at = (ms: number) => later(ms).toISOString()
  expect(durationBetween(at(0), at(180 * day))).toBe('P180D')
  expect(durationBetween(at(0), at(179 * day + 1))).toBe('P180D')
  expect(durationBetween(at(0), at(1))).toBe('P1D')
})

test('a day is the day of Greenwich', () => {
  expect(utcDay(new Date('2026-03-02T23:59:59.999Z'))).toBe('2026-03-02')
  expect(utcDay(new Date('2026-03-03T01:00:00+03:00'))).toBe('2026-03-02')
})

test('the earliest of some times is found without those that are not set', () => {
  expect(earliest(later(2), undefined, later(1), later(3))).toEqual(later(1))
  expect(earliest(undefined)).toBeUndefined()
  expect(earliest()).toBeUndefined()
})
