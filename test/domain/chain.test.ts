import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, sha256 } from '../../shared/domain/canonical.ts'
import {
  type ChainedEvent,
  type Entry,
  emptyHead,
  extendChain,
  type StoredEvent,
  verifyChain,
} from '../../shared/domain/chain.ts'
import { eventNames } from '../../shared/domain/events.ts'
import type { Actor } from '../../shared/domain/people.ts'
import { fabrikam, frozen, later } from './builders.ts'
import { holds } from './property.ts'

const chainId = `invitation/${fabrikam}/1`
const ada: Actor = { kind: 'partner', tenantId: fabrikam, userId: 'ada', name: 'Ada' }
const clock: Actor = { kind: 'schedule' }

const facts: Entry[] = [
  { name: 'invitation.created', at: later(0).toISOString(), actor: ada, data: { adminPrivileges: null } },
  {
    name: 'invitation.sent',
    at: later(1).toISOString(),
    actor: ada,
    data: { via: 'ses', generation: 1 },
  },
  {
    name: 'invitation.resent',
    at: later(2).toISOString(),
    actor: ada,
    data: { via: 'ses', generation: 2 },
  },
  { name: 'invitation.expired', at: later(3).toISOString(), actor: clock, data: { generation: 2 } },
]

const saltsFrom = (start: number) => {
  let n = start
  return () => `salt-${n++}`
}
const chain = () => extendChain(chainId, emptyHead, facts, saltsFrom(0))
const { events, head } = frozen(chain())
const last = events.length
const [firstEvent, secondEvent, , lastEvent] = events as [ChainedEvent, ChainedEvent, ChainedEvent, ChainedEvent]

/** What is wrong, as a word and the row. */
const verdict = (rows: readonly StoredEvent[], at = head, id = chainId) => {
  const v = verifyChain(id, rows, at)
  return v.ok ? 'ok' : `${v.reason} ${v.seq}`
}
const withRow = (index: number, change: Partial<StoredEvent>) =>
  events.map((e, i): StoredEvent => (i === index ? { ...e, ...change } : e))

