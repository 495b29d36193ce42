import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import type { StoredEvent } from '../domain/chain.ts'
import type { EventSubject } from '../domain/published-event.ts'
import { decodeEvent } from './events.ts'

const id = '[0-9a-f-]{36}'
const ofRelationship = new RegExp(`^P#(${id})#C#(${id}) E#\\d+$`)
const ofInvitation = new RegExp(`^P#(${id}) E#(${id})#\\d+$`)
const keyed = z.looseObject({ pk: z.string(), sk: z.string() })

/** The event row in a stream record, of either table, and whose event it is. Anything else throws. */
export function eventRowOf({
  dynamodb,
}: {
  dynamodb?: { NewImage?: Record<string, unknown> }
}): EventSubject & { event: StoredEvent } {
  if (!dynamodb?.NewImage) throw new Error('the stream record has no new image')
  const item = keyed.parse(unmarshall(dynamodb.NewImage as Record<string, AttributeValue>))
  const place = `${item.pk} ${item.sk}`
  const [, partnerId, invitationId] = ofInvitation.exec(place) ?? []
  if (partnerId && invitationId) return { partnerId, invitationId, event: decodeEvent(item) }
  const [, owner, customerId] = ofRelationship.exec(place) ?? []
  if (owner && customerId) return { partnerId: owner, customerId, event: decodeEvent(item) }
  throw new Error(`${place} is not the key of an event row`)
}
