import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressHashes,
  type KeyRing,
  keyIdOf,
  type LinkSubject,
  mintLink,
  type Purpose,
  parseKeyRing,
  seal,
  unseal,
  verifyLink,
} from '../../shared/domain/link.ts'
import { contoso, fabrikam } from './builders.ts'
import { holds } from './property.ts'

const keyA = 'a-key-of-at-least-32-characters-A'
const keyB = 'b-key-of-at-least-32-characters-B'
const ringOf = (ring: Record<string, string>) => parseKeyRing(JSON.stringify(ring))
const ring = ringOf({ current: '1', 1: keyA })
const rotated = ringOf({ current: '2', 1: keyA, 2: keyB })
const stranger = ringOf({ current: '1', 1: keyB })

const subject: LinkSubject = {
  partnerId: fabrikam,
  invitationId: '01950000-0000-7000-8000-000000000001',
  generation: 1,
}
const secret = mintLink(ring, subject)

describe('a link', () => {
  test('is a line of 92 characters that nothing needs to escape', () => {
    expect(secret).toMatch(/^[A-Za-z0-9_-]{92}$/)
  })

  test('stands for its partner, its invitation and its generation', () => {
    holds(
      fc.property(
        fc.uuid(),
        fc.uuid(),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (partnerId, invitationId, generation) => {
          const subject = { partnerId, invitationId, generation }
          expect(verifyLink(ring, mintLink(ring, subject))).toEqual(subject)
        },
      ),
    )
  })

  test('is the same for the same subject and another for any other', () => {
    expect(mintLink(ring, { ...subject })).toBe(secret)
    const others = [{ partnerId: contoso }, { invitationId: contoso }, { generation: 2 }]
    for (const other of others) expect(mintLink(ring, { ...subject, ...other })).not.toBe(secret)
  })

  test('is refused with any single bit flipped', () => {
    const bytes = Buffer.from(secret, 'base64url')
    expect(bytes.length * 8).toBe(552)
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes)
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(verifyLink(ring, forged.toString('base64url')), `bit ${bit}`).toBeUndefined()
    }
  })

  test('is refused with any single character changed: no two spellings of one secret', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    for (const position of [0, 1, 45, 89, 90, 91])
      for (const character of alphabet) {
        if (character === secret[position]) continue
        const forged = secret.slice(0, position) + character + secret.slice(position + 1)
        expect(verifyLink(ring, forged), `${character} at ${position}`).toBeUndefined()
      }
  })

  test('is refused cut short at any length', () => {
    for (let length = 0; length < secret.length; length += 1) {
      expect(verifyLink(ring, secret.slice(0, length))).toBeUndefined()
      expect(verifyLink(ring, secret.slice(secret.length - length))).toBeUndefined()
    }
  })

  test.each([
    ['padding', `${secret}=`],
    ['one more character', `${secret}A`],
    ['a line feed', `${secret}\n`],
    ['a space before', ` ${secret}`],
    ['itself again', secret + secret],
    ['a megabyte', secret.repeat(11_000)],
    ['plain base64', secret.replace(/^./, '+')],
  ])('is refused with %s', (_, forged) => {
    expect(verifyLink(ring, forged)).toBeUndefined()
  })

  test.each([
    ['nothing', ''],
    ['null', null],
    ['undefined', undefined],
    ['a number', 0],
    ['an empty array', []],
    ['an array of the secret', [secret]],
    ['an array of two', [secret, secret]],
    ['an object', { toString: () => 'x' }],
  ])('is never %s', (_, value) => {
    expect(verifyLink(ring, value as unknown as string)).toBeUndefined()
  })

  test('is refused whatever else somebody types', () => {
    holds(fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => verifyLink(ring, text) === undefined))
    const bytes = fc.uint8Array({ minLength: 69, maxLength: 69 }).map((b) => Buffer.from(b).fill(1, 0, 1))
    holds(fc.property(bytes, (b) => verifyLink(ring, b.toString('base64url')) === undefined))
  })

  test('is refused under another secret with the same key id', () => {
    expect(verifyLink(stranger, secret)).toBeUndefined()
  })

  test('is refused under a key that was made for another purpose', () => {
    const keys = ring.keys.get(1)
    if (!keys) throw new Error('key 1 is expected')
    for (const purpose of ['cursor', 'session', 'address'] as const) {
      const mixedUp: KeyRing = { current: 1, keys: new Map([[1, { ...keys, link: keys[purpose] }]]) }
      expect(verifyLink(mixedUp, secret)).toBeUndefined()
      expect(verifyLink(ring, mintLink(mixedUp, subject))).toBeUndefined()
    }
  })

  test('outlives a rotation: old ones verify, new ones take the new key', () => {
    expect(verifyLink(rotated, secret)).toEqual(subject)
    const renewed = mintLink(rotated, subject)
    expect(renewed).not.toBe(secret)
    expect([keyIdOf(secret), keyIdOf(renewed)]).toEqual([1, 2])
    expect(verifyLink(rotated, renewed)).toEqual(subject)
    expect(verifyLink(ring, renewed)).toBeUndefined()
  })

  test('ends with its key', () => {
    expect(verifyLink(ringOf({ current: '2', 2: keyB }), secret)).toBeUndefined()
  })

  test('whose key id is not readable names key 0, which no ring holds', () => {
    for (const text of ['', '!', '\u0000']) expect(keyIdOf(text)).toBe(0)
  })
})

