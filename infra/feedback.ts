import { Duration } from 'aws-cdk-lib'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { type ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Lambdas } from './lambda.ts'

/** What SES reports of a mail reaches record-delivery by the account's own event bus. Opens and clicks stay private. */
export function createFeedback(scope: Construct, set: ConfigurationSet, lambdas: Lambdas, failedRuns: IQueue) {
  const bus = EventBus.fromEventBusName(scope, 'AccountBus', 'default')
  set.addEventDestination('Reports', {
    destination: EventDestination.eventBus(bus),
    events: [
      EmailSendingEvent.REJECT,
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.DELIVERY_DELAY,
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.RENDERING_FAILURE,
    ],
  })
  const target = new LambdaFunction(lambdas['record-delivery'], {
    deadLetterQueue: failedRuns,
    maxEventAge: Duration.hours(24),
    retryAttempts: 20,
  })
  return new Rule(scope, 'MailReports', {
    description: 'Liaison: what became of our mails',
    eventPattern: {
      source: ['aws.ses'],
      // all who send in this account share the bus
      detail: { mail: { tags: { 'ses:configuration-set': [set.configurationSetName] } } },
    },
    targets: [target],
  })
}
