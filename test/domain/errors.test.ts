import { describe, expect, test } from 'vitest'
import { isProblem, Problem, type ProblemCode, problems } from '../../shared/domain/errors.ts'

// what clients may rely on: status, then the codes that are answered with it
const contract = `
  400 malformed-json validation-failed unknown-field idempotency-key-missing bad-cursor
  401 unauthenticated token-expired token-wrong-audience
  403 not-an-accepting-role guest-or-delegated-account role-not-allowed tenant-mismatch agreement-required
  403 partner-not-active customer-blocked indirect-reseller-may-not-remove
  404 not-found
  405 method-not-allowed
  406 not-acceptable
  409 invitation-already-issued invitation-not-issued invitation-already-decided relationship-exists
  409 agreement-accepted already-pending-for-customer content-changed removal-blocked subscription-state cancel-window-closed
  409 support-already-ended service-request-closed privileges-not-active
  410 invitation-expired invitation-revoked link-superseded
  412 etag-mismatch
  413 payload-too-large
  415 unsupported-media-type
  422 region-mismatch country-without-region customer-country-unknown cloud-mismatch admin-privileges-mandatory
  422 self-invitation link-missing-in-message foreign-link-in-message recipient-suppressed idempotency-key-reused
  422 auto-extend-not-allowed unknown-role not-asked
  428 precondition-required
  429 agreement-requested partner-rate-limit recipient-rate-limit resend-cooldown forward-limit
  500 internal
  503 dependency-throttled sending-paused timed-out`

const promised = contract
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [status, ...codes] = line.trim().split(' ')
    return codes.map((code) => ({ code: code as ProblemCode, status: Number(status) }))
  })

describe('the refusals', () => {
  test.each(promised)('$code is answered with $status', ({ code, status }) => {
    expect(new Problem(code, 'because').status).toBe(status)
  })

  test('each have a title that people can read, and none shares it', () => {
    const titles = Object.values(problems).map(({ title }) => title)
    for (const title of titles) expect(title).toMatch(/^[A-Z].{5,}[^.]$/)
    expect(new Set(titles).size).toBe(titles.length)
  })

  test('are told from all other errors, and from each other by their code', () => {
    const problem = new Problem('not-asked', 'because', { currentState: 'issued' })
    expect(problem).toBeInstanceOf(Error)
    expect([problem.message, problem.details]).toEqual(['because', { currentState: 'issued' }])
    expect(isProblem(problem)).toBe(true)
    expect(isProblem(problem, 'not-found', 'not-asked')).toBe(true)
    expect(isProblem(problem, 'not-found')).toBe(false)
    for (const other of [new Error('not-asked'), { code: 'not-asked' }, undefined, 'not-asked'])
      expect(isProblem(other)).toBe(false)
  })
})
