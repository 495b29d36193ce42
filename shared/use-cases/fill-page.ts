const maxQueries = 4
/** What a query looks at when a filter may leave little of it. */
const mostAtOnce = 100

export interface Page<T> {
  items: T[]
  /** where the next page begins; undefined at the end */
  after: string | undefined
}

export interface PageWish {
  limit: number
  after?: string
  /** a filter may leave little of what is read, so that each query had better read much */
  filtered?: boolean
}

/**
 * Asks for more while a filter leaves the page short, at most four times: then the page is short and says where to go on.
 * What a query brought beyond the limit is cut off; `keyOf` says where the next page begins then.
 */
export async function fillPage<T>(
  { limit, after: start, filtered }: PageWish,
  ask: (limit: number, after: string | undefined) => Promise<Page<T>>,
  keyOf: (item: T) => string,
): Promise<Page<T>> {
  const items: T[] = []
  let after = start
  for (let queries = 0; queries < maxQueries; queries++) {
    const page = await ask(filtered ? mostAtOnce : limit - items.length, after)
    items.push(...page.items)
    after = page.after
    if (after === undefined || items.length >= limit) break
  }
  const cut = items.slice(0, limit)
  const last = cut.at(-1)
  return { items: cut, after: last && items.length > limit ? keyOf(last) : after }
}
