import { Duration, Stack } from 'aws-cdk-lib'
import { Alarm, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import type { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { functionNames } from './functions.ts'
import { type Lambdas, pascal } from './lambda.ts'

const period = Duration.minutes(5)

/** One alarm for each way in which work can be lost, saying what to do. */
export function createAlarms(scope: Construct, lambdas: Lambdas, mappings: EventSourceMapping[], failedRuns: IQueue) {
  const alarm = (id: string, metric: IMetric, alarmDescription: string, threshold = 1) =>
    new Alarm(scope, id, {
      metric,
      alarmDescription,
      threshold,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
  for (const name of functionNames)
    alarm(
      `${pascal(name)}Errors`,
      lambdas[name].metricErrors({ period }),
      `The function ${name} threw or ran out of time. Read its log group for the request id; the work is retried.`,
    )
  // what a function catches it answers or tries again, so Lambda counts no error: only the log tells
  const failures = { metricName: 'FailuresLogged', metricNamespace: Stack.of(scope).stackName }
  for (const name of functionNames)
    new MetricFilter(scope, `${pascal(name)}FailuresLogged`, {
      ...failures,
      logGroup: lambdas[name].logGroup,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
    })
  alarm(
    'FailuresLogged',
    new Metric({ namespace: failures.metricNamespace, metricName: failures.metricName, statistic: 'Sum', period }),
    'A caller saw a 500 or timed-out, a sign-in failed, SES did not take mail, or something due failed; it is tried again. Search the log groups for level ERROR. For mail it names the cause: sender not verified, sending paused, quota, rate.',
  )
  for (const mapping of mappings)
    alarm(
      `${mapping.node.id}Lost`,
      new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
        statistic: 'Sum',
        period,
      }),
      'Stream records went to the bucket of lost records; find out why. Lost mail the schedule sends by itself; lost events go out when publish-events is invoked with the payload of their objects.',
    )
  // half of what makes SES look at an account; one partner alone is paused by the service itself
  const reputation = (metricName: string) =>
    new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Average', period: Duration.hours(1) })
  const culprits =
    "Look in the partners' histories for invitation.bounced and invitation.complained; suspend the cause."
  alarm('BounceRate', reputation('Reputation.BounceRate'), `2 % of the account's mails bounce. ${culprits}`, 0.02)
  alarm(
    'ComplaintRate',
    reputation('Reputation.ComplaintRate'),
    `0.05 % of the account's mails are reported as unwanted. ${culprits}`,
    0.0005,
  )
  alarm(
    'FailedRunsWaiting',
    failedRuns.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    'Scheduled runs failed, or reports on mails. The next run does the same work; a report is lost but for the queue: read its messages for the cause, then purge or send them again.',
  )
}
