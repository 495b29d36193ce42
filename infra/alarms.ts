import { Duration } from 'aws-cdk-lib'
import { Alarm, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import type { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { functionNames } from './functions.ts'
import { type Lambdas, pascal } from './lambda.ts'

const period = Duration.minutes(5)

/** One alarm for each way in which work can be lost, saying what to do. */
export function createAlarms(scope: Construct, lambdas: Lambdas, mappings: EventSourceMapping[], failedRuns: IQueue) {
  const alarm = (id: string, metric: IMetric, alarmDescription: string) =>
    new Alarm(scope, id, {
      metric,
      alarmDescription,
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
  for (const name of functionNames)
    alarm(
      `${pascal(name)}Errors`,
      lambdas[name].metricErrors({ period }),
      `The function ${name} threw. Read its log group for the request id; callers saw a 500 or the work is retried.`,
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
  alarm(
    'FailedRunsWaiting',
    failedRuns.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    'Scheduled runs failed. The next one does the same work; read the messages of the queue for the cause, then purge it.',
  )
}
