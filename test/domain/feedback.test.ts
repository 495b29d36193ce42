import { describe, expect, test } from 'vitest'
import { readFeedback } from '../../shared/domain/feedback.ts'

const timestamp = '2026-03-02T12:00:00.000Z'
const tags = { partner: ['p'], invitation: ['i'], generation: ['2'], audience: ['recipient'] }
const about = (eventType: string, rest: object = {}, mailTags: object = tags) => ({
  eventType,
  mail: { timestamp, tags: mailTags },
  ...rest,
})

describe('what the mail service reports', () => {
  test.each([
    [about('Delivery', { delivery: { timestamp } }), 'delivered', undefined, undefined],
    [
      about('DeliveryDelay', { deliveryDelay: { timestamp, delayType: 'MailboxFull' } }),
      'delayed',
      'mailbox-full',
      undefined,
    ],
    [
      about('Bounce', { bounce: { timestamp, bounceType: 'Permanent', bounceSubType: 'NoEmail' } }),
      'bounced',
      'permanent-no-email',
      'bounced',
    ],
    [
      about('Bounce', { bounce: { timestamp, bounceType: 'Transient', bounceSubType: 'General' } }),
      'delayed',
      'transient-general',
      undefined,
    ],
    [
      about('Bounce', { bounce: { timestamp, bounceType: 'Undetermined', bounceSubType: 'Undetermined' } }),
      'delayed',
      'undetermined-undetermined',
      undefined,
    ],
    [
      about('Complaint', { complaint: { timestamp, complaintFeedbackType: 'abuse' } }),
      'complained',
      'abuse',
      'complained',
    ],
    [about('Complaint', { complaint: { timestamp } }), 'complained', undefined, 'complained'],
    [about('Reject', { reject: { reason: 'Bad content' } }), 'failed', 'rejected', undefined],
    [about('Rendering Failure'), 'failed', 'rendering-failure', undefined],
  ] as const)('%j is read as %s, %s, counted as %s', (event, state, reason, held) => {
    expect(readFeedback(event)).toEqual({
      partnerId: 'p',
      invitationId: 'i',
      generation: 2,
      delivery: { state, at: timestamp, reason },
      ...(held && { held }),
    })
  })

  test('never keeps a sentence of somebody else', () => {
    const bounceSubType = 'Dear Carla <carla@contoso.example>, call +90 212 555 01 00'.repeat(5)
    const event = about('Bounce', { bounce: { timestamp, bounceType: 'Permanent', bounceSubType } })
    expect(readFeedback(event)?.delivery.reason).toMatch(/^[a-z0-9-]{1,40}$/)
  })

  test('is of no interest when it is about another mail than one to an invited person', () => {
    const delivery = { delivery: { timestamp } }
    expect(readFeedback(about('Delivery', delivery, {}))).toBeUndefined()
    expect(readFeedback(about('Delivery', delivery, { ...tags, audience: ['partner'] }))).toBeUndefined()
    for (const missing of ['partner', 'invitation', 'generation'])
      expect(readFeedback(about('Delivery', delivery, { ...tags, [missing]: undefined }))).toBeUndefined()
  })

  test.each([
    undefined,
    null,
    {},
    'Delivery',
    { eventType: 'Open', mail: { timestamp, tags } },
    about('Delivery'),
    about('Bounce', { bounce: {} }),
  ])('is refused when it is none: %j', (event) => {
    expect(() => readFeedback(event)).toThrow()
  })
})
