import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { tables } from '../shared/store/keys.ts'
import type { Stage } from './config.ts'

export type TableName = keyof typeof tables

/** It always has a stream, which the CDK's type leaves open. */
export type Table = TableV2 & { tableStreamArn: string }

const string = (name: string) => ({ name, type: AttributeType.STRING })

const table = (scope: Construct, id: string, name: TableName, retain: boolean) =>
  new TableV2(scope, id, {
    partitionKey: string(tables[name].pk),
    sortKey: string(tables[name].sk),
    globalSecondaryIndexes: Object.entries(tables[name].indexes).map(([indexName, { pk, sk }]) => ({
      indexName,
      partitionKey: string(pk),
      sortKey: string(sk),
      projectionType: ProjectionType.KEYS_ONLY,
    })),
    timeToLiveAttribute: tables[name].ttl,
    billing: Billing.onDemand(),
    dynamoStream: StreamViewType.NEW_IMAGE,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: retain,
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  }) as Table

/** The two tables; their names are CloudFormation's, so that a restored table can take a stack's place. */
export const createTables = (scope: Construct, { retain }: Stage): Record<TableName, Table> => ({
  invitations: table(scope, 'Invitations', 'invitations', retain),
  relationships: table(scope, 'Relationships', 'relationships', retain),
})
