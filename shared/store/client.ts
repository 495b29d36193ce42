import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { clientSettings } from '../aws.ts'
import { readEnvironment } from '../environment.ts'

const environment = readEnvironment('INVITATIONS_TABLE', 'RELATIONSHIPS_TABLE')

export const invitationsTable = environment.INVITATIONS_TABLE
export const relationshipsTable = environment.RELATIONSHIPS_TABLE

export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings()), {
  marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: false },
})
