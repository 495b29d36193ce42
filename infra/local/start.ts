import { pathToFileURL } from 'node:url'
import { readOptions } from './options.ts'
import { explain } from './stop.ts'
import { prepare } from './synthesis.ts'

/** `npm start`: makes what is missing, then becomes the bundled runner. */
async function start() {
  const args = process.argv.slice(2)
  const { quiet, stack: given } = readOptions(args)
  const { runner, stack } = await prepare(given, (progress) => quiet || console.log(progress))
  // a process that was forked keeps its channel only when it stays the same
  if (process.channel || process.platform === 'win32' || !process.execve) {
    process.argv.push('--stack', stack)
    return import(pathToFileURL(runner).href)
  }
  // small heaps for what is young and few arenas: half the memory at the same speed
  const flags = ['--max-semi-space-size=4', '--disable-warning=ExperimentalWarning']
  process.execve(process.execPath, [process.execPath, ...flags, runner, ...args, '--stack', stack], {
    ...process.env,
    MALLOC_ARENA_MAX: '2',
  })
}

start().catch((error: unknown) => {
  explain(error)
  process.exit(1)
})
