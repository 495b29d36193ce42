import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { FunctionName } from './functions.ts'

/** What a statement can name: a resource of the stack, and the service that its actions belong to. */
const services = {
  invitations: 'dynamodb',
  'invitations/index/due': 'dynamodb',
  'invitations/stream': 'dynamodb',
  relationships: 'dynamodb',
  'relationships/index/due': 'dynamodb',
  'relationships/stream': 'dynamodb',
  keyRing: 'secretsmanager',
  clientSecret: 'secretsmanager',
  mailIdentity: 'ses',
  mailConfiguration: 'ses',
  lostRecords: 's3',
  lostRecordObjects: 's3',
  failedRuns: 'sqs',
  eventBus: 'events',
} as const

export type Resource = keyof typeof services

const readStream = 'DescribeStream GetRecords GetShardIterator ListStreams'

/** Everything a function may do, beside writing its own log: resource -> actions. */
export const permissions: Record<FunctionName, Partial<Record<Resource, string>>> = {
  partner: {
    invitations: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem ConditionCheckItem',
    relationships: 'GetItem BatchGetItem Query PutItem',
    keyRing: 'GetSecretValue',
  },
  customer: {
    invitations: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem',
    relationships: 'GetItem BatchGetItem Query PutItem UpdateItem DeleteItem ConditionCheckItem',
    keyRing: 'GetSecretValue',
  },
  'sign-in': {
    keyRing: 'GetSecretValue',
    clientSecret: 'GetSecretValue',
  },
  'send-email': {
    invitations: 'GetItem BatchGetItem PutItem UpdateItem ConditionCheckItem',
    'invitations/index/due': 'Query',
    'invitations/stream': readStream,
    relationships: 'GetItem BatchGetItem UpdateItem',
    'relationships/index/due': 'Query',
    'relationships/stream': readStream,
    keyRing: 'GetSecretValue',
    mailIdentity: 'SendEmail',
    mailConfiguration: 'SendEmail',
    lostRecords: 'ListBucket',
    lostRecordObjects: 'PutObject',
    failedRuns: 'SendMessage',
  },
  expire: {
    invitations: 'GetItem Query UpdateItem PutItem DeleteItem',
    'invitations/index/due': 'Query',
    relationships: 'GetItem BatchGetItem Query UpdateItem PutItem DeleteItem',
    'relationships/index/due': 'Query',
    failedRuns: 'SendMessage',
  },
  'record-delivery': {
    invitations: 'GetItem PutItem UpdateItem',
    failedRuns: 'SendMessage',
  },
  'publish-events': {
    'invitations/stream': readStream,
    'relationships/stream': readStream,
    eventBus: 'PutEvents',
    lostRecords: 'ListBucket',
    lostRecordObjects: 'PutObject',
  },
}

export type Arns = Record<Resource, string>

/** The statements of a function's role, one per resource. */
export const statementsOf = (name: FunctionName, arns: Arns) =>
  Object.entries(permissions[name]).map(
    ([resource, actions]) =>
      new PolicyStatement({
        actions: actions.split(' ').map((action) => `${services[resource as Resource]}:${action}`),
        resources: [arns[resource as Resource]],
      }),
  )
