import { expect, test } from 'vitest'
import { isSendingPaused, mailRefusals } from '../../shared/domain/reputation.ts'

test.each([
  [0, 0, 0, false],
  [99, 99, 99, false],
  [100, 4, 0, false],
  [100, 5, 0, true],
  [1000, 40, 1, false],
  [1000, 41, 0, true],
  [1000, 0, 1, false],
  [1000, 0, 2, true],
  [100, 0, 1, true],
])('of %d mails %d bounced and %d were complained of: sending pauses: %s', (sent, bounced, complained, paused) => {
  expect(isSendingPaused({ sent, bounced, complained })).toBe(paused)
})

test.each([
  [false, false, []],
  [true, false, ['recipient-suppressed']],
  [false, true, ['sending-paused']],
  [true, true, ['recipient-suppressed', 'sending-paused']],
])('an address that is suppressed: %s, sending that is paused: %s: %j', (suppressed, paused, codes) => {
  expect(mailRefusals({ suppressed, paused }).map(({ code }) => code)).toEqual(codes)
})
