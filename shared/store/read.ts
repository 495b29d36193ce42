import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { dynamo, invitationsTable, relationshipsTable } from './client.ts'
import type { Key } from './keys.ts'
import { backOff, busy, conflictTries, isConflict, isTransient, unavailable } from './transient.ts'

export type Item = Record<string, unknown>

type Requested = NonNullable<BatchGetCommandInput['RequestItems']>

const attempts = 3

const batchGet = (request: Requested): Promise<BatchGetCommandOutput> =>
  patiently(() => dynamo.send(new BatchGetCommand({ RequestItems: request })))

/** Reads one item, strongly consistent. */
export async function readItem(table: string, key: Key): Promise<Item | undefined> {
  return patiently(
    async () => (await dynamo.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item,
  )
}

const place = (table: string, { pk, sk }: Key) => `${table} ${pk} ${sk}`

/** Reads items of both tables in one round trip, strongly consistent; answers them in the order of the keys. */
export async function readTogether(keys: { invitations?: Key[]; relationships?: Key[] }) {
  const wanted = { invitations: keys.invitations ?? [], relationships: keys.relationships ?? [] }
  let request: Requested | undefined = Object.fromEntries(
    [[invitationsTable, wanted.invitations] as const, [relationshipsTable, wanted.relationships] as const]
      .filter(([, k]) => k.length > 0)
      .map(([table, k]) => [table, { Keys: k, ConsistentRead: true }]),
  )
  const found = new Map<string, Item>()
  for (let attempt = 1; request && Object.keys(request).length > 0; attempt++) {
    if (attempt > attempts) throw busy()
    if (attempt > 1) await backOff(attempt - 1)
    const answer = await batchGet(request)
    for (const [table, items] of Object.entries(answer.Responses ?? {}))
      for (const item of items) found.set(place(table, { pk: String(item.pk), sk: String(item.sk) }), item)
    request = answer.UnprocessedKeys
  }
  return {
    invitations: wanted.invitations.map((key) => found.get(place(invitationsTable, key))),
    relationships: wanted.relationships.map((key) => found.get(place(relationshipsTable, key))),
  }
}

export async function query(input: QueryCommandInput) {
  const { Items = [], LastEvaluatedKey } = await patiently(() => dynamo.send(new QueryCommand(input)))
  return { items: Items as Item[], lastKey: LastEvaluatedKey as (Key & Item) | undefined }
}

/** One call. A conflict with another write is tried again; what is transient after that becomes a 503, never a 500. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (!isTransient(error)) throw error
      if (!isConflict(error) || attempt === conflictTries) throw unavailable(error)
      await backOff(attempt)
    }
  }
}
