import { setTimeout as sleep } from 'node:timers/promises'
import { Problem, timedOut } from '../domain/errors.ts'

/** A write that met another one on the same item: it had no effect and may be tried again at once. The SDK does not. */
const conflict = 'TransactionConflictException'

/** No answer within the time of one attempt, or of the request. */
const ended = new Set(['TimeoutError', 'AbortError'])

/** Errors that pass without anybody's help. The SDK has tried these again already, but for a conflict. */
const transientErrors = new Set([
  conflict,
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'TransactionInProgressException',
  'RequestLimitExceeded',
  'InternalServerError',
  'InternalServiceError',
  'InternalServiceErrorException',
  'ServiceUnavailable',
  ...ended,
])

export const isTransient = (error: unknown): boolean => error instanceof Error && transientErrors.has(error.name)
export const isConflict = (error: unknown): boolean => error instanceof Error && error.name === conflict

export const busy = (): Problem =>
  new Problem('dependency-throttled', 'The service is busy. Try again in a few seconds.', { retryAfterSeconds: 2 })

/** What the caller hears of a transient error: 503 and when to try again. */
export const unavailable = (error: unknown): Problem =>
  error instanceof Error && ended.has(error.name) ? timedOut() : busy()

/** How often one write is tried that meets others on its items. */
export const conflictTries = 6

const firstMilliseconds = 20
const mostMilliseconds = 400

/**
 * Milliseconds to wait after a failed attempt, the first being 1: anything up to a bound that doubles. Those who met
 * part, because each waits for another time.
 */
export const backOffMilliseconds = (attempt: number, random = Math.random): number =>
  random() * Math.min(mostMilliseconds, firstMilliseconds * 2 ** (attempt - 1))

export const backOff = (attempt: number): Promise<void> => sleep(backOffMilliseconds(attempt))
