import { type CfnElement, Duration, RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Variable } from '../shared/environment.ts'
import { codeOf, type StageFiles } from './code.ts'
import { configurationError, type Stage } from './config.ts'
import { type FunctionName, functionNames, functions } from './functions.ts'
import { type Arns, permissions, statementsOf } from './permissions.ts'

export type Lambdas = Record<FunctionName, LambdaFunction>

interface Context {
  stage: Stage
  /** the folder with one bundle per function */
  bundles: string
  /** what the stage puts beside a function's bundle */
  files: Partial<Record<FunctionName, StageFiles>>
  values: Record<Variable, string>
  arns: Arns
  failedRuns: IQueue
  lostRecords: Bucket
}

export const pascal = (name: string) => name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** A name that only the deployment knows counts as 128 bytes: an ARN is about 100. */
function checkSize(name: FunctionName, environment: Record<string, string>) {
  const sizes = Object.entries(environment).map(
    ([key, value]) => key.length + (Token.isUnresolved(value) ? 128 : Buffer.byteLength(value)),
  )
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  if (bytes > 4096)
    throw configurationError(
      `The environment of the function ${name} takes ${bytes} bytes and Lambda allows 4096. Shorten issuers, portals or agreement in cdk.json.`,
    )
}

function createLambda(scope: Construct, name: FunctionName, context: Context) {
  const { stage, bundles, files, values, arns, failedRuns, lostRecords } = context
  const { memory, timeout, variables } = functions[name]
  const id = pascal(name)
  const environment = {
    POWERTOOLS_SERVICE_NAME: 'liaison',
    ...Object.fromEntries(variables.map((variable) => [variable, values[variable]])),
  }
  checkSize(name, environment)
  const logGroup = new LogGroup(scope, `${id}Log`, {
    retention: stage.logRetentionDays,
    removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  const log = new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  })
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { own: new PolicyDocument({ statements: [log, ...statementsOf(name, arns)] }) },
  })
  if (permissions[name].lostRecordObjects) {
    const bucket = Stack.of(scope).getLogicalId(lostRecords.node.defaultChild as CfnElement)
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/aws/lambda/*]`,
      reason: 'The stream poller writes with this role and chooses the object keys, all under aws/lambda/',
    })
  }
  return new LambdaFunction(scope, id, {
    description: `Liaison: ${name}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: codeOf(scope, bundles, name, files[name]),
    handler: 'f/handler.handler',
    memorySize: memory,
    timeout: Duration.seconds(timeout),
    environment,
    // what permissions.ts does not say, no construct may add
    role: role.withoutPolicyUpdates(),
    deadLetterQueue: permissions[name].failedRuns ? failedRuns : undefined,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
  })
}

export const createLambdas = (scope: Construct, context: Context) =>
  Object.fromEntries(functionNames.map((name) => [name, createLambda(scope, name, context)])) as Lambdas
