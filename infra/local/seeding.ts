import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { credentials } from './function-worker.ts'
import { operatorKey } from './iam.ts'
import { stop } from './stop.ts'
import type { Stack } from './template.ts'

/** What somebody who administers this environment works with: endpoints, table names, and credentials that are none. */
export function operatorVariables(
  stack: Stack,
  endpoints: Record<string, string>,
  adjust: (text: string) => string,
): Record<string, string> {
  const variables = stack
    .ofType<{ Environment?: { Variables: Record<string, string> } }>('AWS::Lambda::Function')
    .flatMap(({ properties }) => Object.entries(properties.Environment?.Variables ?? {}))
    .map(([name, value]) => [name, adjust(value)])
  return { ...credentials(operatorKey), ...endpoints, ...Object.fromEntries(variables) }
}

/** Admits the example partners as the operator would. In a process of its own: its memory goes with it. */
export async function seedPartners(stack: Stack, endpoints: Record<string, string>, adjust: (text: string) => string) {
  const seed = fileURLToPath(new URL('seed.mjs', import.meta.url))
  const child = spawn(process.execPath, [seed], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: operatorVariables(stack, endpoints, adjust),
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0)
    stop(`The example partners could not be admitted. Start with --no-seed to go on without them.\n${errors.trim()}`)
}
