import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readOptions } from './options.ts'
import { explain } from './stop.ts'
import { prepare } from './synthesis.ts'

/** `npm start`: makes what is missing, then becomes the bundled runner. */
async function start() {
  const args = process.argv.slice(2)
  const { quiet } = readOptions(args)
  const main = join(await prepare((progress) => quiet || console.log(progress)), 'main.mjs')
  // a process that was forked keeps its channel only when it stays the same
  if (process.channel || process.platform === 'win32' || !process.execve) return import(pathToFileURL(main).href)
  // small heaps for what is young and few arenas: half the memory at the same speed
  const flags = ['--max-semi-space-size=4', '--disable-warning=ExperimentalWarning']
  process.execve(process.execPath, [process.execPath, ...flags, main, ...args], {
    ...process.env,
    MALLOC_ARENA_MAX: '2',
  })
}

start().catch((error: unknown) => {
  explain(error)
  process.exit(1)
})
