import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Stage } from './config.ts'

/** Where what could not be processed waits for an operator: whole stream records, and runs that a schedule started. */
export function createFailures(scope: Construct, { retain }: Stage) {
  const removalPolicy = retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
  const lostRecords = new Bucket(scope, 'LostRecords', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(30) }],
    removalPolicy,
  })
  Validations.of(lostRecords).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Only the stream poller writes here and an operator reads; both are in CloudTrail',
  })
  const failedRuns = new Queue(scope, 'FailedRuns', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy,
  })
  Validations.of(failedRuns).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'This is the dead-letter queue of the schedules and of what they start',
  })
  return { lostRecords, failedRuns }
}
