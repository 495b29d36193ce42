import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DeadLetter } from './batch.ts'
import { durationMs, instantMs } from './clock.ts'
import { inboxPage, indexPage } from './control-pages.ts'
import type { EventBus } from './event-bus.ts'
import { readBody, sendJson, sendPage, sendText } from './http.ts'
import type { Iam } from './iam.ts'
import type { Identity } from './identity.ts'
import type { Logs } from './logs.ts'
import { people } from './people.ts'
import { type Mood, moods, type Ses } from './ses.ts'

export interface ControlSettings {
  origin: string
  identity: Identity
  ses: Ses
  eventBus: EventBus
  /** variables for whoever administers this environment from another process */
  operator: () => Record<string, string>
  iam: Iam
  logs: Logs
  deadLetters: DeadLetter[]
  stats: () => object
  tables: () => Promise<object>
  advance: (milliseconds: number) => Promise<void>
}

interface Exchange {
  url: URL
  response: ServerResponse
  /** the fields of the body, JSON or form */
  body: Record<string, unknown>
  isForm: boolean
}
type Action = (exchange: Exchange) => unknown

/** What lies under /_local: for people, tests and the sign-in of this computer only. */
export function createControl(settings: ControlSettings) {
  const { identity } = settings
  const actions = createActions(settings)
  return async (request: IncomingMessage, response: ServerResponse) => {
    const complaint = foreign(request)
    if (complaint) return sendText(response, 403, `${complaint}\n`)
    const url = new URL(request.url ?? '/', settings.origin)
    if (url.pathname.startsWith('/_local/identity/')) return identity.handle(request, response)
    const action = actions[`${request.method} ${url.pathname}`]
    if (action) return action({ url, response, ...(await readFields(request)) })
    if (request.method === 'GET' && url.pathname.startsWith('/_local/inbox/'))
      return mailHtml(settings.ses, url, response)
    return sendText(response, 404, `No such thing. There are: ${Object.keys(actions).join(', ')}\n`)
  }
}

export type Control = ReturnType<typeof createControl>

const loopbackNames = ['localhost', '127.0.0.1']
const isLoopback = (address = '') => ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(address)

/** Neither another machine nor a page of another site (also by a name that leads here) may use what follows. */
function foreign({ socket, headers, method }: IncomingMessage): string | undefined {
  const host = URL.parse(`http://${headers.host}`)?.hostname ?? ''
  const origin = headers.origin && URL.parse(headers.origin)?.hostname
  if (!isLoopback(socket.remoteAddress)) return 'Only this computer may ask.'
  if (!loopbackNames.includes(host)) return `Host is "${headers.host}"; expected is localhost or 127.0.0.1.`
  if (method !== 'GET' && headers.origin && headers.origin !== 'null' && !loopbackNames.includes(origin ?? ''))
    return `Origin is "${headers.origin}"; expected is a page of this computer.`
  if (method !== 'GET' && headers['sec-fetch-site'] === 'cross-site') return 'A page of another site may not ask.'
  return undefined
}

async function readFields(request: IncomingMessage): Promise<{ body: Record<string, unknown>; isForm: boolean }> {
  const text = (await readBody(request))?.toString() ?? ''
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') && !text.startsWith('{'))
    return { body: Object.fromEntries(new URLSearchParams(text)), isForm: true }
  try {
    const value: unknown = JSON.parse(text)
    return { body: typeof value === 'object' && value !== null ? { ...value } : {}, isForm: false }
  } catch {
    return { body: {}, isForm: false }
  }
}

function createActions(settings: ControlSettings): Record<string, Action> {
  const { ses, eventBus, iam, logs, deadLetters, identity, origin } = settings
  const now = () => new Date().toISOString()
  return {
    'GET /_local': ({ response }) => sendPage(response, indexPage(origin, now()), "form-action 'self'"),
    'GET /_local/inbox': ({ response }) => sendPage(response, inboxPage(ses.inbox())),
    'GET /_local/inbox.json': ({ response, url }) => sendJson(response, 200, ses.inbox(url.searchParams.get('to'))),
    'GET /_local/token': async ({ response, url }) => {
      const name = url.searchParams.get('as') ?? ''
      const person = identity.person(name)
      if (!person)
        return sendText(response, 404, `Nobody is called "${name}". There are ${Object.keys(people).join(', ')}.\n`)
      return sendText(response, 200, await identity.token(name, person))
    },
    'GET /_local/clock': ({ response }) => sendJson(response, 200, { now: now() }),
    'POST /_local/clock': async ({ response, body, isForm }) => {
      const move = moveOf(body)
      if ('complaint' in move) return sendText(response, 400, `${move.complaint}\n`)
      await settings.advance(move.ms)
      return isForm ? response.writeHead(303, { location: '/_local' }).end() : sendJson(response, 200, { now: now() })
    },
    'POST /_local/ses': ({ response, body }) => {
      const times = body.times ?? 1
      if (!moods.includes(body.next as Mood) || !Number.isInteger(times))
        return sendText(response, 400, `Expected is {"next": one of ${moods.join(', ')}, "times": a whole number}.\n`)
      ses.setMood(body.next as Mood, Number(times))
      return sendJson(response, 200, { next: body.next, times })
    },
    'GET /_local/events.json': ({ response }) => sendJson(response, 200, eventBus.published()),
    'POST /_local/events': ({ response, body }) => {
      if (!Number.isInteger(body.refuse))
        return sendText(
          response,
          400,
          'Expected is {"refuse": how many of the next events EventBridge shall not take}.\n',
        )
      eventBus.refuse(Number(body.refuse))
      return sendJson(response, 200, { refuse: body.refuse })
    },
    'GET /_local/env': ({ response }) => sendJson(response, 200, settings.operator()),
    'GET /_local/stats': ({ response }) => sendJson(response, 200, settings.stats()),
    'GET /_local/iam': ({ response }) => sendJson(response, 200, iam.report()),
    'GET /_local/logs': ({ response }) => sendJson(response, 200, logs.last()),
    'GET /_local/dead-letters': ({ response }) => sendJson(response, 200, deadLetters),
    'GET /_local/tables': async ({ response }) => sendJson(response, 200, await settings.tables()),
  }
}

/** By how much the clock moves on: a duration, or what is left until a time that is still to come. */
function moveOf({ at, advance }: Record<string, unknown>): { ms: number } | { complaint: string } {
  if (at === undefined) {
    const ms = durationMs(String(advance))
    return ms === undefined
      ? { complaint: `advance is "${advance}"; expected is a duration like "P31D" or "PT10M".` }
      : { ms }
  }
  const ms = (instantMs(String(at)) ?? Number.NaN) - Date.now()
  return ms >= 0
    ? { ms }
    : { complaint: `at is "${at}"; expected is a time like "2027-02-28T23:50:00Z" that is not over.` }
}

/** A mail's own HTML, alone in a document that may neither run nor load anything. */
function mailHtml(ses: Ses, url: URL, response: ServerResponse) {
  const mail = ses.inbox().find((one) => url.pathname === `/_local/inbox/${one.messageId}`)
  if (!mail) return sendText(response, 404, 'No such mail.\n')
  // links open beside the inbox
  const html = mail.html.replace('<head>', '<head><base target="_blank">')
  return sendPage(response, html, 'sandbox allow-popups allow-popups-to-escape-sandbox')
}
