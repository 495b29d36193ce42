import type { Stack } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { beforeAll, describe, expect, test } from 'vitest'
import { functionNames } from '../../infra/functions.ts'
import { appOf, contextOf, type StackUnderTest, stackOf } from './synthesis.ts'

let production: StackUnderTest
let development: StackUnderTest

beforeAll(async () => {
  production = await stackOf('production')
  development = await stackOf('development')
})

describe('tables', () => {
  test('in production they can be restored, are protected and outlive the stack', () => {
    for (const table of production.ofType('AWS::DynamoDB::GlobalTable'))
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
    for (const table of development.ofType('AWS::DynamoDB::GlobalTable'))
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

  test('have no index but the one of what is due: a customer’s partners are listed consistently, by pointers', () => {
    for (const { Properties } of production.ofType('AWS::DynamoDB::GlobalTable'))
      expect(Properties.GlobalSecondaryIndexes).toMatchObject([{ IndexName: 'due' }])
  })

  test('nothing that a restore must replace has a physical name', () => {
    const named = ['TableName', 'BucketName', 'QueueName', 'FunctionName', 'RoleName', 'LogGroupName', 'SecretName']
    const own = Object.values(production.resources).filter(
      ({ Type }) => !/Permission|EventSourceMapping|Alarm|MetricFilter/.test(Type),
    )
    expect(own.flatMap(({ Properties }) => named.filter((name) => name in Properties))).toEqual([])
  })

  test('keys and lost records outlive the stack in production', () => {
    expect(production.ofType('AWS::SecretsManager::Secret').map(({ id }) => id.replace(/.{8}$/, ''))).toEqual([
      'KeyRing',
      'ClientSecret',
    ])
    for (const type of ['AWS::SecretsManager::Secret', 'AWS::S3::Bucket', 'AWS::SQS::Queue'])
      for (const { DeletionPolicy } of production.ofType(type)) expect(DeletionPolicy).toBe('Retain')
  })
})

describe('streams and schedules', () => {
  test.each([
    ['send-email', 'and agreements that ask for mail', ['E#', 'AGREEMENT#'], { dueDay: { S: [{ exists: true }] } }],
    ['publish-events', 'of every kind', ['E#'], undefined],
  ])(
    '%s hears only of new event rows %s, gives up in time and keeps what it gave up',
    (name, _which, prefixes, NewImage) => {
      const mappings = production
        .ofType('AWS::Lambda::EventSourceMapping')
        .filter(({ Properties }) =>
          JSON.stringify(Properties).includes(`"FunctionName":{"Ref":"${production.lambda(name).id}"}`),
        )
      const streams = production
        .ofType('AWS::DynamoDB::GlobalTable')
        .map(({ id }) => ({ 'Fn::GetAtt': [id, 'StreamArn'] }))
      expect(mappings.map(({ Properties }) => Properties)).toEqual(
        streams.map((stream) =>
          expect.objectContaining({
            EventSourceArn: stream,
            FunctionName: { Ref: production.lambda(name).id },
            FilterCriteria: {
              Filters: [
                {
                  Pattern: JSON.stringify({
                    eventName: ['INSERT'],
                    dynamodb: {
                      Keys: { sk: { S: prefixes.map((prefix) => ({ prefix })) } },
                      ...(NewImage && { NewImage }),
                    },
                  }),
                },
              ],
            },
            BisectBatchOnFunctionError: true,
            FunctionResponseTypes: ['ReportBatchItemFailures'],
            MaximumRetryAttempts: 5,
            MaximumRecordAgeInSeconds: 3600,
            DestinationConfig: {
              OnFailure: { Destination: { 'Fn::GetAtt': [production.one('AWS::S3::Bucket').id, 'Arn'] } },
            },
          }),
        ),
      )
    },
  )

  test('each schedule calls its function with its input, and a failed call is kept', () => {
    const deadLetters = { Arn: { 'Fn::GetAtt': [production.one('AWS::SQS::Queue').id, 'Arn'] } }
    const schedules = production.ofType('AWS::Scheduler::Schedule').map(({ Properties }) => Properties)
    expect(schedules).toMatchObject([
      {
        ScheduleExpression: 'rate(5 minutes)',
        Target: { Arn: { 'Fn::GetAtt': [production.lambda('expire').id, 'Arn'] }, DeadLetterConfig: deadLetters },
      },
      {
        ScheduleExpression: 'rate(5 minutes)',
        Target: {
          Arn: { 'Fn::GetAtt': [production.lambda('send-email').id, 'Arn'] },
          DeadLetterConfig: deadLetters,
          Input: '{"sweep":"mail"}',
        },
      },
    ])
  })

  test('a run that a schedule started and that fails is kept too', () => {
    for (const name of ['expire', 'send-email', 'record-delivery'])
      expect(production.lambda(name).Properties).toMatchObject({
        DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [production.one('AWS::SQS::Queue').id, 'Arn'] } },
      })
  })

  test('every way to lose work has an alarm', () => {
    const alarms = JSON.stringify(production.ofType('AWS::CloudWatch::Alarm'))
    for (const mapping of production.ofType('AWS::Lambda::EventSourceMapping'))
      expect(alarms).toContain(`"EventSourceMappingUUID","Value":{"Ref":"${mapping.id}"}`)
    for (const queue of production.ofType('AWS::SQS::Queue')) expect(alarms).toContain(`["${queue.id}","QueueName"]`)
    for (const name of functionNames)
      expect(alarms).toContain(`"FunctionName","Value":{"Ref":"${production.lambda(name).id}"}`)
  })

  test('a failure that a function caught and logged raises an alarm, too', () => {
    const logs = production.ofType('AWS::Lambda::Function').map(({ Properties }) => Properties.LoggingConfig?.LogGroup)
    const filters = production.ofType('AWS::Logs::MetricFilter').map(({ Properties }) => Properties)
    const metric = { MetricName: 'FailuresLogged', MetricNamespace: 'liaison-production' }
    expect(filters.map(({ LogGroupName }) => LogGroupName)).toEqual(expect.arrayContaining(logs))
    for (const filter of filters)
      expect(filter).toMatchObject({ FilterPattern: '{ $.level = "ERROR" }', MetricTransformations: [metric] })
    const alarms = production.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties)
    expect(alarms).toContainEqual(
      expect.objectContaining({ MetricName: metric.MetricName, Namespace: metric.MetricNamespace, Threshold: 1 }),
    )
  })
})

