import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses'
import { clientSettings } from '../aws.ts'
import { readEnvironment } from '../environment.ts'
import { logger } from '../log.ts'
import { readSesError } from './ses-error.ts'

const { MAIL_FROM, MAIL_CONFIGURATION_SET } = readEnvironment('MAIL_FROM', 'MAIL_CONFIGURATION_SET')

// One try: a second one after an answer that got lost would be a second mail; our own claim decides about retries. A kept
// connection that SES has closed meanwhile would lose an answer, too.
const client = new SESClient(clientSettings({ attempts: 1, attemptMilliseconds: 8000, keepAlive: false }))

export interface Mail {
  to: string[]
  /** the name before our own address */
  fromName: string
  replyTo?: { name: string; email: string }
  subject: string
  text: string
  html: string
  /** carried by SES's events, the way back to the invitation */
  tags: Record<string, string>
}

/** `sent`; `refused` (SES answered no: `lasting` = it would refuse this mail again); `unknown` (no answer: it may be out). */
export type Sending =
  | { outcome: 'sent'; messageId: string }
  | { outcome: 'refused'; lasting: boolean; reason: string; cause: string }
  | { outcome: 'unknown'; cause: string }

const ascii = /^[\x20-\x7e]*$/

/** A name for a header: quoted where ASCII, an encoded word (RFC 2047) in chunks of whole characters where not. */
export function headerName(name: string): string {
  if (ascii.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}"`
  const words: string[] = []
  let chunk = ''
  for (const character of name) {
    if (Buffer.byteLength(chunk + character) > 45) {
      words.push(chunk)
      chunk = ''
    }
    chunk += character
  }
  return [...words, chunk].map((w) => `=?UTF-8?B?${Buffer.from(w).toString('base64')}?=`).join(' ')
}

/** Hands one mail to SES, once. Never throws for its errors: they are logged by cause, as their texts hold addresses. */
export async function sendMail(mail: Mail): Promise<Sending> {
  try {
    const { MessageId } = await client.send(
      new SendEmailCommand({
        Source: `${headerName(mail.fromName)} <${MAIL_FROM}>`,
        Destination: { ToAddresses: mail.to },
        ReplyToAddresses: mail.replyTo && [`${headerName(mail.replyTo.name)} <${mail.replyTo.email}>`],
        ConfigurationSetName: MAIL_CONFIGURATION_SET,
        Message: {
          Subject: { Data: mail.subject, Charset: 'UTF-8' },
          Body: { Text: { Data: mail.text, Charset: 'UTF-8' }, Html: { Data: mail.html, Charset: 'UTF-8' } },
        },
        Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
      }),
    )
    return { outcome: 'sent', messageId: MessageId ?? '' }
  } catch (error) {
    const { kind, name, cause } = readSesError(error)
    logger.warn('mail not taken', { cause, ...mail.tags })
    if (kind === 'unknown') return { outcome: 'unknown', cause }
    return { outcome: 'refused', lasting: kind === 'mail', reason: name, cause }
  }
}
