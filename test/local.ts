import { type ChildProcess, fork } from 'node:child_process'
import { resolve } from 'node:path'
import { nextTime } from './start-time.ts'

const runner = resolve(import.meta.dirname, '../infra/local/start.ts')

export interface LocalOptions {
  /** further command-line options */
  args?: string[]
  /** one event at a time per worker (the default) */
  strict?: boolean
  env?: Record<string, string>
}

export interface Mail {
  messageId: string
  at: string
  from: string
  to: string[]
  replyTo: string[]
  subject: string
  text: string
  html: string
  links: string[]
  tags: Record<string, string>
  feedback: string
}

export interface Answer<T> {
  status: number
  headers: Headers
  body: T
}

interface Request {
  /** sign-in name of the seeded person who asks */
  as?: string
  /** sent as JSON; text and bytes as they are */
  body?: unknown
  headers?: Record<string, string>
}

export type Local = Awaited<ReturnType<typeof startLocal>>

/** The local environment in a process of its own, which ends with this one. Its clock starts at this thread's time. */
export async function startLocal({ args = [], strict = true, env = {} }: LocalOptions = {}) {
  const flags = ['--port', '0', '--quiet', '--at', new Date().toISOString(), ...(strict ? ['--strict'] : []), ...args]
  const child = fork(runner, flags, {
    cwd: resolve(import.meta.dirname, '..'),
    env: { ...process.env, ...env },
    execArgv: ['--max-semi-space-size=4'],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { url, pid } = await ready(child)
  const tokens = new Map<string, Promise<string>>()

  const control = async <T>(path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}/_local/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  const now = async () => new Date((await control<{ now: string }>('clock')).now)
  const move = async (by: { advance: string } | { at: string }) => {
    tokens.clear()
    return new Date((await control<{ now: string }>('clock', by)).now)
  }

  const token = (person: string) => {
    const known = tokens.get(person) ?? fetch(`${url}/_local/token?as=${person}`).then((answer) => answer.text())
    tokens.set(person, known)
    return known
  }

  return {
    url,
    pid,
    token,
    /** What lies under /_local, e.g. `control('iam')`; with a body it is posted. */
    control,
    api: async <T = unknown>(method: string, path: string, { as, body, headers = {} }: Request = {}) => {
      const answer = await fetch(url + path, {
        method,
        headers: {
          ...(as && { authorization: `Bearer ${await token(as)}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && {
          body: sent(body),
        }),
      })
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json')
      return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as T }
    },
    /** Newest first; with `to`, what that address got. */
    inbox: (to?: string) => control<Mail[]>(`inbox.json${to ? `?to=${encodeURIComponent(to)}` : ''}`),
    /** Moves the clock on and runs what is due; resolves when everything is quiet. */
    advance: (duration: string) => move({ advance: duration }),
    /** The same until it is that time of day (UTC), e.g. `10:00`, or that day and time, e.g. `02-28T23:58`. */
    advanceTo: async (time: string) => move({ at: nextTime(time, await now()).toISOString() }),
    /** The environment's time. */
    now,
    /** Resolves when all that was written so far has gone through the streams. */
    settle: () => control('clock', { advance: 'PT0S' }),
    /** Resolves when the process has ended, however. */
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const sent = (body: unknown) => {
  if (body instanceof Uint8Array) return Uint8Array.from(body)
  return typeof body === 'string' ? body : JSON.stringify(body)
}

const ready = (child: ChildProcess) =>
  new Promise<{ url: string; pid: number }>((resolve, reject) => {
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk
    })
    child.once('message', (message) => {
      child.stderr?.removeAllListeners('data')
      child.stderr?.pipe(process.stderr)
      resolve(message as { url: string; pid: number })
    })
    child.once('exit', (code) => reject(new Error(`The local environment ended with code ${code}. ${errors.trim()}`)))
  })
