import { setTimeout as delay } from 'node:timers/promises'
import { type BatchRules, type DeadLetter, deliver, type StreamRecord } from './batch.ts'
import type { Engine } from './engine.ts'
import { readFilter } from './filter.ts'
import type { Functions } from './functions.ts'
import type { Iam } from './iam.ts'
import type { State } from './state.ts'
import { stop } from './stop.ts'
import { type Resource, readableName, region, type Stack } from './template.ts'

interface MappingProperties {
  FunctionName: string
  EventSourceArn: string
  Enabled?: boolean
  BatchSize?: number
  FilterCriteria?: { Filters: { Pattern: string }[] }
  FunctionResponseTypes?: string[]
  BisectBatchOnFunctionError?: boolean
  MaximumRetryAttempts?: number
  MaximumRecordAgeInSeconds?: number
  DestinationConfig?: { OnFailure?: { Destination?: string } }
}

export interface StreamSettings {
  stack: Stack
  engine: Engine
  functions: Functions
  iam: Iam
  state: State
  deadLetters: DeadLetter[]
  /** table -> its stream in the engine */
  streams: Map<string, string>
}

/** Follows the tables' streams for every mapping of the template. */
export function followStreams(settings: StreamSettings) {
  const mappings = settings.stack.ofType<MappingProperties>('AWS::Lambda::EventSourceMapping')
  const followers = mappings.filter((m) => m.properties.Enabled !== false).map((m) => follow(m, settings))
  return {
    wake: (table: string) => {
      for (const follower of followers) if (follower.table === table) follower.wake()
    },
    /** Resolves when everything written so far is delivered; answers whether there was anything. */
    settle: async () => (await Promise.all(followers.map((f) => f.settle()))).some(Boolean),
    stop: () => {
      for (const follower of followers) follower.stop()
    },
  }
}

function follow(mapping: Resource<MappingProperties>, settings: StreamSettings) {
  const { properties } = mapping
  const table = /table\/([^/]+)\/stream/.exec(properties.EventSourceArn)?.[1] ?? ''
  const stream = settings.streams.get(table)
  if (!stream) return stop(`Mapping ${mapping.id} reads ${properties.EventSourceArn}, but no table has such a stream.`)
  const functionId = properties.FunctionName.split(':').at(-1) ?? ''
  checkRole(mapping, functionId, settings.iam)

  let stopped = false
  let woken = Promise.withResolvers<void>()
  let waiting: { delivered: boolean; resolve: (delivered: boolean) => void }[] = []
  const poll = createPoll(mapping, functionId, stream, settings, () => stopped)

  const run = async () => {
    while (!stopped) {
      woken = Promise.withResolvers()
      const asked = waiting
      waiting = []
      const found = await poll()
      if (found) waiting.push(...asked.map((one) => ({ ...one, delivered: true })))
      else for (const { resolve, delivered } of asked) resolve(delivered)
      // a write wakes the follower; the second is only for what nobody told
      if (!found) await Promise.race([woken.promise, delay(1000, undefined, { ref: false })])
    }
  }
  void run()

  return {
    table,
    wake: () => woken.resolve(),
    settle: () =>
      new Promise<boolean>((resolve) => {
        waiting.push({ delivered: false, resolve })
        woken.resolve()
      }),
    stop: () => {
      stopped = true
      woken.resolve()
    },
  }
}

/** AWS refuses a mapping whose role cannot read the stream or reach the destination; so do we. */
function checkRole({ id, properties }: Resource<MappingProperties>, functionId: string, iam: Iam) {
  const needed = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((action) => [
    `dynamodb:${action}`,
    properties.EventSourceArn,
  ])
  const destination = properties.DestinationConfig?.OnFailure?.Destination
  if (destination?.includes(':s3:')) {
    needed.push(['s3:ListBucket', destination])
    needed.push(['s3:PutObject', `${destination}/aws/lambda/${id}/record`])
  }
  if (destination?.includes(':sqs:')) needed.push(['sqs:SendMessage', destination])
  for (const [action = '', resource = ''] of needed)
    if (!iam.allows(functionId, action, resource))
      stop(`Mapping ${id}: the role of ${functionId} does not allow ${action} on ${resource}.`)
}

interface Shards {
  StreamDescription: { Shards: { ShardId: string }[] }
}
interface Page {
  Records: StreamRecord[]
  NextShardIterator?: string
}
const streamAction = (name: string) => `DynamoDBStreams_20120810.${name}`

/** One look at every shard: answers whether there were records, after they were delivered. */
function createPoll(
  { id, properties }: Resource<MappingProperties>,
  functionId: string,
  stream: string,
  { engine, functions, state, deadLetters }: StreamSettings,
  stopped: () => boolean,
) {
  const passes = readFilter(id, properties.FilterCriteria?.Filters.map((f) => f.Pattern) ?? [])
  const rules: BatchRules = {
    retries: (properties.MaximumRetryAttempts ?? -1) < 0 ? undefined : properties.MaximumRetryAttempts,
    maxAgeSeconds: (properties.MaximumRecordAgeInSeconds ?? -1) < 0 ? undefined : properties.MaximumRecordAgeInSeconds,
    bisect: properties.BisectBatchOnFunctionError ?? false,
    partial: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
  }
  const batchSize = properties.BatchSize ?? 100
  const iterators = new Map<string, string | undefined>()

  const iteratorOf = async (shard: string) => {
    const known = iterators.get(shard)
    if (known !== undefined) return known
    const after = state.get<string>(`${id}/${shard}`)
    const { ShardIterator } = await engine.call<{ ShardIterator: string }>(streamAction('GetShardIterator'), {
      StreamArn: stream,
      ShardId: shard,
      ...(after
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
        : { ShardIteratorType: 'TRIM_HORIZON' }),
    })
    return ShardIterator
  }

  const giveUp = (records: StreamRecord[], condition: string, reason: string) => {
    const destination = properties.DestinationConfig?.OnFailure?.Destination
    deadLetters.push({
      at: new Date().toISOString(),
      destination,
      function: readableName(functionId),
      condition,
      reason,
      payload: records,
    })
  }
  const toLambda = (record: StreamRecord) => ({
    ...record,
    awsRegion: region,
    eventSourceARN: properties.EventSourceArn,
  })
  const invoke = (Records: StreamRecord[]) => functions.invoke(functionId, { Records })

  const pollShard = async (shard: string) => {
    const page = await engine.call<Page>(streamAction('GetRecords'), {
      ShardIterator: await iteratorOf(shard),
      Limit: 1000,
    })
    const wanted = page.Records.filter(passes).map(toLambda)
    for (let i = 0; i < wanted.length; i += batchSize)
      await deliver(wanted.slice(i, i + batchSize), { rules, invoke, giveUp, stopped })
    const last = page.Records.at(-1)
    if (stopped()) return false
    if (last) state.set(`${id}/${shard}`, last.dynamodb.SequenceNumber)
    iterators.set(shard, page.NextShardIterator)
    return page.Records.length > 0
  }

  return async () => {
    try {
      const { StreamDescription } = await engine.call<Shards>(streamAction('DescribeStream'), { StreamArn: stream })
      let found = false
      for (const { ShardId } of StreamDescription.Shards) found = (await pollShard(ShardId)) || found
      return found
    } catch (error) {
      // the engine was busy or is going down: start over from the last delivered record
      iterators.clear()
      if (!stopped()) await delay(100)
      if (!stopped())
        console.error(`The stream of ${id} could not be read: ${error instanceof Error ? error.message : error}`)
      return false
    }
  }
}
