import { randomUUID } from 'node:crypto'
import type { DeadLetter } from './batch.ts'
import { readFilter } from './filter.ts'
import type { Functions } from './functions.ts'
import type { Mail } from './ses.ts'
import { stop } from './stop.ts'
import { account, arn, type Resource, readableName, region, type Stack } from './template.ts'

interface DestinationProperties {
  ConfigurationSetName: string
  EventDestination: {
    Enabled?: boolean
    MatchingEventTypes: string[]
    EventBridgeDestination?: { EventBusArn: string }
  }
}
interface RuleProperties {
  EventBusName?: string
  EventPattern?: object
  State?: string
  Targets: {
    Arn: string
    DeadLetterConfig?: { Arn: string }
    RetryPolicy?: { MaximumRetryAttempts?: number }
  }[]
}
interface PermissionProperties {
  FunctionName: string
  Principal: string
  SourceArn?: string
}

const accountBus = arn('events', 'event-bus/default')

const bounce = (bounceType: string, bounceSubType: string) =>
  ({
    type: 'bounce',
    name: 'Email Bounced',
    eventType: 'Bounce',
    part: (timestamp: string, recipients: string[]) => ({
      bounce: {
        timestamp,
        bounceType,
        bounceSubType,
        bouncedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
      },
    }),
  }) as const

/** What SES publishes of a mail, by what became of it: type in the set's destination, name on the bus, and its part. */
const reports = {
  delivery: {
    type: 'delivery',
    name: 'Email Delivered',
    eventType: 'Delivery',
    part: (timestamp: string, recipients: string[]) => ({ delivery: { timestamp, recipients } }),
  },
  delay: {
    type: 'deliveryDelay',
    name: 'Email Delivery Delayed',
    eventType: 'DeliveryDelay',
    part: (timestamp: string) => ({ deliveryDelay: { timestamp, delayType: 'MailboxFull' } }),
  },
  bounce: bounce('Permanent', 'NoEmail'),
  'soft-bounce': bounce('Transient', 'MailboxFull'),
  'auto-reply': bounce('Transient', 'General'),
  complaint: {
    type: 'complaint',
    name: 'Email Complaint Received',
    eventType: 'Complaint',
    part: (timestamp: string) => ({ complaint: { timestamp, complaintFeedbackType: 'abuse' } }),
  },
} as const

export type Report = keyof typeof reports

export interface FeedbackSettings {
  stack: Stack
  functions: Functions
  deadLetters: DeadLetter[]
}

/** SES's reports on their way over the account's bus to the functions whose rules want them. */
export function createFeedback({ stack, functions, deadLetters }: FeedbackSettings) {
  const destinations = stack.ofType<DestinationProperties>('AWS::SES::ConfigurationSetEventDestination')
  const rules = stack
    .ofType<RuleProperties>('AWS::Events::Rule')
    .filter(({ properties }) => properties.State !== 'DISABLED')
    .map((rule) => ({ ...rule, matches: readFilter(rule.id, [JSON.stringify(rule.properties.EventPattern ?? {})]) }))
  for (const rule of rules) checkPermissions(rule, stack)
  const underWay = new Set<Promise<void>>()
  let delivered = false

  const deliver = async (target: RuleProperties['Targets'][number], event: object) => {
    const functionId = target.Arn.split(':').at(-1) ?? ''
    let reason = ''
    // what reaches a function and fails there is tried twice more
    for (let attempt = 0; attempt <= 2; attempt++) {
      const outcome = await functions.invoke(functionId, event)
      if ('payload' in outcome) return
      reason = outcome.message
    }
    deadLetters.push({
      at: new Date().toISOString(),
      destination: target.DeadLetterConfig?.Arn,
      function: readableName(functionId),
      condition: 'RetriesExhausted',
      reason,
      payload: event,
    })
  }

  const publish = (mail: Mail) => {
    // an out-of-office reply comes after the delivery
    for (const report of mail.feedback === 'auto-reply' ? (['delivery', 'auto-reply'] as const) : [mail.feedback])
      publishOne(mail, report)
  }

  const publishOne = (mail: Mail, report: Report) => {
    const { type, name, eventType, part } = reports[report]
    const wanted = destinations.some(
      ({ properties: { ConfigurationSetName, EventDestination: to } }) =>
        ConfigurationSetName === mail.configurationSet &&
        to.Enabled !== false &&
        to.MatchingEventTypes.includes(type) &&
        to.EventBridgeDestination?.EventBusArn === accountBus,
    )
    if (!wanted) return
    const time = new Date().toISOString()
    const tags = Object.entries({ ...mail.tags, 'ses:configuration-set': mail.configurationSet ?? '' })
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': name,
      source: 'aws.ses',
      account,
      time,
      region,
      resources: [arn('ses', `configuration-set/${mail.configurationSet}`)],
      detail: {
        eventType,
        ...part(time, mail.to),
        mail: {
          timestamp: mail.at,
          messageId: mail.messageId,
          destination: mail.to,
          tags: Object.fromEntries(tags.map(([key, value]) => [key, [value]])),
        },
      },
    }
    for (const { properties, matches } of rules)
      if (matches(event)) for (const target of properties.Targets) track(deliver(target, event))
  }

  const track = (work: Promise<void>) => {
    delivered = true
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  return {
    // after SES's answer, as in the cloud
    report: (mail: Mail) => track(new Promise<void>((resolve) => setTimeout(resolve, 5)).then(() => publish(mail))),
    /** Resolves when every report so far has arrived; answers whether there was any. */
    settle: async () => {
      const any = delivered
      delivered = false
      while (underWay.size > 0) await Promise.all(underWay)
      return any
    },
  }
}

/** AWS takes a rule whose target it may not invoke, and then delivers nothing; so this is told at the start. */
function checkPermissions({ id, properties }: Resource<RuleProperties>, stack: Stack) {
  if (properties.EventBusName && properties.EventBusName !== 'default')
    stop(`Rule ${id} is on the bus ${properties.EventBusName}; the local environment knows rules on the default bus.`)
  const permissions = stack.ofType<PermissionProperties>('AWS::Lambda::Permission').map((p) => p.properties)
  for (const { Arn } of properties.Targets) {
    const allowed = permissions.some(
      ({ FunctionName, Principal, SourceArn }) =>
        FunctionName === Arn && Principal === 'events.amazonaws.com' && SourceArn === arn('events', `rule/${id}`),
    )
    if (!allowed) stop(`Rule ${id}: no AWS::Lambda::Permission lets it invoke ${Arn}.`)
  }
}