describe('the key ring', () => {
  test('holds one key for each purpose, all different, and different for different secrets', () => {
    const hex = [...rotated.keys.values()].flatMap((keys) =>
      Object.values(keys).map((k) => Buffer.from(k).toString('hex')),
    )
    expect(hex).toHaveLength(8)
    expect(new Set(hex).size).toBe(8)
    for (const key of hex) expect(key).toMatch(/^[0-9a-f]{64}$/)
  })

  test('takes the key ids 1 to 255', () => {
    for (const id of [1, 9, 10, 99, 100, 199, 249, 255])
      expect(ringOf({ current: `${id}`, [id]: keyA }).current).toBe(id)
  })

  test.each([
    ['no JSON', 'key'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['no keys', '{}'],
    ['no current key', JSON.stringify({ 1: keyA })],
    ['a current key that is not there', JSON.stringify({ current: '2', 1: keyA })],
    ['a current key that is a number', JSON.stringify({ current: 1, 1: keyA })],
    ['a key id 0', JSON.stringify({ current: '0', 0: keyA })],
    ['a key id 256', JSON.stringify({ current: '256', 256: keyA })],
    ['a key id with a leading zero', JSON.stringify({ current: '01', '01': keyA })],
    ['another word beside the keys', JSON.stringify({ current: '1', 1: keyA, comment: keyA })],
    ['a word of JavaScript as the current key', JSON.stringify({ current: 'constructor', 1: keyA })],
    ['a key of 31 characters', JSON.stringify({ current: '1', 1: 'x'.repeat(31) })],
    ['a key that is no text', JSON.stringify({ current: '1', 1: 12345 })],
  ])('is refused with %s', (_, text) => {
    expect(() => parseKeyRing(text)).toThrow()
  })

  test('is refused without a word of the keys in the refusal', () => {
    const broken = ['{"current": "1", "1": KEY}', '{"current": "1", "1": "KEY}', 'KEY', '{"current": "2", "1": "KEY"}']
    for (const text of broken) {
      try {
        parseKeyRing(text.replace('KEY', keyA))
        expect.unreachable()
      } catch (error) {
        expect(JSON.stringify([String(error), error])).not.toContain(keyA.slice(0, 4))
      }
    }
  })
})

describe('the hash of an address', () => {
  const address = 'it@contoso.example'

  test('is told under every key, the current one first', () => {
    const [old] = addressHashes(ring, address)
    const both = addressHashes(rotated, address)
    expect(both).toHaveLength(2)
    expect(both[1]).toBe(old)
    expect(both[0]).not.toBe(old)
  })

  test('is the same for the same address and says nothing of it', () => {
    expect(addressHashes(ring, address)).toEqual(addressHashes(ring, address))
    expect(addressHashes(ring, address)[0]).toMatch(/^[\w-]{24}$/)
    expect(addressHashes(ring, 'it@contoso.exampl')).not.toEqual(addressHashes(ring, address))
    expect(addressHashes(stranger, address)).not.toEqual(addressHashes(ring, address))
  })
})

describe('a sealed value', () => {
  const value = { before: '01950000', page: 2 }
  const sealed = seal(ring, 'cursor', fabrikam, value)

  test('opens for the same reader and purpose as it was', () => {
    holds(
      fc.property(fc.string(), fc.jsonValue(), (scope, json) => {
        const expected: unknown = JSON.parse(JSON.stringify(json))
        expect(unseal(ring, 'cursor', scope, seal(ring, 'cursor', scope, json))).toEqual(expected)
      }),
    )
  })

  test.each<[string, Purpose, string, KeyRing]>([
    ['another reader', 'cursor', contoso, ring],
    ['nobody', 'cursor', '', ring],
    ['another purpose', 'session', fabrikam, ring],
    ['the purpose of links', 'link', fabrikam, ring],
    ['another secret', 'cursor', fabrikam, stranger],
    ['a ring that lost its key', 'cursor', fabrikam, ringOf({ current: '2', 2: keyB })],
  ])('stays shut for %s', (_, purpose, scope, keys) => {
    expect(unseal(keys, purpose, scope, sealed)).toBeUndefined()
  })

  test('opens after a rotation', () => {
    expect(unseal(rotated, 'cursor', fabrikam, sealed)).toEqual(value)
  })

  test('stays shut with any single bit flipped', () => {
    const bytes = Buffer.from(sealed, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes)
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(unseal(ring, 'cursor', fabrikam, forged.toString('base64url')), `bit ${bit}`).toBeUndefined()
    }
  })

  test('stays shut cut short or lengthened, in another spelling, and for whatever is typed', () => {
    for (let length = 0; length < sealed.length; length += 1)
      expect(unseal(ring, 'cursor', fabrikam, sealed.slice(0, length))).toBeUndefined()
    for (const other of [`${sealed}=`, `${sealed}A`, ` ${sealed}`, `${sealed}\n`, `${sealed}.`, sealed.repeat(1000)])
      expect(unseal(ring, 'cursor', fabrikam, other)).toBeUndefined()
    holds(fc.property(fc.string({ maxLength: 120 }), (text) => unseal(ring, 'cursor', fabrikam, text) === undefined))
  })
})
