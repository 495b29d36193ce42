import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** Memory and CPU of this process and all that it started (the engine), where /proc exists. */
export function measure(): { rssBytes: number; cpuSeconds: number } {
  const own = process.cpuUsage()
  const total = { rssBytes: process.memoryUsage.rss(), cpuSeconds: (own.user + own.system) / 1e6 }
  for (const pid of descendants(String(process.pid))) {
    const used = readProcess(pid)
    total.rssBytes += used.rssBytes
    total.cpuSeconds += used.cpuSeconds
  }
  return total
}

function descendants(pid: string): string[] {
  const children = tryRead(() =>
    readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    ),
  )
  return (children ?? []).flatMap((child) => [child, ...descendants(child)])
}

function readProcess(pid: string) {
  const used = tryRead(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name in parentheses may hold spaces
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return { rssBytes: Number(rss ?? 0) * 1024, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond }
  })
  return used ?? { rssBytes: 0, cpuSeconds: 0 }
}

function tryRead<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