describe('mail', () => {
  test('leaves only over TLS and is never tracked: tracking would rewrite the link', () => {
    expect(production.one('AWS::SES::ConfigurationSet').Properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    })
    expect(JSON.stringify(production.ofType('AWS::SES::ConfigurationSet'))).not.toContain('TrackingOptions')
    for (const { Properties } of production.ofType('AWS::SES::ConfigurationSetEventDestination'))
      expect(Properties.EventDestination?.MatchingEventTypes.join(' ')).not.toMatch(/open|click/i)
  })
})

test('what SES reports of our mails alone reaches record-delivery, and what does not is kept', () => {
  const destination = production.one('AWS::SES::ConfigurationSetEventDestination').Properties
  expect(destination.EventDestination?.MatchingEventTypes.toSorted()).toEqual(
    ['bounce', 'complaint', 'delivery', 'deliveryDelay', 'reject', 'renderingFailure'].toSorted(),
  )
  const rule = production.one('AWS::Events::Rule').Properties
  const set = { Ref: production.one('AWS::SES::ConfigurationSet').id }
  expect(rule).toMatchObject({
    EventPattern: { source: ['aws.ses'], detail: { mail: { tags: { 'ses:configuration-set': [set] } } } },
    Targets: [
      {
        Arn: { 'Fn::GetAtt': [production.lambda('record-delivery').id, 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [production.one('AWS::SQS::Queue').id, 'Arn'] } },
      },
    ],
  })
})

test('an SES identity that the account has already is used and left alone', async () => {
  const context = contextOf('production', (stage) => Object.assign(stage, { mailIdentity: 'existing' }))
  const { template } = (await appOf(context, production.bundles)).synth().getStackByName('liaison-production')
  expect(JSON.stringify(template)).not.toContain('AWS::SES::EmailIdentity')
  expect(JSON.stringify(template)).toContain(':identity/liaison.example')
})

describe('cdk-nag', () => {
  test.each(['production', 'development'])('finds nothing in %s', async (stage) => {
    const app = await appOf(contextOf(stage), production.bundles)
    expect(() => app.synth()).not.toThrow()
  })

  test('would have found a queue that is not protected', async () => {
    const app = await appOf(contextOf('production'), production.bundles)
    new Queue(app.node.findChild('Liaison') as Stack, 'Planted')
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4')
  })
})
