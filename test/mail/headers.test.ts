import '../store/environment.ts'
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, test } from 'vitest'
import { headerName, sendMail } from '../../shared/mail/ses.ts'

/** What a mail program reads: RFC 2047 words undone, the space between two of them left out. */
const read = (header: string) =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString())

describe('a name in From and Reply-To', () => {
  test.each(['Fabrikam', 'Ada "the boss" Lovelace', 'a\\b', 'Fabrikam, Inc. <sales>'])('%s stands quoted', (name) => {
    expect(headerName(name)).toMatch(/^"(?:[^"\\]|\\.)*"$/)
    expect(JSON.parse(headerName(name))).toBe(name)
  })

  test.each([
    'Ada Yılmaz',
    'Fabrikam Bilişim Çözümleri Sanayi ve Ticaret Ltd. Şti.',
    '株式会社ファブリカム',
    '😀'.repeat(20),
  ])('%s travels as ASCII and arrives as it was written', (name) => {
    const header = headerName(name)
    expect(header).toMatch(/^[\x20-\x7e]+$/)
    expect(read(header)).toBe(name)
    // RFC 2047: an encoded word has at most 75 characters
    for (const word of header.split(' ')) expect(word.length).toBeLessThanOrEqual(75)
  })

  test('a mail goes out under the partner’s name and our address; replies go to its contact', async () => {
    const ses = mockClient(SESClient)
    ses.on(SendEmailCommand).resolves({ MessageId: 'm-1' })
    const outcome = await sendMail({
      to: ['carla@contoso.example'],
      fromName: 'Fabrikam Ltd. Şti.',
      replyTo: { name: 'Ada Yılmaz', email: 'ada@fabrikam.example' },
      subject: 'Şimdi',
      text: 'text',
      html: '<p>html</p>',
      tags: { partner: 'p' },
    })
    expect(outcome).toEqual({ outcome: 'sent', messageId: 'm-1' })
    const { Source = '', ReplyToAddresses = [], Message } = ses.commandCalls(SendEmailCommand)[0]?.args[0].input ?? {}
    expect(read(Source)).toBe('Fabrikam Ltd. Şti. <invitations@liaison.example>')
    expect(ReplyToAddresses.map(read)).toEqual(['Ada Yılmaz <ada@fabrikam.example>'])
    expect(Message?.Subject).toEqual({ Data: 'Şimdi', Charset: 'UTF-8' })
    ses.restore()
  })
})
