import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { startEngine } from '../infra/local/engine.ts'
import { tables } from '../shared/store/keys.ts'

export interface TableNames {
  invitations: string
  relationships: string
}

/** Starts an engine of its own for the tests; it ends with this process, however that ends. */
export async function startTestEngine() {
  const engine = await startEngine(mkdtempSync(join(tmpdir(), 'liaison-test-')), true, undefined)
  return { url: `http://${engine.host}:${engine.port}`, stop: engine.stop }
}

/** Creates both tables, with the keys and indexes that the code itself names. */
export async function createTables(endpoint: string, names: TableNames): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials })
  for (const [kind, { pk, sk, indexes }] of Object.entries(tables)) {
    const keySchema = (key: { pk: string; sk: string }) => [
      { AttributeName: key.pk, KeyType: 'HASH' as const },
      { AttributeName: key.sk, KeyType: 'RANGE' as const },
    ]
    const attributes = new Set([pk, sk, ...Object.values(indexes).flatMap((index) => [index.pk, index.sk])])
    await client.send(
      new CreateTableCommand({
        TableName: names[kind as keyof TableNames],
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keySchema({ pk, sk }),
        AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, index]) => ({
          IndexName,
          KeySchema: keySchema(index),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        })),
      }),
    )
  }
  client.destroy()
}
