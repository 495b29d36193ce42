// Import this file right after ./environment.ts: DynamoDB takes every connection here and never answers.
import { startSilentServer } from '../silent.ts'
import './environment.ts'

export const silent = await startSilentServer()
process.env.AWS_ENDPOINT_URL_DYNAMODB = silent.url
