import { curlLine } from './control-pages.ts'
import { readOptions } from './options.ts'
import { companyOf, people, roleOf } from './people.ts'
import { run } from './run.ts'
import { explain } from './stop.ts'

/** A line per person, in columns that are as wide as their longest entry. */
const describePeople = () => {
  const rows = Object.entries(people).map(([name, person]) => {
    const { name: company, country, cloud } = companyOf(person)
    return [name, roleOf(person), company, country, cloud]
  })
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) => `  ${row.map((entry, column) => entry.padEnd(widthOf(column))).join('  ')}`.trimEnd())
}

const welcome = (url: string) => `
Liaison is ready: ${url}   (inbox, people, clock: ${url}/_local)

  sign in as (no password)
${describePeople().join('\n')}

  ${curlLine(url)}

Ctrl-C stops everything.`

/** The bundled runner starts here. */
async function main() {
  const options = readOptions(process.argv.slice(2))
  const environment = await run(options)
  let stopping = false
  const end = async () => {
    if (stopping) process.exit(130)
    stopping = true
    await environment.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
  // who forked us is gone: so are we
  process.on('disconnect', () => void end())
  process.send?.({ ready: true, url: environment.url, pid: process.pid })
  if (!options.quiet) console.log(welcome(environment.url))
  else if (!process.send) console.log(environment.url)
}

main().catch((error: unknown) => {
  explain(error)
  process.exit(1)
})
