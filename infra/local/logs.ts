const kept = 5000

export interface LogLine {
  at: string
  function: string
  line: string
}

/** The last lines that the functions wrote. */
export function createLogs(print: boolean) {
  const lines: LogLine[] = []
  const unfinished = new Map<string, string>()
  const add = (name: string, line: string) => {
    lines.push({ at: new Date().toISOString(), function: name, line })
    if (lines.length > kept * 2) lines.splice(0, lines.length - kept)
    if (print) console.log(`${name} | ${line}`)
  }
  return {
    add,
    /** Takes a piece of a stream, which may end in the middle of a line. */
    write: (name: string, source: string, text: string) => {
      const parts = ((unfinished.get(source) ?? '') + text).split('\n')
      unfinished.set(source, parts.pop() ?? '')
      for (const line of parts) if (line.trim() !== '') add(name, line)
    },
    last: () => lines.slice(-kept),
  }
}

export type Logs = ReturnType<typeof createLogs>
