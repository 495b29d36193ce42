import type { Engine } from './engine.ts'
import { stop } from './stop.ts'
import type { Stack } from './template.ts'

interface Index {
  IndexName: string
  KeySchema: object[]
  Projection: object
}
interface TableProperties {
  AttributeDefinitions: object[]
  KeySchema: object[]
  GlobalSecondaryIndexes?: Index[]
  LocalSecondaryIndexes?: Index[]
  StreamSpecification?: { StreamViewType: string }
}
interface Description {
  Table: { LatestStreamArn?: string; GlobalSecondaryIndexes?: { IndexName: string }[] }
}

/** Creates the template's tables where they are missing; answers each table's stream in the engine. */
export async function createTables(stack: Stack, engine: Engine): Promise<Map<string, string>> {
  const streams = new Map<string, string>()
  for (const { id, properties } of stack.ofType<TableProperties>('AWS::DynamoDB::GlobalTable')) {
    const known = await describe(engine, id)
    if (known) checkIndexes(id, properties, known)
    else await engine.call('DynamoDB_20120810.CreateTable', createTable(id, properties))
    const { Table } = known ?? (await engine.call<Description>('DynamoDB_20120810.DescribeTable', { TableName: id }))
    if (Table.LatestStreamArn) streams.set(id, Table.LatestStreamArn)
  }
  return streams
}

const describe = (engine: Engine, TableName: string) =>
  engine.call<Description>('DynamoDB_20120810.DescribeTable', { TableName }).catch((error: Error) => {
    if (error.message.includes('ResourceNotFoundException')) return undefined
    throw error
  })

const projected = ({ IndexName, KeySchema, Projection }: Index) => ({ IndexName, KeySchema, Projection })

const createTable = (TableName: string, p: TableProperties) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: p.AttributeDefinitions,
  KeySchema: p.KeySchema,
  ...(p.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: p.GlobalSecondaryIndexes.map(projected) }),
  ...(p.LocalSecondaryIndexes && { LocalSecondaryIndexes: p.LocalSecondaryIndexes.map(projected) }),
  ...(p.StreamSpecification && { StreamSpecification: { ...p.StreamSpecification, StreamEnabled: true } }),
})

function checkIndexes(id: string, p: TableProperties, { Table }: Description) {
  const names = (indexes: { IndexName: string }[] = []) =>
    indexes
      .map((index) => index.IndexName)
      .sort()
      .join(', ')
  if (names(p.GlobalSecondaryIndexes) !== names(Table.GlobalSecondaryIndexes))
    stop(
      `The kept table ${id} has the indexes "${names(Table.GlobalSecondaryIndexes)}", the stack wants "${names(p.GlobalSecondaryIndexes)}". Delete the folder of --data or choose another.`,
    )
}

/** Every item of every table, in DynamoDB JSON: what a test compares before and after. */
export async function dumpTables(stack: Stack, engine: Engine) {
  const dump: Record<string, object[]> = {}
  for (const { id } of stack.ofType('AWS::DynamoDB::GlobalTable')) {
    const items: object[] = []
    let ExclusiveStartKey: object | undefined
    do {
      const page: { Items: object[]; LastEvaluatedKey?: object } = await engine.call('DynamoDB_20120810.Scan', {
        TableName: id,
        ExclusiveStartKey,
      })
      items.push(...page.Items)
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey)
    dump[id] = items
  }
  return dump
}
