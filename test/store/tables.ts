import { PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { dynamo, invitationsTable, relationshipsTable } from '../../shared/store/client.ts'
import type { Item } from '../../shared/store/read.ts'

/** The items of one partition. */
export async function partition(table: string, pk: string): Promise<Item[]> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  )
  return Items
}

export const partnerRows = (partnerId: string): Promise<Item[]> => partition(invitationsTable, `P#${partnerId}`)

/** All that either table holds of these organisations, but for the counters of limits. */
export async function contentsOf(...ids: string[]): Promise<Record<string, Item[]>> {
  const pairs = ids.flatMap((id) => ids.filter((other) => other !== id).map((other) => `P#${id}#C#${other}`))
  const own = ids.flatMap((id) => [`P#${id}`, `C#${id}`])
  const contents: Record<string, Item[]> = {}
  for (const pk of ids.map((id) => `P#${id}`)) contents[`invitations ${pk}`] = await partition(invitationsTable, pk)
  for (const pk of [...own, ...pairs]) contents[`relationships ${pk}`] = await partition(relationshipsTable, pk)
  return contents
}

/** What stands in the due index of a day. */
export async function dueKeys(dueDay: string): Promise<Item[]> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: invitationsTable,
      IndexName: 'due',
      KeyConditionExpression: 'dueDay = :day',
      ExpressionAttributeValues: { ':day': dueDay },
    }),
  )
  return Items
}

/** Everything in the due index. */
export async function wholeDueIndex(): Promise<Item[]> {
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: invitationsTable, IndexName: 'due' }))
  return Items
}

export const putItem = (table: string, item: Item) => dynamo.send(new PutCommand({ TableName: table, Item: item }))
