import { CfnOutput } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import type { Stage } from './config.ts'

/** Where other systems hear of what happens here, by rules of their own. It keeps nothing, so it may have a name. */
export function createEventBus(scope: Construct, { name }: Stage) {
  const bus = new EventBus(scope, 'Events', {
    eventBusName: `liaison-${name}`,
    description: 'Liaison: invitations, relationships, admin privileges, subscriptions (no personal data)',
  })
  new CfnOutput(scope, 'EventBus', { value: bus.eventBusName })
  return bus
}
