import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FunctionProperties, FunctionSettings } from './functions.ts'
import { stop } from './stop.ts'
import { account, arn, type Resource, region } from './template.ts'
import type { WorkerData } from './worker.ts'

export interface Bundle {
  asset: string
  file: string
  /** name of the export */
  handler: string
}

export function findBundle({ id, properties }: Resource<FunctionProperties>, folder: string): Bundle {
  const asset = join(folder, `asset.${properties.Code.S3Key.replace(/\.zip$/, '')}`)
  const dot = properties.Handler.lastIndexOf('.')
  const base = join(asset, properties.Handler.slice(0, dot))
  const file = ['.mjs', '.js'].map((extension) => base + extension).find(existsSync)
  if (!file)
    return stop(`Function ${id} has the handler ${properties.Handler}, but neither ${base}.mjs nor .js exists.`)
  return { asset, file, handler: properties.Handler.slice(dot + 1) }
}

/** A thread with the function's bundle, its variables and its limits. */
export function createWorker(
  { id, properties }: Resource<FunctionProperties>,
  bundle: Bundle,
  settings: FunctionSettings,
) {
  const variables = Object.entries(properties.Environment?.Variables ?? {}).map(([k, v]) => [
    k,
    settings.adjust(String(v)),
  ])
  const memory = properties.MemorySize ?? 128
  return new Worker(new URL('worker.mjs', import.meta.url), {
    workerData: {
      clock: settings.clock,
      file: bundle.file,
      handler: bundle.handler,
      name: id,
      arn: arn('lambda', `function:${id}`),
      memory,
    } satisfies WorkerData,
    name: id,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 4 },
    env: {
      ...lambdaEnvironment(id, bundle.asset, properties.Handler, memory),
      ...settings.environment,
      ...Object.fromEntries(variables),
    },
  })
}

const lambdaEnvironment = (id: string, asset: string, handler: string, memory: number) => ({
  ...credentials(id),
  AWS_ACCOUNT_ID: account,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
  AWS_LAMBDA_FUNCTION_NAME: id,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${id}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  LAMBDA_TASK_ROOT: asset,
  _HANDLER: handler,
  LANG: 'en_US.UTF-8',
  PATH: process.env.PATH ?? '',
  TZ: 'UTC',
})

/** Each function signs with its own name, so that the endpoints know whose permissions to look at. */
export const credentials = (keyId: string) => ({
  AWS_ACCESS_KEY_ID: keyId,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
})
