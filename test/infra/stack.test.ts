import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stack } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../functions/routes.ts'
import { build, closure } from '../../infra/build.ts'
import { functionNames, functions } from '../../infra/functions.ts'
import { pascal } from '../../infra/lambda.ts'
import { appOf, contextOf, type Resource, resourcesOf, root, type Statement, temporaryFolder } from './synthesis.ts'

const bundles = temporaryFolder()
const stages = ['production', 'development'] as const
let templates: Record<(typeof stages)[number], Record<string, Resource>>
let production: Record<string, Resource>

beforeAll(async () => {
  await build(bundles)
  templates = {
    production: await resourcesOf('production', bundles),
    development: await resourcesOf('development', bundles),
  }
  production = templates.production
})

const ofType = (type: string, resources = production) =>
  Object.entries(resources).flatMap(([id, resource]) => (resource.Type === type ? [{ id, ...resource }] : []))

const lambda = (name: string) => {
  const found = ofType('AWS::Lambda::Function').find(({ Properties }) => Properties.Description === `Liaison: ${name}`)
  if (!found) throw new Error(`no function ${name}`)
  return found
}

const one = (type: string) => {
  const [found, ...others] = ofType(type)
  if (!found || others.length > 0) throw new Error(`expected one ${type}, got ${others.length + (found ? 1 : 0)}`)
  return found
}

const statementsOf = ({ Properties }: Resource): Statement[] => [
  ...(Properties.Policies ?? []).flatMap((policy) => policy.PolicyDocument.Statement),
  ...(Properties.PolicyDocument?.Statement ?? []),
]

const allowed = () =>
  Object.values(production)
    .flatMap(statementsOf)
    .filter(({ Effect }) => Effect === 'Allow')

describe('permissions', () => {
  test('no action is a wildcard', () => {
    expect(allowed().length).toBeGreaterThan(0)
    expect(allowed().filter(({ Action }) => JSON.stringify(Action).includes('*'))).toEqual([])
  })

  test('no resource is a wildcard, but the keys of the objects that the stream poller writes', () => {
    const wild = allowed().filter(({ Resource }) => JSON.stringify(Resource).includes('*'))
    expect(wild).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [one('AWS::S3::Bucket').id, 'Arn'] }, '/aws/lambda/*']] },
      },
    ])
  })

  test('nobody may scan a table', () => {
    expect(JSON.stringify(production)).not.toMatch(/dynamodb:(Scan|PartiQL)/)
  })

  test('only send-email may send', () => {
    const senders = functionNames.filter((name) => {
      const role = production[lambda(name).Properties.Role?.['Fn::GetAtt'][0] ?? '']
      return role && statementsOf(role).some(({ Action }) => JSON.stringify(Action).includes('ses:'))
    })
    expect(senders).toEqual(['send-email'])
  })

  test('every function has a role of its own, and nothing is attached to it from elsewhere', () => {
    const roles = functionNames.map((name) => lambda(name).Properties.Role?.['Fn::GetAtt'][0])
    expect(new Set(roles).size).toBe(functionNames.length)
    expect(ofType('AWS::IAM::Policy')).toEqual([])
    expect(JSON.stringify(ofType('AWS::IAM::Role'))).not.toContain('ManagedPolicyArns')
  })
})

describe('tables', () => {
  test('in production they can be restored, are protected and outlive the stack', () => {
    for (const table of ofType('AWS::DynamoDB::GlobalTable'))
      expect(table).toMatchObject({
        DeletionPolicy: 'Retain',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
          Replicas: [
            {
              DeletionProtectionEnabled: true,
              PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            },
          ],
        },
      })
  })

  test('in development they go with the stack, and can still be restored', () => {
    for (const table of ofType('AWS::DynamoDB::GlobalTable', templates.development))
      expect(table).toMatchObject({
        DeletionPolicy: 'Delete',
        Properties: {
          Replicas: [
            {
              DeletionProtectionEnabled: false,
              PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            },
          ],
        },
      })
  })

  test('nothing that a restore must replace has a physical name', () => {
    const named = ['TableName', 'BucketName', 'QueueName', 'FunctionName', 'RoleName', 'LogGroupName', 'SecretName']
    const own = Object.values(production).filter(({ Type }) => !/Permission|EventSourceMapping|Alarm/.test(Type))
    expect(own.flatMap(({ Properties }) => named.filter((name) => name in Properties))).toEqual([])
  })

  test('keys and lost records outlive the stack in production', () => {
    for (const type of ['AWS::SecretsManager::Secret', 'AWS::S3::Bucket', 'AWS::SQS::Queue'])
      expect(one(type).DeletionPolicy).toBe('Retain')
  })
})

