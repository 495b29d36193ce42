import { describe, expect, test } from 'vitest'
import { readSesError } from '../../shared/mail/ses-error.ts'

const answer = (name: string, message: string, httpStatusCode = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } })

describe('an error of SES', () => {
  test.each([
    ['MessageRejected', 'Email address is not verified. The following identities failed: a@b.example', 'not verified'],
    ['MessageRejected', 'Sending paused for this account. For more information, check the inbox.', 'sending paused'],
    ['MessageRejected', 'Sending suspended for this account because of its content.', 'sending paused'],
    ['MessageRejected', 'Something that nobody has written down.', undefined],
    ['Throttling', 'Daily message quota exceeded.', 'daily quota'],
    ['ThrottlingException', 'Maximum sending rate exceeded.', 'sending rate'],
    ['AccountSendingPausedException', 'Email sending is disabled for your account.', 'sending paused'],
    ['ConfigurationSetSendingPausedException', 'Sending is paused for the set.', 'sending paused'],
    ['ConfigurationSetDoesNotExistException', 'Configuration set <x> does not exist.', undefined],
    ['MailFromDomainNotVerifiedException', 'Could not read the MX record.', undefined],
    ['AccessDenied', 'User is not authorized to perform ses:SendEmail.', undefined],
    ['SignatureDoesNotMatch', 'The request signature does not match.', undefined],
    ['ExpiredToken', 'The security token is expired.', undefined],
    ['InvalidClientTokenId', 'The security token is invalid.', undefined],
  ])('%s "%s" is of the account: the mail is kept, and the cause names no address', (name, message, detail) => {
    const cause = detail ? `${name}: ${detail}` : name
    expect(readSesError(answer(name, message))).toEqual({ kind: 'account', name, cause })
  })

  test.each([
    ['MessageRejected', 'The message was rejected because it contained a virus.'],
    ['MessageRejected', 'Message is too large.'],
    ['InvalidParameterValue', 'Domain contains illegal character'],
    ['ValidationError', 'Local address contains control or whitespace'],
  ])('%s "%s" is of the mail: SES would refuse it again', (name, message) => {
    expect(readSesError(answer(name, message)).kind).toBe('mail')
  })

  test.each([
    ['TimeoutError', 0],
    ['ServiceUnavailable', 503],
    ['InternalFailure', 500],
    ['RequestTimeout', 408],
  ])('%s says nothing of the mail: it may be out', (name, status) => {
    expect(readSesError(answer(name, name, status)).kind).toBe('unknown')
    expect(readSesError('not an error').kind).toBe('unknown')
  })
})
