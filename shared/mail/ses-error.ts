/** What an error of SES means for a mail. `cause` names it for the operator, without an address. */
export interface SesError {
  /** `mail`: SES would refuse it again. `account`: it can go out later, unchanged. `unknown`: it may be out already. */
  kind: 'mail' | 'account' | 'unknown'
  name: string
  cause: string
}

// of the mail: a malformed address, or a body that SES does not take
const ofTheMail = new Set(['InvalidParameterValue', 'ValidationError', 'ValidationException'])

// SES has one name for many refusals. Only these texts speak of the content; all others are about the account.
const ofTheContent = /virus|malware|content|illegal|too (large|long)|exceeds? the (size|limit|maximum)/i

const details: readonly (readonly [RegExp, string])[] = [
  [/not verified/i, 'not verified'],
  [/paused|suspended|disabled/i, 'sending paused'],
  [/daily/i, 'daily quota'],
  [/sending rate/i, 'sending rate'],
]

/** Reads what the SDK threw. What SES answers with a 4xx it has not sent; anything else may be out. */
export function readSesError(error: unknown): SesError {
  if (!(error instanceof Error)) return { kind: 'unknown', name: 'unknown', cause: 'unknown' }
  const { name, message } = error
  const detail = details.find(([text]) => text.test(message))?.[1]
  const content = detail === undefined && ofTheContent.test(message)
  return { kind: kindOf(name, content, statusOf(error)), name, cause: detail ? `${name}: ${detail}` : name }
}

function kindOf(name: string, content: boolean, status: number): SesError['kind'] {
  if (ofTheMail.has(name)) return 'mail'
  if (name === 'MessageRejected') return content ? 'mail' : 'account'
  // a request that timed out at SES may have been taken
  return (status >= 400 && status < 500 && status !== 408) || name.startsWith('Throttling') ? 'account' : 'unknown'
}

function statusOf(error: Error): number {
  const metadata = '$metadata' in error ? error.$metadata : undefined
  const known = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
  return known ? Number(metadata.httpStatusCode) : 0
}