describe('streams and schedules', () => {
  test('each mapping hears only of new event rows that ask for mail, gives up in time and keeps what it gave up', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping')
    const streams = ofType('AWS::DynamoDB::GlobalTable').map(({ id }) => ({ 'Fn::GetAtt': [id, 'StreamArn'] }))
    expect(mappings.map(({ Properties }) => Properties)).toEqual(
      streams.map((stream) =>
        expect.objectContaining({
          EventSourceArn: stream,
          FunctionName: { Ref: lambda('send-email').id },
          FilterCriteria: {
            Filters: [
              {
                Pattern: JSON.stringify({
                  eventName: ['INSERT'],
                  dynamodb: {
                    Keys: { sk: { S: [{ prefix: 'E#' }] } },
                    NewImage: { dueDay: { S: [{ exists: true }] } },
                  },
                }),
              },
            ],
          },
          BisectBatchOnFunctionError: true,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          MaximumRetryAttempts: 5,
          MaximumRecordAgeInSeconds: 3600,
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [one('AWS::S3::Bucket').id, 'Arn'] } } },
        }),
      ),
    )
  })

  test('each schedule calls its function with its input, and a failed call is kept', () => {
    const deadLetters = { Arn: { 'Fn::GetAtt': [one('AWS::SQS::Queue').id, 'Arn'] } }
    const schedules = ofType('AWS::Scheduler::Schedule').map(({ Properties }) => Properties)
    expect(schedules).toMatchObject([
      {
        ScheduleExpression: 'rate(5 minutes)',
        Target: { Arn: { 'Fn::GetAtt': [lambda('expire').id, 'Arn'] }, DeadLetterConfig: deadLetters },
      },
      {
        ScheduleExpression: 'rate(5 minutes)',
        Target: {
          Arn: { 'Fn::GetAtt': [lambda('send-email').id, 'Arn'] },
          DeadLetterConfig: deadLetters,
          Input: '{"sweep":"mail"}',
        },
      },
    ])
  })

  test('a run that a schedule started and that fails is kept too', () => {
    for (const name of ['expire', 'send-email'])
      expect(lambda(name).Properties).toMatchObject({
        DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [one('AWS::SQS::Queue').id, 'Arn'] } },
      })
  })

  test('every way to lose work has an alarm', () => {
    const alarms = JSON.stringify(ofType('AWS::CloudWatch::Alarm'))
    for (const mapping of ofType('AWS::Lambda::EventSourceMapping'))
      expect(alarms).toContain(`"EventSourceMappingUUID","Value":{"Ref":"${mapping.id}"}`)
    for (const queue of ofType('AWS::SQS::Queue')) expect(alarms).toContain(`["${queue.id}","QueueName"]`)
    for (const name of functionNames) expect(alarms).toContain(`"FunctionName","Value":{"Ref":"${lambda(name).id}"}`)
  })
})

