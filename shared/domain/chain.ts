import { canonical, sha256 } from './canonical.ts'
import type { EventName } from './events.ts'
import type { Actor } from './people.ts'

/** What a chain keeps of an event: its payload is read by its row in `events.ts`. */
export interface Entry {
  name: EventName
  at: string
  actor: Actor
  data: Record<string, unknown>
}

/** A link of the chain. `hash` covers what never goes away; salt, actor and data may be purged. */
export interface ChainedEvent extends Entry {
  seq: number
  salt: string
  commitment: string
  prevHash: string
  hash: string
}

/** The newest link, kept in the state item and in receipts. */
export interface Head {
  seq: number
  hash: string
}

export const emptyHead: Head = { seq: 0, hash: '' }

const commitmentOf = (salt: string, facts: Pick<Entry, 'actor' | 'data'>) =>
  sha256(salt + canonical({ actor: facts.actor, data: facts.data }))

const hashOf = (chainId: string, e: Pick<ChainedEvent, 'seq' | 'name' | 'at' | 'prevHash' | 'commitment'>) =>
  sha256(canonical([chainId, e.seq, e.name, e.at, e.prevHash, e.commitment]))

/** Puts events behind the head. `salts` gives one fresh random text for each. */
export function extendChain(chainId: string, head: Head, facts: readonly Entry[], salts: () => string) {
  const events: ChainedEvent[] = []
  let { seq, hash: prevHash } = head
  for (const fact of facts) {
    seq += 1
    const salt = salts()
    const unsealed = { ...fact, seq, salt, prevHash, commitment: commitmentOf(salt, fact) }
    const event = { ...unsealed, hash: hashOf(chainId, unsealed) }
    events.push(event)
    prevHash = event.hash
  }
  return { events, head: { seq, hash: prevHash } }
}

/** A stored link: salt, actor and data are gone once the person behind it was purged. */
export type StoredEvent = Omit<ChainedEvent, 'salt' | 'actor' | 'data'> &
  Partial<Pick<ChainedEvent, 'salt' | 'actor' | 'data'>> & {
    /** who was to have a mail of it and never will */
    undelivered?: string[]
  }

export type Verdict =
  | { ok: true }
  | { ok: false; seq: number; reason: 'missing' | 'out-of-order' | 'changed' | 'not-the-head' }

/** Checks a whole chain against its head and names the first row that was changed, dropped or swapped. */
export function verifyChain(chainId: string, events: readonly StoredEvent[], head: Head): Verdict {
  let prevHash = ''
  for (const [index, event] of events.entries()) {
    const seq = index + 1
    if (event.seq > seq && !events.some((e) => e.seq === seq)) return { ok: false, seq, reason: 'missing' }
    if (event.seq !== seq) return { ok: false, seq, reason: 'out-of-order' }
    if (event.prevHash !== prevHash || hashOf(chainId, event) !== event.hash)
      return { ok: false, seq, reason: 'changed' }
    if (event.salt !== undefined) {
      const { salt, actor = { kind: 'schedule' }, data = {} } = event
      if (commitmentOf(salt, { actor, data }) !== event.commitment) return { ok: false, seq, reason: 'changed' }
    } else if (event.actor || event.data) return { ok: false, seq, reason: 'changed' } // a purge leaves neither
    prevHash = event.hash
  }
  if (events.length < head.seq) return { ok: false, seq: events.length + 1, reason: 'missing' }
  if (events.length !== head.seq || prevHash !== head.hash) return { ok: false, seq: head.seq, reason: 'not-the-head' }
  return { ok: true }
}
