import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Local, startLocal } from '../local.ts'
import { aStack, callTable } from './local-stack.ts'

const runner = resolve(import.meta.dirname, '../../infra/local/start.ts')

/** Starts the runner where it is expected to refuse; answers its exit code and what it said. */
async function refused(...args: string[]) {
  const child = fork(runner, ['--quiet', '--no-seed', ...args], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk
  })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, errors: errors.trim() }
}

describe('a start that cannot succeed says why in one sentence', () => {
  it('names a resource type that it does not know', async () => {
    const stack = aStack({}, {}, { Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} } })
    const { code, errors } = await refused('--port', '0', '--stack', stack)
    expect(code).toBe(1)
    expect(errors).toMatch(/^Resource Pool is of type AWS::Cognito::UserPool, .*\.$/)
  })

  it('names an intrinsic function that it does not resolve', async () => {
    const stack = aStack({}, {}, { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::Cidr': [] } } } })
    expect((await refused('--port', '0', '--stack', stack)).errors).toContain('Fn::Cidr')
  })

  it('names a port that is in use, and how to take another', async () => {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { code, errors } = await refused('--port', String(port), '--stack', aStack({}))
    server.close()
    expect(code).toBe(1)
    expect(errors).toMatch(new RegExp(`^Port ${port} is in use\\..*--port`))
  })

  it('names a wrong option and lists the right ones', async () => {
    const { code, errors } = await refused('--prot', '1')
    expect(code).toBe(1)
    expect(errors).toContain('--prot')
    expect(errors).toContain('--port <n>')
  })

  it('names a time that is none', async () => {
    const { code, errors } = await refused('--at', 'noon')
    expect([code, errors.trim()]).toEqual([1, '--at is "noon"; expected is a time like 2027-02-28T23:50:00Z.'])
  })

  it('names an engine of the reader that does not answer', async () => {
    const child = startLocal({
      args: ['--stack', aStack({})],
      env: { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' },
    })
    await expect(child).rejects.toThrow(
      /No DynamoDB engine answers at AWS_ENDPOINT_URL_DYNAMODB=http:\/\/127\.0\.0\.1:1/,
    )
  })

  it('names a data folder that it cannot write', async () => {
    const { code, errors } = await refused('--port', '0', '--stack', aStack({}), '--data', '/dev/null/liaison')
    expect(code).toBe(1)
    expect(errors).toMatch(/^\/dev\/null\/liaison cannot hold the data/)
  })
})

const reader = `${callTable}
export const handler = async (event) => {
  if (event.rawPath === '/slow') await new Promise((done) => setTimeout(done, 3000))
  if (event.rawPath === '/crash') setTimeout(() => { throw new Error('late') })
  if (event.rawPath === '/crash') await new Promise(() => {})
  if (event.rawPath === '/write') return (await call('TransactWriteItems', { TransactItems: JSON.parse(event.body).map((Item) => ({ Put: { TableName: process.env.TABLE, Item } })) })).body
  if (event.rawPath === '/index') return (await call('Query', { IndexName: 'turned', KeyConditionExpression: 'sk = :sk', ExpressionAttributeValues: { ':sk': { S: 'x' } } }))
  if (event.rawPath === '/now') return { now: new Date().toISOString(), type: new Date() instanceof Date }
  return event
}`

/** Fails the records whose \`value\` is "poison", and reports them. */
const consumer = `${callTable}
export const handler = async (event) => {
  if (!event.Records) return void (await call('PutItem', { Item: { pk: { S: 'ran' }, sk: { S: JSON.stringify(event) } } }))
  const failed = event.Records.filter((r) => r.dynamodb.NewImage.value.S === 'poison')
  for (const r of event.Records)
    if (!failed.includes(r)) console.log(JSON.stringify({ got: r.dynamodb.Keys.sk.S, arn: r.eventSourceARN }))
  return { batchItemFailures: failed.map((r) => ({ itemIdentifier: r.dynamodb.SequenceNumber })) }
}`

const furtherResources = {
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      FunctionName: { Ref: 'Consumer' },
      EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({
              eventName: ['INSERT'],
              dynamodb: { Keys: { sk: { S: [{ prefix: 'E#' }] } }, NewImage: { value: { S: [{ exists: true }] } } },
            }),
          },
        ],
      },
    },
  },
  Schedule: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ScheduleExpression: 'rate(5 minutes)',
      Target: {
        Arn: { 'Fn::GetAtt': ['Consumer', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['ScheduleRole', 'Arn'] },
        Input: '{"sweep":"mail"}',
      },
    },
  },
  ScheduleRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: [
        {
          PolicyDocument: {
            Statement: {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: { 'Fn::GetAtt': ['Consumer', 'Arn'] },
            },
          },
        },
      ],
    },
  },
}

