import { Worker } from 'node:worker_threads'
import { credentials } from './function-worker.ts'
import { operatorKey } from './iam.ts'
import { stop } from './stop.ts'
import type { Stack } from './template.ts'

/** Admits the example partners as the operator would, in a thread with the functions' environment. */
export async function seedPartners(stack: Stack, endpoints: Record<string, string>, adjust: (text: string) => string) {
  const variables = stack
    .ofType<{ Environment?: { Variables: Record<string, string> } }>('AWS::Lambda::Function')
    .flatMap(({ properties }) => Object.entries(properties.Environment?.Variables ?? {}))
    .map(([name, value]) => [name, adjust(value)])
  const worker = new Worker(new URL('seed.mjs', import.meta.url), {
    env: { ...credentials(operatorKey), ...endpoints, ...Object.fromEntries(variables) },
  })
  const code = await new Promise<number>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', resolve)
  }).catch((error: Error) =>
    stop(`The example partners could not be admitted (${error.message}). Start with --no-seed to go on without them.`),
  )
  if (code !== 0) stop(`The example partners could not be admitted (exit code ${code}).`)
}