describe('the HTTP API', () => {
  const functionOf = (target: unknown) => {
    const integration = ofType('AWS::ApiGatewayV2::Integration').find(({ id }) => JSON.stringify(target).includes(id))
    return functionNames.find(
      (name) =>
        JSON.stringify(integration?.Properties.IntegrationUri) === `{"Fn::GetAtt":["${lambda(name).id}","Arn"]}`,
    )
  }

  test('has exactly the rows of the route table, each with its function, and $default', () => {
    const deployed = ofType('AWS::ApiGatewayV2::Route').map(
      ({ Properties }) => `${Properties.RouteKey} -> ${functionOf(Properties.Target)}`,
    )
    const wanted = routes.map((route) => `${route.method} ${route.path} -> ${route.function}`)
    expect(deployed.sort()).toEqual([...wanted, '$default -> partner'].sort())
  })

  test('names each route like its row', () => {
    for (const { id, method, path } of routes)
      expect(production[`${pascal(id)}Route`]?.Properties.RouteKey).toBe(`${method} ${path}`)
  })

  test('is throttled, allows no other origin, and logs neither query strings nor bodies nor people', () => {
    expect(one('AWS::ApiGatewayV2::Api').Properties).not.toHaveProperty('CorsConfiguration')
    const stage = one('AWS::ApiGatewayV2::Stage')
    expect(stage.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
    })
    const { Format } = (stage.Properties as { AccessLogSettings: { Format: string } }).AccessLogSettings
    const fields = [...Format.matchAll(/\$context\.([\w.]+)/g)].map(([, field]) => field)
    expect(fields.sort()).toEqual([
      'error.message',
      'requestId',
      'requestTimeEpoch',
      'responseLatency',
      'routeKey',
      'status',
    ])
  })
})

describe('mail', () => {
  test('leaves only over TLS and is never tracked: tracking would rewrite the link', () => {
    expect(one('AWS::SES::ConfigurationSet').Properties).toMatchObject({ DeliveryOptions: { TlsPolicy: 'REQUIRE' } })
    expect(JSON.stringify(ofType('AWS::SES::ConfigurationSet'))).not.toContain('TrackingOptions')
    for (const { Properties } of ofType('AWS::SES::ConfigurationSetEventDestination'))
      expect(Properties.EventDestination?.MatchingEventTypes.join(' ')).not.toMatch(/open|click/i)
  })
})

test('an SES identity that the account has already is used and left alone', async () => {
  const context = contextOf('production', (stage) => Object.assign(stage, { mailIdentity: 'existing' }))
  const { template } = (await appOf(context, bundles)).synth().getStackByName('liaison-production')
  expect(JSON.stringify(template)).not.toContain('AWS::SES::EmailIdentity')
  expect(JSON.stringify(template)).toContain(':identity/liaison.example')
})

describe('functions', () => {
  const declaredBy = (name: string) => {
    const { outputs } = JSON.parse(readFileSync(join(bundles, 'meta.json'), 'utf8')) as Metafile
    const files = [...closure(outputs, `${name}/handler.mjs`)].flatMap((file) =>
      Object.entries(outputs[file]?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => (bytesInOutput ? [path] : [])),
    )
    const own = files.filter((path) => /^(functions|shared)\//.test(path) && path !== 'shared/environment.ts')
    const calls = own.flatMap((path) => [
      ...readFileSync(join(root, path), 'utf8').matchAll(/\breadEnvironment\(([^)]*)\)/g),
    ])
    return [...new Set(calls.flatMap(([, names = '']) => [...names.matchAll(/'(\w+)'/g)].map(([, each]) => each)))]
  }

  test.each(functionNames)('%s is given the variables that its code reads, and no others', (name) => {
    const given = Object.keys(lambda(name).Properties.Environment?.Variables ?? {})
    expect(given.sort()).toEqual(declaredBy(name).sort())
    expect(given.sort()).toEqual([...functions[name].variables].sort())
  })

  test('an environment of more than 4 KB stops the synthesis', async () => {
    const context = contextOf('production', (stage) => {
      stage.acceptingRoles = Array.from({ length: 110 }, () => '62e90394-69f5-4237-9190-012177145e10')
    })
    await expect(appOf(context, bundles)).rejects.toThrow(
      /The environment of the function customer takes \d+ bytes and Lambda allows 4096/,
    )
  })
})

describe('cdk-nag', () => {
  test.each(stages)('finds nothing in %s', async (stage) => {
    const app = await appOf(contextOf(stage), bundles)
    expect(() => app.synth()).not.toThrow()
  })

  test('would have found a queue that is not protected', async () => {
    const app = await appOf(contextOf('production'), bundles)
    new Queue(app.node.findChild('Liaison') as Stack, 'Planted')
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4')
  })
})
