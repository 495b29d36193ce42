import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EventBus } from './event-bus.ts'
import { readBody } from './http.ts'
import { type Iam, refusal } from './iam.ts'
import { answerSecret } from './secrets.ts'
import type { Ses, SesError } from './ses.ts'

/** Where the functions' SDKs find SES (/ses), EventBridge (/events) and Secrets Manager (/secretsmanager). */
export async function startAwsEndpoint(iam: Iam, ses: Ses, eventBus: EventBus, secrets: Map<string, string>) {
  const server = createServer(async (request, response) => {
    const body = (await readBody(request, 12 * 1024 * 1024))?.toString() ?? ''
    const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'nobody'
    if (request.url?.startsWith('/ses')) serveSes(response, iam, ses, key, new URLSearchParams(body))
    else if (request.url?.startsWith('/events')) serveEvents(request, response, iam, eventBus, key, body)
    else serveSecrets(request, response, iam, secrets, key, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ses: `${url}/ses`,
    eventBridge: `${url}/events`,
    secretsManager: `${url}/secretsmanager`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const escapeXml = (text: string) => text.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`)

function serveSes(response: ServerResponse, iam: Iam, ses: Ses, key: string, form: URLSearchParams) {
  const xml = (status: number, body: string) => response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
  const fail = (status: number, { code, message }: SesError) =>
    xml(
      status,
      `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
    )
  const action = form.get('Action') ?? ''
  if (action !== 'SendEmail')
    return fail(400, { code: 'InvalidAction', message: `${action} is not emulated; SendEmail is.` })
  const denied = ses.resources(form).find((resource) => !iam.allows(key, 'ses:SendEmail', resource))
  if (denied) return fail(403, { code: 'AccessDenied', message: refusal(key, 'ses:SendEmail', denied) })
  const answer = ses.send(form)
  if ('error' in answer) return fail(400, answer.error)
  return xml(
    200,
    `<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendEmailResult><MessageId>${answer.messageId}</MessageId></SendEmailResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></SendEmailResponse>`,
  )
}

/** An answer in the protocol that both services with JSON speak. */
const sendAmzJson = (response: ServerResponse, { status, body }: { status: number; body: object }) =>
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
const operationOf = (request: IncomingMessage) => String(request.headers['x-amz-target']).split('.')[1] ?? ''

function serveEvents(
  request: IncomingMessage,
  response: ServerResponse,
  iam: Iam,
  eventBus: EventBus,
  key: string,
  text: string,
) {
  const operation = operationOf(request)
  const body = JSON.parse(text || '{}') as { Entries?: [] }
  const action = `events:${operation}`
  const denied = eventBus.resources(body).find((resource) => !iam.allows(key, action, resource))
  if (denied)
    return sendAmzJson(response, {
      status: 400,
      body: { __type: 'AccessDeniedException', message: refusal(key, action, denied) },
    })
  return sendAmzJson(response, eventBus.answer(operation, body))
}

function serveSecrets(
  request: IncomingMessage,
  response: ServerResponse,
  iam: Iam,
  secrets: Map<string, string>,
  key: string,
  text: string,
) {
  const operation = operationOf(request)
  const body = JSON.parse(text || '{}') as { SecretId?: string }
  const action = `secretsmanager:${operation}`
  const resource = body.SecretId ?? ''
  if (!iam.allows(key, action, resource))
    return sendAmzJson(response, {
      status: 400,
      body: { __type: 'AccessDeniedException', message: refusal(key, action, resource) },
    })
  return sendAmzJson(response, answerSecret(secrets, operation, body))
}
