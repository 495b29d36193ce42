import { randomUUID } from 'node:crypto'
import type { Local } from '../local.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client without our types would read them
export type Json = any

export const secretIn = (link: string) => link.split('#i=')[1] ?? ''

/** What the people of a journey do, in their words, over HTTP. */
export const clientOf = (local: () => Local) => {
  const call = (method: string, path: string, as: string | undefined, body?: unknown, headers = {}) =>
    local().api<Json>(method, path, { as, body, headers: { 'idempotency-key': randomUUID(), ...headers } })
  const post = (path: string, as: string | undefined, body?: unknown, headers = {}) =>
    call('POST', path, as, body, headers)
  return {
    call,
    post,
    get: (path: string, as: string) => call('GET', path, as),
    draft: (as: string, email: string, more: Record<string, unknown> = {}) =>
      post('/v1/invitations', as, { recipient: { email }, ...more }),
    send: (as: string, id: string, via = 'clipboard') => post(`/v1/invitations/${id}/send`, as, { via }),
    open: (link: string, as?: string) => post('/v1/acceptance/open', as, { secret: secretIn(link) }),
    /** Opens the link and says yes to what it shows. */
    accept: async (as: string, link: string, more: Record<string, unknown> = {}) => {
      const secret = secretIn(link)
      const { body } = await post('/v1/acceptance/open', as, { secret })
      const agreement = { version: body.agreement?.version, firstName: 'A', lastName: 'B', email: `${as}@b.example` }
      return post('/v1/acceptance/accept', as, { secret, digest: body.digest, agreement, ...more })
    },
  }
}
