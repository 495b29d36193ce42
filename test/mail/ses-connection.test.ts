import '../store/environment.ts'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { startSilentServer } from '../silent.ts'

const mail = {
  to: ['carla@contoso.example'],
  fromName: 'Fabrikam',
  replyTo: { name: 'Ada', email: 'ada@fabrikam.example' },
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  tags: {},
}

/** The module that sends, made for that endpoint. */
async function senderFor(url: string) {
  process.env.AWS_ENDPOINT_URL_SES = url
  vi.resetModules()
  return (await import('../../shared/mail/ses.ts')).sendMail
}

const answer = `<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendEmailResult><MessageId>m</MessageId></SendEmailResult></SendEmailResponse>`

test('each mail has a connection of its own', async () => {
  let connections = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/xml' }).end(answer))
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sendMail = await senderFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  for (let n = 0; n < 3; n++) expect(await sendMail(mail)).toMatchObject({ outcome: 'sent', messageId: 'm' })
  server.close()
  expect(connections).toBe(3)
})

test('a mail that SES never answers is tried once, and its fate is unknown', async () => {
  const silent = await startSilentServer()
  const sendMail = await senderFor(silent.url)
  expect(await sendMail(mail)).toMatchObject({ outcome: 'unknown' })
  expect(silent.connections()).toBe(1)
  silent.stop()
})
