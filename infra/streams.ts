import { Duration } from 'aws-cdk-lib'
import { EventSourceMapping, FilterCriteria, FilterRule, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { FunctionName } from './functions.ts'
import { type Lambdas, pascal } from './lambda.ts'
import type { Table, TableName } from './tables.ts'

/** New event rows that ask for mail, and agreements that ask for a receipt; a filter may name leaves only. */
const mailToSend = {
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: {
    Keys: { sk: { S: [...FilterRule.beginsWith('E#'), ...FilterRule.beginsWith('AGREEMENT#')] } },
    NewImage: { dueDay: { S: FilterRule.exists() } },
  },
}

/** Every new event row. */
const anyEvent = {
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('E#') } } },
}

/** Which function hears of which new rows. */
const streams: { table: TableName; function: FunctionName; filter: Record<string, unknown> }[] = [
  { table: 'invitations', function: 'send-email', filter: mailToSend },
  { table: 'relationships', function: 'send-email', filter: mailToSend },
  // two readers are what a stream's shard is made for
  { table: 'invitations', function: 'publish-events', filter: anyEvent },
  { table: 'relationships', function: 'publish-events', filter: anyEvent },
]

export const createStreams = (
  scope: Construct,
  tables: Record<TableName, Table>,
  lambdas: Lambdas,
  lostRecords: IBucket,
) =>
  streams.map(
    (stream) =>
      new EventSourceMapping(scope, `${pascal(stream.function)}From${pascal(stream.table)}`, {
        target: lambdas[stream.function],
        eventSourceArn: tables[stream.table].tableStreamArn,
        filters: [FilterCriteria.filter(stream.filter)],
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 25,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        // what is older is in the bucket; its mail the schedule has taken over
        maxRecordAge: Duration.hours(1),
        // not S3OnFailureDestination: it would grant the function to read and delete
        supportS3OnFailureDestination: true,
        metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
        onFailure: { bind: () => ({ destination: lostRecords.bucketArn }) },
      }),
  )
