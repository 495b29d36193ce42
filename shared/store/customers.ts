import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Complete, EveryField } from '../domain/every-field.ts'
import type { Invitation } from '../domain/invitation.ts'
import type { Member } from '../domain/people.ts'
import { dynamo, relationshipsTable } from './client.ts'
import type { Write } from './commit.ts'
import { type Key, traceKey } from './keys.ts'
import { type Item, patiently, query } from './read.ts'

/** Notes that this member's name stands in the invitation's history, so that his organisation can have it erased. */
export const putTrace = ({ id, partnerId }: Invitation, member: Member): Write => ({
  Put: {
    TableName: relationshipsTable,
    Item: { ...traceKey(member.tenantId, id), partnerId } satisfies EveryField<Trace, 'invitationId'> & Item,
  },
})

export const deleteTrace = (customerId: string, invitationId: string): Promise<void> =>
  deleteOf(traceKey(customerId, invitationId))

/** An invitation in whose history names of a customer's people stand. */
export interface Trace {
  partnerId: string
  invitationId: string
}

const traceItem = z.object({ sk: z.string(), partnerId: z.string() })

export async function queryTraces(customerId: string, page: { limit: number; after?: string }) {
  const start = page.after ? traceKey(customerId, page.after) : undefined
  const { items, lastKey } = await queryOwn(customerId, 'I#', page.limit, start)
  const traces = items.map((item): Trace => {
    const { sk, partnerId } = traceItem.parse(item)
    return { partnerId, invitationId: sk.slice(2) } satisfies Complete<Trace>
  })
  return { traces, after: lastKey?.sk.slice(2) }
}

async function deleteOf(key: Key): Promise<void> {
  await patiently(() => dynamo.send(new DeleteCommand({ TableName: relationshipsTable, Key: key })))
}

const queryOwn = (customerId: string, prefix: string, limit: number, start?: Key) =>
  query({
    TableName: relationshipsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': `C#${customerId}`, ':sk': prefix },
    ExclusiveStartKey: start,
    Limit: limit,
    ConsistentRead: true,
  })
