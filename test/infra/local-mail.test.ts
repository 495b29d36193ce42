import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Local, startLocal } from '../local.ts'
import { aStack } from './local-stack.ts'

const mailer = `
export const handler = async (event) => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL_SES, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/ses/aws4_request' },
    body: new URLSearchParams({
      Action: 'SendEmail', 'Destination.ToAddresses.member.1': 'carla@contoso.example', 'Message.Subject.Data': 'Hello',
      'Message.Body.Text.Data': 'Open http://localhost/accept#i=1 or http://localhost/accept#i=1', 'Message.Body.Html.Data': '<script>alert(1)</script>',
      'Tags.member.1.Name': 'partner', 'Tags.member.1.Value': 'p1', ...JSON.parse(event.body),
    }),
  })
  return { status: answer.status, text: await answer.text() }
}`

let local: Local
const send = async (fields: Record<string, string>) => {
  const { body } = await local.api<{ status: number; text: string }>('POST', '/send', { body: fields })
  return { status: body.status, code: /<Code>(\w+)/.exec(body.text)?.[1] }
}

beforeAll(async () => {
  const stack = aStack(
    {
      Mailer: {
        code: mailer,
        statements: [
          {
            Effect: 'Allow',
            Action: 'ses:SendEmail',
            Resource: {
              'Fn::Join': ['', ['arn:aws:ses:', { Ref: 'AWS::Region' }, ':*:identity/', { Ref: 'Identity' }]],
            },
          },
        ],
      },
    },
    { $default: 'Mailer' },
    {
      Identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'liaison.example' } },
      Other: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'other.example' } },
    },
  )
  local = await startLocal({ args: ['--no-seed', '--stack', stack] })
}, 60_000)
afterAll(() => local?.stop())

it('puts what SES accepts into the inbox, with each link once', async () => {
  expect(await send({ Source: 'invitations@liaison.example' })).toEqual({ status: 200, code: undefined })
  expect(await local.inbox('carla@contoso.example')).toMatchObject([
    { subject: 'Hello', tags: { partner: 'p1' }, links: ['http://localhost/accept#i=1'], feedback: 'delivery' },
  ])
  expect(await local.inbox('nobody@contoso.example')).toEqual([])
})

it('refuses what SES refuses', async () => {
  expect(await send({ Source: 'x@unknown.example' })).toEqual({ status: 403, code: 'AccessDenied' })
  expect(await send({ Source: 'x@other.example' })).toEqual({ status: 403, code: 'AccessDenied' })
  const source = { Source: 'x@liaison.example' }
  expect(await send({ ...source, 'Message.Subject.Data': 'a\nBcc: b' })).toMatchObject({
    code: 'InvalidParameterValue',
  })
  expect(await send({ ...source, 'Tags.member.1.Value': 'a b' })).toMatchObject({ code: 'InvalidParameterValue' })
  expect(await send({ ...source, ConfigurationSetName: 'none' })).toEqual({ status: 403, code: 'AccessDenied' })
})

it('throttles, rejects and bounces as often as it was told', async () => {
  const source = { Source: 'x@liaison.example' }
  await local.control('ses', { next: 'throttle', times: 2 })
  expect([(await send(source)).code, (await send(source)).code, (await send(source)).code]).toEqual([
    'Throttling',
    'Throttling',
    undefined,
  ])
  await local.control('ses', { next: 'bounce' })
  await send(source)
  expect((await local.inbox())[0]?.feedback).toBe('bounce')
})

it('shows a mail as HTML only where it can neither run nor load anything', async () => {
  const [mail] = await local.inbox()
  const shown = await fetch(`${local.url}/_local/inbox/${mail?.messageId}`)
  expect(shown.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  expect(await (await fetch(`${local.url}/_local/inbox`)).text()).not.toContain('<script>')
})
