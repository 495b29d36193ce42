import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { readEnvironment } from '../environment.ts'

const environment = readEnvironment('INVITATIONS_TABLE', 'RELATIONSHIPS_TABLE')

export const invitationsTable = environment.INVITATIONS_TABLE
export const relationshipsTable = environment.RELATIONSHIPS_TABLE

export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3 }), {
  marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: false },
})
