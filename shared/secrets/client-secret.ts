import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod'
import { clientSettings } from '../aws.ts'
import { readEnvironment } from '../environment.ts'

const { CLIENT_SECRET_ID } = readEnvironment('CLIENT_SECRET_ID')

const client = new SecretsManagerClient(clientSettings())
const secretSchema = z.record(z.string(), z.string())

/** The secret of the confidential client of a cloud: one JSON, `{"public": "...", "us-government": "..."}`. */
export async function clientSecret(cloud: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: CLIENT_SECRET_ID }))
  const secret = secretSchema.parse(JSON.parse(SecretString ?? '{}'))[cloud]
  if (!secret) throw new Error(`the client secret has no entry "${cloud}"`)
  return secret
}
