import type { EventBridgeEvent } from 'aws-lambda'
import { readFeedback } from '../../shared/domain/feedback.ts'
import { logger } from '../../shared/log.ts'
import { recordFeedback } from '../../shared/use-cases/record-feedback.ts'

/** What SES reports of a mail. A report that cannot be read throws and ends in the queue of failed runs. */
export async function handler(event: EventBridgeEvent<string, unknown>): Promise<void> {
  const feedback = readFeedback(event.detail)
  const outcome = feedback ? await recordFeedback(feedback, new Date()) : 'not-an-invitation'
  const { partnerId, invitationId, delivery } = feedback ?? {}
  logger.info('feedback', { report: event['detail-type'], partnerId, invitationId, state: delivery?.state, outcome })
}