describe('the environment runs a stack as AWS would', () => {
  let local: Local
  beforeAll(async () => {
    const stack = aStack(
      {
        Reader: { code: reader, actions: ['PutItem', 'GetItem', 'Query'], timeout: 1 },
        Consumer: { code: consumer, actions: ['PutItem', 'DeleteItem'] },
      },
      {
        'GET /v1/things': 'Reader',
        'ANY /v1/things/{id}': 'Reader',
        'POST /v1/things/own': 'Reader',
        $default: 'Reader',
      },
      furtherResources,
    )
    local = await startLocal({ args: ['--no-seed', '--stack', stack] })
  }, 60_000)
  afterAll(() => local?.stop())

  const item = (sk: string, value?: string) => ({
    pk: { S: 'p' },
    sk: { S: sk },
    ...(value && { value: { S: value } }),
  })
  const write = (...items: object[]) => local.api('POST', '/write', { body: items })
  const linesAbout = async (text: string) =>
    (await local.control<{ line: string }[]>('logs')).filter(({ line }) => line.includes(text))

  it('chooses routes as API Gateway does and hands on a 2.0 event', async () => {
    const routeKey = async (method: string, path: string) =>
      (await local.api<{ routeKey: string }>(method, path)).body?.routeKey
    expect(await routeKey('GET', '/v1/things')).toBe('GET /v1/things')
    expect(await routeKey('POST', '/v1/things/own')).toBe('POST /v1/things/own')
    expect(await routeKey('DELETE', '/v1/things/own')).toBe('ANY /v1/things/{id}')
    expect(await routeKey('POST', '/v1/things')).toBe('$default')
    const { body } = await local.api<Record<string, unknown>>('GET', '/v1/things/a%20b?x=1&x=2', {
      headers: { cookie: 'a=1; b=2', 'X-Two': 'y' },
    })
    expect(body).toMatchObject({
      version: '2.0',
      rawPath: '/v1/things/a b',
      rawQueryString: 'x=1&x=2',
      queryStringParameters: { x: '1,2' },
      pathParameters: { id: 'a b' },
      cookies: ['a=1', 'b=2'],
      headers: { 'x-two': 'y' },
      isBase64Encoded: false,
    })
    expect(body).not.toHaveProperty('body')
    expect(body).not.toHaveProperty('headers.cookie')
  })

  it('answers 503 to an event that takes too long, 500 to a crash, and goes on', async () => {
    expect((await local.api('GET', '/slow')).status).toBe(503)
    expect((await local.api('GET', '/crash')).status).toBe(500)
    expect((await local.api('GET', '/now')).status).toBe(200)
  })

  it('refuses what the role does not allow, by function, action and resource, and shows it', async () => {
    const { body } = await local.api<{ status: number; body: { __type: string; message: string } }>('GET', '/index')
    expect(body.status).toBe(400)
    expect(body.body.__type).toContain('AccessDeniedException')
    expect(body.body.message).toMatch(/Reader .*dynamodb:Query .*table\/Table\/index\/turned/)
    const { uses, unused } = await local.control<{ uses: object[]; unused: object[] }>('iam')
    expect(uses).toContainEqual(expect.objectContaining({ action: 'dynamodb:Query', allowed: false }))
    expect(unused).toContainEqual(expect.objectContaining({ role: 'ConsumerRole', action: 'dynamodb:DeleteItem' }))
  })

  it('hands on only what the filter lets through, each good record beside a poisonous one, and gives up the poison', async () => {
    await write(item('I#1', 'good'), item('E#1', 'good'), item('E#2', 'poison'), item('E#3', 'good'), item('E#4'))
    await local.settle()
    const got = (await linesAbout('"got"')).map(({ line }) => JSON.parse(line))
    expect([...new Set(got.map((g) => g.got))].sort()).toEqual(['E#1', 'E#3'])
    expect(got[0].arn).toContain('us-east-1')
    const dead = await local.control<{ function: string; payload: object[] }[]>('dead-letters')
    expect(dead).toHaveLength(1)
    expect(dead[0]).toMatchObject({
      function: 'consumer',
      condition: 'RetryAttemptsExhausted',
      payload: [{ dynamodb: { Keys: { sk: { S: 'E#2' } } } }],
    })
  })

  it('moves the clock of all parts and runs each schedule once', async () => {
    const before = (await local.now()).getTime()
    const now = await local.advance('P31D')
    expect(now.getTime() - before).toBeGreaterThanOrEqual(31 * 86_400_000)
    const { body } = await local.api<{ now: string; type: boolean }>('GET', '/now')
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(now.getTime())
    expect(body.type).toBe(true)
    const { Table = [] } = await local.control<Record<string, { pk: { S: string }; sk: { S: string } }[]>>('tables')
    expect(Table.filter(({ pk }) => pk.S === 'ran').map(({ sk }) => sk.S)).toEqual(['{"sweep":"mail"}'])
    const claims = JSON.parse(Buffer.from((await local.token('ada')).split('.')[1] ?? '', 'base64url').toString())
    expect(claims.iat * 1000).toBeGreaterThan(before + 30 * 86_400_000)
  })

  it('moves the clock to a time that is still to come, and to no other', async () => {
    const until = new Date((await local.now()).getTime() + 86_400_000).toISOString()
    const at = (time: string) =>
      fetch(`${local.url}/_local/clock`, { method: 'POST', body: JSON.stringify({ at: time }) })
    const moved = Date.parse(((await (await at(until)).json()) as { now: string }).now)
    expect(moved - Date.parse(until)).toBeGreaterThanOrEqual(0)
    expect(moved - Date.parse(until)).toBeLessThan(60_000)
    for (const wrong of ['2020-01-01T00:00:00Z', 'tomorrow', '2027-02-28']) {
      const answer = await at(wrong)
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(`at is "${wrong}"`)])
    }
  })

  it('shows nothing of itself to another site', async () => {
    const blocked = await fetch(`${local.url}/_local/clock`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    })
    expect(blocked.status).toBe(403)
  })
})