describe('a chain of events', () => {
  test('verifies as it was written, also the empty one', () => {
    expect(verdict(events)).toBe('ok')
    expect(verdict([], emptyHead)).toBe('ok')
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(head).toEqual({ seq: 4, hash: lastEvent.hash })
  })

  test('is the same whether its events come at once or one by one', () => {
    const salts = saltsFrom(0)
    let one = emptyHead
    for (const fact of facts) one = extendChain(chainId, one, [fact], salts).head
    expect(one).toEqual(head)
  })

  test('takes one salt for each event, so that equal events have unequal commitments', () => {
    const [fact] = facts as [Entry]
    const { events } = extendChain(chainId, emptyHead, [fact, fact], saltsFrom(0))
    expect(new Set(events.map((e) => e.commitment)).size).toBe(2)
  })

  const changes: [string, Partial<StoredEvent>][] = [
    ['name', { name: 'invitation.accepted' }],
    ['time', { at: later(9).toISOString() }],
    ['actor', { actor: { ...ada, userId: 'eve' } }],
    ['actor, left out', { actor: undefined }],
    ['data', { data: { via: 'ses', generation: 9 } }],
    ['data, left out', { data: undefined }],
    ['salt', { salt: 'salt-9' }],
    ['salt, left out while the words stay', { salt: undefined }],
    ['salt, left out to put in other words', { salt: undefined, data: { via: 'clipboard' } }],
    ['commitment', { commitment: sha256('x') }],
    ['previous hash', { prevHash: sha256('x') }],
    ['hash', { hash: sha256('x') }],
  ]
  test.each([0, 1, 2].flatMap((index) => changes.map(([field, change]) => ({ row: index + 1, index, field, change }))))(
    'names row $row when its $field was changed',
    ({ row, index, change }) => {
      expect(verdict(withRow(index, change))).toBe(`changed ${row}`)
    },
  )

  test('names a row that was rewritten with a commitment and hash that fit, by the next one', () => {
    const forged = extendChain(
      chainId,
      { seq: 1, hash: firstEvent.hash },
      [{ ...secondEvent, data: { via: 'x' } }],
      saltsFrom(7),
    )
    expect(verdict(withRow(1, forged.events[0] ?? {}))).toBe('changed 3')
  })

  test('names a rewritten last row by the head', () => {
    const before = { seq: 3, hash: lastEvent.prevHash }
    const forged = extendChain(chainId, before, [{ ...lastEvent, actor: ada }], saltsFrom(7))
    expect(verdict(withRow(3, forged.events[0] ?? {}))).toBe('not-the-head 4')
  })

  test.each([1, 2, 3, 4])('names row %d when it was dropped', (seq) => {
    expect(verdict(events.filter((e) => e.seq !== seq))).toBe(`missing ${seq}`)
  })

  test('names the first missing row when all are gone', () => {
    expect(verdict([])).toBe('missing 1')
  })

  test.each([0, 1, 2])('names the place where two rows were swapped: after %d', (index) => {
    const swapped = [...events]
    ;[swapped[index], swapped[index + 1]] = [events[index + 1] as ChainedEvent, events[index] as ChainedEvent]
    expect(verdict(swapped)).toBe(`out-of-order ${index + 1}`)
  })

  test('names two rows whose contents were swapped under their numbers', () => {
    const rows = events.map((e) => ({
      ...e,
      ...(e.seq === 2 && { ...events[2], seq: 2 }),
      ...(e.seq === 3 && { ...events[1], seq: 3 }),
    }))
    expect(verdict(rows)).toBe('changed 2')
  })

  test('names a row that stands twice', () => {
    expect(verdict([...events.slice(0, 2), ...events.slice(1)])).toBe('out-of-order 3')
  })

  test('does not take a row that was appended behind the head, however well it is made', () => {
    const more = extendChain(chainId, head, [facts[0] as Entry], saltsFrom(9))
    expect(verdict([...events, ...more.events])).toBe('not-the-head 4')
  })

  test.each([
    ['another hash', { seq: last, hash: sha256('x') }, 'not-the-head 4'],
    ['an earlier hash', { seq: last, hash: secondEvent.hash }, 'not-the-head 4'],
    ['a lower number', { seq: 2, hash: secondEvent.hash }, 'not-the-head 2'],
    ['a higher number', { seq: 5, hash: lastEvent.hash }, 'missing 5'],
    ['nothing', emptyHead, 'not-the-head 0'],
  ])('does not fit to a head of %s', (_, forged, expected) => {
    expect(verdict(events, forged)).toBe(expected)
  })

  test('does not verify as the chain of another invitation', () => {
    expect(verdict(events, head, `invitation/${fabrikam}/2`)).toBe('changed 1')
  })

  test('verifies when people were purged from any of its rows', () => {
    for (let mask = 0; mask < 2 ** last; mask += 1) {
      const rows = events.map((e, i): StoredEvent => {
        const { salt: _, actor: __, data: ___, ...rest } = e
        return mask & (1 << i) ? rest : e
      })
      expect(verdict(rows)).toBe('ok')
    }
  })

  test('of purged rows still shows a changed name, time or commitment', () => {
    const { salt: _, actor: __, data: ___, ...purged } = secondEvent
    for (const change of [
      { name: 'invitation.accepted' as const },
      { at: later(9).toISOString() },
      { commitment: sha256('x') },
    ])
      expect(verdict(events.map((e): StoredEvent => (e.seq === 2 ? { ...purged, ...change } : e)))).toBe('changed 2')
  })

  test('of any length and content verifies, and names any row whose data was changed', () => {
    const fact = fc.record({
      name: fc.constantFrom(...eventNames),
      at: fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
      actor: fc.constantFrom(ada, clock),
      data: fc.dictionary(fc.string(), fc.jsonValue()),
    })
    const some = fc.array(fact, { minLength: 1, maxLength: 12 })
    holds(
      fc.property(some, fc.nat(), (facts, n) => {
        const { events, head } = extendChain(chainId, emptyHead, facts, saltsFrom(0))
        expect(verdict(events, head)).toBe('ok')
        const index = n % events.length
        const forged = events.map((e, i) => (i === index ? { ...e, data: { ...e.data, 'added later': true } } : e))
        expect(verdict(forged, head)).toBe(`changed ${index + 1}`)
      }),
    )
  })
})

describe('the canonical form', () => {
  type Json = fc.JsonValue | undefined
  const reversed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(reversed) as fc.JsonValue
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([k, v]) => [k, reversed(v as Json)]),
    ) as fc.JsonValue
  }

  test('is the same in whatever order the fields come', () => {
    expect(canonical({ b: 1, a: { d: [1, { y: 1, x: 2 }], c: 2 } })).toBe('{"a":{"c":2,"d":[1,{"x":2,"y":1}]},"b":1}')
    holds(fc.property(fc.jsonValue(), (value) => canonical(reversed(value)) === canonical(value)))
  })

  test('loses nothing: it is JSON of the same value', () => {
    holds(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('differs for values that look alike', () => {
    const lookAlikes = [
      '1',
      1,
      [1],
      ['1'],
      { 0: 1 },
      null,
      [null],
      [],
      {},
      '',
      'null',
      true,
      'true',
      [[1]],
      { a: null },
    ]
    expect(new Set(lookAlikes.map(canonical)).size).toBe(lookAlikes.length)
  })

  test('knows no difference between an absent and an undefined field; keeps places in lists', () => {
    expect(canonical({ a: undefined, b: 1 })).toBe(canonical({ b: 1 }))
    expect(canonical([1, undefined, 2])).toBe('[1,null,2]')
  })

  test('is hashed by SHA-256, 43 characters of base64url', () => {
    expect(sha256('')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')
  })
})
