import { randomUUID } from 'node:crypto'
import type * as z from 'zod'
import { canonical, sha256 } from '../../shared/domain/canonical.ts'
import type { StoredEvent } from '../../shared/domain/chain.ts'
import type { Problem } from '../../shared/domain/errors.ts'
import { eventFor } from '../../shared/domain/history.ts'
import type { WrongKind } from '../../shared/domain/wrong-field.ts'
import { listReply } from '../../shared/http/list.ts'
import { checkedForm, type PageRequest, type WrongInput } from '../../shared/http/page.tsx'
import { consoleWords } from '../../shared/messages/pages/pages.ts'
import { refusalText } from '../../shared/messages/pages/refusals.ts'
import type { Repeatable } from '../../shared/use-cases/create-invitation.ts'
import type { Page } from '../../shared/use-cases/fill-page.ts'
import { type HistoryOf, verifyHistory } from '../../shared/use-cases/verify-history.ts'
import type { ShownHistory } from '../../shared/views/console-history.tsx'
import type { Again } from '../../shared/views/console-parts.tsx'
import type { Frame } from '../../shared/views/layout.tsx'

/** A request for a page of the console: somebody with an app role of a partner looks. */
export type ConsoleRequest = PageRequest<{ caller: 'partner' }>

const places = {
  customers: '/console',
  requests: '/console/requests',
  request: '/console/request',
  profile: '/console/profile',
} as const
export type Place = keyof typeof places

/** The frame with the console's pages on top. */
export function consoleFrame({ frame }: Pick<ConsoleRequest, 'frame'>, here?: Place): Frame {
  const { navigation } = consoleWords(frame.locale)
  const all = Object.entries(places) as [Place, string][]
  return {
    ...frame,
    navigation: all.map(([place, href]) => ({ href, label: navigation[place], current: place === here })),
  }
}

/** A form's key: whoever sends the same form twice does it once. */
export const freshKey = (): string => randomUUID()

export const repeatableOf = (
  { caller, form }: Pick<ConsoleRequest, 'caller' | 'form'>,
  name: string,
  wanted: unknown,
): Repeatable => ({
  key: sha256(canonical(['console', caller.tenantId, caller.userId, name, form.get('key')?.slice(0, 100)])),
  hash: sha256(canonical(wanted ?? null)),
})

const pageSize = 25

/** One page of a list by the cursor in the address, and the address of the next. */
export async function listed<T>(
  { query }: Pick<ConsoleRequest, 'query'>,
  path: string,
  scope: string,
  ask: (page: { limit: number; after?: string }) => Promise<Page<T>>,
): Promise<{ items: T[]; next: string | undefined }> {
  const paging = { limit: pageSize, cursor: query.get('cursor') || undefined }
  const { body } = await listReply(`console/${scope}`, paging, ask, (item) => item)
  const following = new URLSearchParams(query)
  if (body.nextCursor) following.set('cursor', body.nextCursor)
  return { items: body.data, next: body.nextCursor ? `${path}?${following}` : undefined }
}

/** A page of a history as the partner reads it, and whether the whole chain holds. */
export async function historyOf(
  request: ConsoleRequest,
  path: string,
  of: HistoryOf,
  ask: (page: { limit: number; after?: string }) => Promise<Page<StoredEvent>>,
): Promise<ShownHistory> {
  const scope = `history/${Object.values(of).join('/')}`
  const [{ items, next }, verdict] = await Promise.all([listed(request, path, scope, ask), verifyHistory(of)])
  return {
    events: items.map((event) => eventFor('partner', of.partnerId, event)),
    broken: verdict.ok ? undefined : verdict.seq,
    next,
  }
}

// what these say is more exact than what the field asks for
const exact: ReadonlySet<WrongKind> = new Set([
  'bytes',
  'one-line',
  'visible',
  'mixed-scripts',
  'look-alike',
  'vendor-voice',
  'vendor-name',
])

/** Checks a form; what is wrong is said in the page's language. */
export function checked<T extends z.ZodType>(
  schema: T,
  { form, locale }: Pick<ConsoleRequest, 'form' | 'locale'>,
  several: readonly string[] = [],
): { data: z.output<T>; again?: undefined } | { data?: undefined; again: Again } {
  const { data, errors } = checkedForm(schema, form, { several, locale })
  if (!errors) return { data }
  const { wrong } = consoleWords(locale)
  const first = errors.filter(({ field }, i) => errors.findIndex((error) => error.field === field) === i)
  const sentenceOf = ({ field, kind, message }: WrongInput) =>
    wrong[`${field}:${kind}`] ?? (exact.has(kind) ? message : (wrong[field] ?? message))
  return { again: { values: form, errors: first.map((one) => ({ field: one.field, message: sentenceOf(one) })) } }
}

/** A refusal as the form shows it: at the field that it names, otherwise on top. */
export function againOf(
  { form, locale }: Pick<ConsoleRequest, 'form' | 'locale'>,
  problems: readonly Problem[],
  fields: Record<string, string> = {},
): Again {
  const { wrong, refusals } = consoleWords(locale)
  const errors = []
  const others = []
  for (const problem of problems) {
    const { pointer: at = '', code } = problem.details.errors?.[0] ?? {}
    const pointer = at.split('/').at(-1) ?? ''
    const field = fields[pointer]
    const own = problem.code === 'validation-failed'
    const sentence = own ? (wrong[`${pointer}:${code}`] ?? wrong[pointer]) : refusals[problem.code]
    if (field) errors.push({ field, message: sentence ?? refusalText(locale, problem) })
    else others.push(problem)
  }
  return { values: form, errors, refusals: others }
}

/** Notes which form on a page was handled, as the redirect after it tells: only known words are shown. */
export const saidOf = ({ query }: Pick<ConsoleRequest, 'query'>, words: Record<string, string>): string | undefined => {
  const done = query.get('done') ?? ''
  return Object.hasOwn(words, done) ? words[done] : undefined
}
