import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { instantMs } from './clock.ts'
import { stop } from './stop.ts'

export interface Options {
  port: number
  /** a folder that keeps the data; undefined = in memory */
  data: string | undefined
  seed: boolean
  quiet: boolean
  /** one event at a time per worker, as Lambda does it: for tests */
  strict: boolean
  /** a folder with another synthesised stack to run */
  stack: string | undefined
  /** the instant at which the clock starts, in epoch milliseconds; undefined = that of the computer */
  at: number | undefined
}

const usage = `npm start -- [options]
  --port <n>     listen on this port (4400; 0 picks a free one)
  --data <dir>   keep the data in this folder (otherwise it is gone at the end)
  --no-seed      start without the example partners
  --quiet        print neither progress nor the functions' logs
  --strict       one event at a time per worker, as AWS Lambda does it
  --stack <dir>  run this synthesised stack instead of the sources' own
  --at <time>    start the clock at this time, such as 2027-02-28T23:50:00Z (data that is further on keeps its time)`

export function readOptions(args: string[]): Options {
  const values = parse(args)
  if (values.help) {
    console.log(usage)
    process.exit(0)
  }
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65535)
    stop(`--port is "${values.port}"; expected is a number from 0 to 65535 (0 picks a free port).`)
  const at = values.at === undefined ? undefined : instantMs(values.at)
  if (values.at !== undefined && at === undefined)
    stop(`--at is "${values.at}"; expected is a time like 2027-02-28T23:50:00Z.`)
  return {
    port,
    data: values.data === undefined ? undefined : resolve(values.data),
    seed: !values['no-seed'],
    quiet: values.quiet,
    strict: values.strict,
    stack: values.stack === undefined ? undefined : resolve(values.stack),
    at,
  }
}

function parse(args: string[]) {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: '4400' },
        data: { type: 'string' },
        stack: { type: 'string' },
        at: { type: 'string' },
        'no-seed': flag,
        quiet: flag,
        strict: flag,
        help: flag,
      },
    }).values
  } catch (error) {
    return stop(`${error instanceof Error ? error.message.split('. ')[0] : error}. The options are:\n${usage}`)
  }
}
