import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { clientSettings } from '../aws.ts'
import type { EventName } from '../domain/events.ts'
import type { PublishedEvent } from '../domain/published-event.ts'
import { readEnvironment } from '../environment.ts'

const { EVENT_BUS_NAME } = readEnvironment('EVENT_BUS_NAME')

const client = new EventBridgeClient(clientSettings())

export interface BusEvent {
  name: EventName
  detail: PublishedEvent
}

/** EventBridge takes at most this many at once, and may take some of them only. */
export const atOnce = 10

/** Puts up to ten events on the bus; answers for each why it was not taken, or undefined where it was. */
export async function putOnBus(events: readonly BusEvent[]): Promise<(string | undefined)[]> {
  const { Entries = [] } = await client.send(
    new PutEventsCommand({
      Entries: events.map(({ name, detail }) => ({
        EventBusName: EVENT_BUS_NAME,
        Source: 'liaison',
        DetailType: name,
        Time: new Date(detail.at),
        Detail: JSON.stringify(detail),
      })),
    }),
  )
  return events.map((_, index) => {
    const entry = Entries[index]
    if (entry?.EventId) return undefined
    return `${entry?.ErrorCode ?? 'no answer'}: ${entry?.ErrorMessage ?? 'EventBridge did not say why'}`
  })
}