it('starts its clock at the time that it is given', async () => {
  const at = '2027-02-28T23:50:00.000Z'
  const env = await startLocal({ args: ['--no-seed', '--stack', aStack({}), '--at', at] })
  const now = await env.now()
  await env.stop()
  expect(now.getTime() - Date.parse(at)).toBeGreaterThanOrEqual(0)
  expect(now.getTime() - Date.parse(at)).toBeLessThan(60_000)
})

describe('a data folder', () => {
  it('keeps tables, secrets and clock when the environment is killed, and serves one environment at a time', async () => {
    const data = mkdtempSync(join(tmpdir(), 'liaison-data-'))
    const stack = aStack(
      { Reader: { code: reader, actions: ['PutItem'] } },
      { $default: 'Reader' },
      { Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } } },
    )
    const args = ['--no-seed', '--stack', stack, '--data', data]
    const first = await startLocal({ args })
    await first.api('POST', '/write', { body: [{ pk: { S: 'p' }, sk: { S: 's' } }] })
    const then = await first.advance('P31D')
    expect((await refused('--port', '0', ...args)).errors).toMatch(/is in use by another local environment/)
    process.kill(first.pid, 'SIGKILL')
    await first.ended

    const second = await startLocal({ args: [...args, '--at', new Date().toISOString()] })
    expect(await second.control('tables')).toEqual({ Table: [{ pk: { S: 'p' }, sk: { S: 's' } }] })
    expect((await second.advance('PT0S')).getTime()).toBeGreaterThanOrEqual(then.getTime())
    await second.stop()
    rmSync(data, { recursive: true })
  })
})

describe('an end leaves nothing behind', () => {
  const starts = async () => {
    const child = fork(runner, ['--quiet', '--no-seed', '--port', '0', '--stack', aStack({})], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    await new Promise((done) => child.once('message', done))
    const engine = findEngine(child)
    expect(engine?.folder && existsSync(engine.folder)).toBe(true)
    return { child, engine }
  }

  /** The engine under the runner's shell, and the folder of its file. */
  const findEngine = ({ pid }: ChildProcess) => {
    const childrenOf = (parent: number | string | undefined) =>
      readdirSync(`/proc/${parent}/task`).flatMap((task) =>
        readFileSync(`/proc/${parent}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
      )
    const [engine] = childrenOf(pid).flatMap(childrenOf)
    const folder = /(\S+)\/tables\.db/.exec(readFileSync(`/proc/${engine}/cmdline`, 'utf8').replaceAll('\0', ' '))?.[1]
    return { engine, folder }
  }

  const ends: Record<string, (child: ChildProcess) => void> = {
    'after SIGTERM': (child) => void child.kill('SIGTERM'),
    'after SIGKILL': (child) => void child.kill('SIGKILL'),
    'when the process that forked it is gone': (child) => child.disconnect(),
  }
  for (const [how, endIt] of Object.entries(ends))
    it(how, async () => {
      const { child, engine } = await starts()
      endIt(child)
      await new Promise((done) => child.once('exit', done))
      for (let i = 0; i < 100 && existsSync(engine.folder ?? ''); i++) await delay(20)
      expect(existsSync(`/proc/${engine.engine}`)).toBe(false)
      expect(existsSync(engine.folder ?? '')).toBe(false)
    })
})
