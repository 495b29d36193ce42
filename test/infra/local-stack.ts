import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TestFunction {
  /** source of an ES module that exports `handler` */
  code: string
  /** actions that its role allows on the table, its index and its stream */
  actions?: string[]
  /** further statements of its role */
  statements?: object[]
  timeout?: number
  environment?: Record<string, unknown>
}

/** A call to the table without the SDK, as the source of a handler's module. */
export const callTable = `
const call = async (operation, body) => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL_DYNAMODB, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.' + operation, 'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ TableName: process.env.TABLE, ...body }),
  })
  return { status: answer.status, body: await answer.json() }
}
`

const table = {
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'turned',
        KeySchema: [
          { AttributeName: 'sk', KeyType: 'HASH' },
          { AttributeName: 'pk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    Replicas: [{ Region: 'us-east-1' }],
  },
}

const streamActions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((a) => `dynamodb:${a}`)

function resourcesOf(name: string, { actions = [], statements = [], timeout = 5, environment = {} }: TestFunction) {
  return {
    [name]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
        Handler: 'f/handler.handler',
        Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
        Timeout: timeout,
        MemorySize: 128,
        Environment: { Variables: { TABLE: { Ref: 'Table' }, ...environment } },
      },
    },
    [`${name}Role`]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Allow',
                  Action: actions.map((a) => `dynamodb:${a}`),
                  Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
                },
                { Effect: 'Allow', Action: streamActions, Resource: { 'Fn::GetAtt': ['Table', 'StreamArn'] } },
                ...statements,
              ],
            },
          },
        ],
      },
    },
    [`${name}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: { FunctionName: { 'Fn::GetAtt': [name, 'Arn'] }, Principal: 'apigateway.amazonaws.com' },
    },
    [`${name}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationUri: { 'Fn::GetAtt': [name, 'Arn'] }, PayloadFormatVersion: '2.0' },
    },
  }
}

/** A route of the test stack's API: key -> function. */
const routeOf = (key: string, name: string, index: number) => ({
  [`Route${index}`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { RouteKey: key, Target: { 'Fn::Join': ['/', ['integrations', { Ref: `${name}Integration` }]] } },
  },
})

/** Writes a small stack as CDK would synthesise it; answers its folder. */
export function aStack(
  functions: Record<string, TestFunction>,
  routes: Record<string, string> = {},
  further: Record<string, object> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-stack-'))
  for (const [name, { code }] of Object.entries(functions)) {
    mkdirSync(join(folder, `asset.${name}`, 'f'), { recursive: true })
    writeFileSync(join(folder, `asset.${name}`, 'f', 'handler.mjs'), code)
  }
  const resources = Object.assign(
    { Table: table },
    ...Object.entries(functions).map(([name, f]) => resourcesOf(name, f)),
    ...Object.entries(routes).map(([key, name], index) => routeOf(key, name, index)),
    further,
  )
  writeFileSync(join(folder, 'Test.template.json'), JSON.stringify({ Resources: resources }))
  return folder
}
