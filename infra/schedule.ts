import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { FunctionName } from './functions.ts'
import type { Lambdas } from './lambda.ts'

/** What runs by the clock. */
const schedules: { id: string; function: FunctionName; every: string; input?: Record<string, string> }[] = [
  { id: 'ExpireWhatIsDue', function: 'expire', every: 'rate(5 minutes)' },
  { id: 'RetryMail', function: 'send-email', every: 'rate(5 minutes)', input: { sweep: 'mail' } },
]

export const createSchedules = (scope: Construct, lambdas: Lambdas, failedRuns: IQueue) =>
  schedules.map(({ id, function: name, every, input }) => {
    const target = lambdas[name].functionArn
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failedRuns.queueArn] }),
          ],
        }),
      },
    })
    return new CfnSchedule(scope, id, {
      scheduleExpression: every,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target,
        roleArn: role.roleArn,
        input: input && JSON.stringify(input),
        // the next run does the same work: an old one is not worth keeping
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 300 },
        deadLetterConfig: { arn: failedRuns.queueArn },
      },
    })
  })
