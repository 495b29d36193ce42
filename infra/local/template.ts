import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stop } from './stop.ts'

export const region = 'us-east-1'
export const account = '000000000000'

type Properties = Record<string, unknown>
interface RawResource {
  Type: string
  Properties?: Properties
}
interface RawTemplate {
  Resources: Record<string, RawResource>
  Parameters?: Record<string, { Default?: string }>
}

export interface Resource<P = Properties> {
  id: string
  type: string
  properties: P
}

/** The synthesised stack with every intrinsic resolved. */
export interface Stack {
  /** the folder with template and assets */
  folder: string
  resources: Resource[]
  ofType: <P>(type: string) => Resource<P>[]
}

export const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`
/** CDK's logical id in the words of the source: `SendEmail14C26199` is `send-email`. */
export const readableName = (id: string) =>
  id
    .replace(/(?<=[a-z])[0-9A-F]{8}$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()

const named = (given: unknown, id: string) => (typeof given === 'string' ? given : id)

type Names = { Ref: string } & Record<string, string>
const plain = (id: string): Names => ({ Ref: id })
const withArn =
  (service: string, prefix: string, nameOf: (p: Properties) => unknown = () => undefined) =>
  (id: string, p: Properties): Names => {
    const name = named(nameOf(p), id)
    return { Ref: name, Arn: arn(service, prefix + name), Id: name, Name: name }
  }

/** The resource types that this environment knows, with what Ref and GetAtt answer. Anything else stops it by name. */
const types: Record<string, (id: string, p: Properties) => Names> = {
  'AWS::ApiGatewayV2::Api': (id) => ({
    Ref: id,
    ApiId: id,
    ApiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com`,
  }),
  'AWS::ApiGatewayV2::Integration': plain,
  'AWS::ApiGatewayV2::Route': plain,
  'AWS::ApiGatewayV2::Stage': (_id, p) => plain(named(p.StageName, '$default')),
  'AWS::CDK::Metadata': plain,
  'AWS::CloudWatch::Alarm': withArn('cloudwatch', 'alarm:'),
  'AWS::DynamoDB::GlobalTable': (id) => ({
    Ref: id,
    Arn: arn('dynamodb', `table/${id}`),
    StreamArn: arn('dynamodb', `table/${id}/stream/local`),
    TableId: id,
  }),
  'AWS::Events::EventBus': withArn('events', 'event-bus/', (p) => p.Name),
  'AWS::Events::Rule': withArn('events', 'rule/', (p) => p.Name),
  'AWS::IAM::Policy': plain,
  'AWS::IAM::Role': (id) => ({ Ref: id, Arn: `arn:aws:iam::${account}:role/${id}`, RoleId: id }),
  'AWS::KMS::Alias': plain,
  'AWS::KMS::Key': (id) => ({ Ref: id, Arn: arn('kms', `key/${id}`), KeyId: id }),
  'AWS::Lambda::EventSourceMapping': plain,
  'AWS::Lambda::Function': withArn('lambda', 'function:', (p) => p.FunctionName),
  'AWS::Lambda::Permission': plain,
  'AWS::Logs::LogGroup': (id, p) => {
    const name = named(p.LogGroupName, id)
    return { Ref: name, Arn: arn('logs', `log-group:${name}:*`) }
  },
  'AWS::Logs::MetricFilter': plain,
  'AWS::S3::Bucket': (id) => ({ Ref: id.toLowerCase(), Arn: `arn:aws:s3:::${id.toLowerCase()}` }),
  'AWS::S3::BucketPolicy': plain,
  'AWS::Scheduler::Schedule': withArn('scheduler', 'schedule/', (p) => p.Name),
  'AWS::Scheduler::ScheduleGroup': withArn('scheduler', 'schedule-group/', (p) => p.Name),
  'AWS::SecretsManager::Secret': (id) => ({ Ref: arn('secretsmanager', `secret:${id}-local1`), Id: id }),
  'AWS::SES::ConfigurationSet': withArn('ses', 'configuration-set/', (p) => p.Name),
  'AWS::SES::ConfigurationSetEventDestination': plain,
  'AWS::SES::EmailIdentity': withArn('ses', 'identity/', (p) => p.EmailIdentity),
  'AWS::SNS::Topic': (id) => ({ Ref: arn('sns', id), TopicArn: arn('sns', id), TopicName: id }),
  'AWS::SQS::Queue': (id) => ({
    Ref: `https://sqs.${region}.amazonaws.com/${account}/${id}`,
    Arn: arn('sqs', id),
    QueueName: id,
    QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${id}`,
  }),
  'AWS::SQS::QueuePolicy': plain,
}

const pseudoParameters: Record<string, string> = {
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'local',
  'AWS::StackId': arn('cloudformation', 'stack/local'),
}

export function readStack(folder: string): Stack {
  const file = readdirSync(folder).find((name) => name.endsWith('.template.json'))
  if (!file) return stop(`No *.template.json in ${folder}: the synthesis wrote no stack.`)
  return resolveStack(folder, JSON.parse(readFileSync(join(folder, file), 'utf8')) as RawTemplate)
}

export function resolveStack(folder: string, template: RawTemplate): Stack {
  const names = new Map<string, Names>()
  for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    const namesOf = types[Type]
    if (!namesOf)
      return stop(
        `Resource ${id} is of type ${Type}, which the local environment does not emulate. Add it to infra/local/template.ts.`,
      )
    names.set(id, namesOf(id, Properties))
  }
  const resolve = createResolver(names, template.Parameters ?? {})
  const resources = Object.entries(template.Resources).map(([id, { Type, Properties = {} }]) => ({
    id,
    type: Type,
    properties: resolve(Properties) as Properties,
  }))
  // The template is CDK's own output, so its shape is trusted here and nowhere else.
  const ofType = <P>(type: string) => resources.filter((r) => r.type === type) as Resource<P>[]
  return { folder, resources, ofType }
}

function createResolver(names: Map<string, Names>, parameters: Record<string, { Default?: string }>) {
  const ref = (id: string): string =>
    names.get(id)?.Ref ??
    pseudoParameters[id] ??
    parameters[id]?.Default ??
    stop(`The template refers to ${id}, which is neither a resource nor a known pseudo parameter.`)

  const attribute = (path: unknown): string => {
    const [id = '', name = ''] = typeof path === 'string' ? path.split('.') : (path as string[])
    return (
      names.get(id)?.[name] ??
      stop(
        `The template reads ${id}.${name}, which the local environment does not know. Add it to infra/local/template.ts.`,
      )
    )
  }

  const substitute = (argument: unknown): string => {
    const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Record<string, unknown>]
    return text.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
      if (name in own) return String(resolve(own[name]))
      return name.includes('.') ? attribute(name) : ref(name)
    })
  }

  const intrinsics: Record<string, (argument: unknown) => unknown> = {
    Ref: (id) => (id === 'AWS::NoValue' ? undefined : ref(String(id))),
    'Fn::GetAtt': attribute,
    'Fn::Sub': substitute,
    'Fn::Join': (argument) => {
      const [separator, parts] = argument as [string, unknown]
      return (resolve(parts) as string[]).join(separator)
    },
    'Fn::Select': (argument) => {
      const [index, list] = argument as [number | string, unknown]
      return (resolve(list) as unknown[])[Number(index)]
    },
    'Fn::Split': (argument) => {
      const [separator, text] = argument as [string, unknown]
      return String(resolve(text)).split(separator)
    },
    'Fn::GetAZs': () => [`${region}a`, `${region}b`],
  }

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== undefined)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value)
    const [key, argument] = entries[0] ?? []
    if (entries.length === 1 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'))) {
      const intrinsic = intrinsics[key]
      if (intrinsic) return intrinsic(argument)
      return stop(
        `The template uses ${key}, which the local environment does not resolve. Add it to infra/local/template.ts.`,
      )
    }
    return Object.fromEntries(entries.map(([k, v]) => [k, resolve(v)]).filter(([, v]) => v !== undefined))
  }
  return resolve
}
