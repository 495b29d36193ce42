import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { uuidBytes, uuidOf } from './ids.ts'
import { domainOf } from './text.ts'

const purposes = ['link', 'cursor', 'session', 'address'] as const
export type Purpose = (typeof purposes)[number]

/** Key ids 1 to 255. New links use `current`; the others only verify. */
export interface KeyRing {
  current: number
  keys: ReadonlyMap<number, Readonly<Record<Purpose, Uint8Array>>>
}

const keyId = z.string().regex(/^([1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/, 'key ids are 1 to 255')
const ringSchema = z
  .object({ current: keyId })
  .catchall(z.string().min(32, 'a key needs at least 32 characters'))
  .refine((ring) => ring[ring.current] !== undefined, 'the current key is not in the ring')

/** Reads `{"current": "2", "1": "<32+ characters>", "2": "<...>"}` and derives one key per purpose (HKDF-SHA256). */
export function parseKeyRing(text: string): KeyRing {
  const { current, ...keys } = ringSchema.parse(parseJson(text))
  const derive = (secret: string) =>
    Object.fromEntries(
      purposes.map((purpose) => [purpose, new Uint8Array(hkdfSync('sha256', secret, '', `liaison/${purpose}`, 32))]),
    ) as Record<Purpose, Uint8Array>
  return {
    current: Number(current),
    keys: new Map(Object.entries(keys).map(([id, secret]) => [Number(keyId.parse(id)), derive(secret)])),
  }
}

// JSON.parse quotes what it could not read, and that would be a key in a log
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('the key ring is not JSON: {"current": "1", "1": "<32+ characters>"} is expected')
  }
}

const macOf = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest()

/** Which invitation, which partner's, and which generation of its link. */
export interface LinkSubject {
  partnerId: string
  invitationId: string
  generation: number
}

// key id (1) | generation (4) | partner (16) | invitation (16) | HMAC-SHA256 (32): 69 bytes, 92 characters, no slack bits
const BODY = 37
const LENGTH = 69

/** The secret of an acceptance link. It holds no state and is stored nowhere: the same subject gives the same secret. */
export function mintLink(ring: KeyRing, subject: LinkSubject): string {
  const key = ring.keys.get(ring.current)
  if (!key) throw new Error(`key ${ring.current} is not in the ring`)
  const body = Buffer.alloc(BODY)
  body.writeUInt8(ring.current, 0)
  body.writeUInt32BE(subject.generation, 1)
  uuidBytes(subject.partnerId).copy(body, 5)
  uuidBytes(subject.invitationId).copy(body, 21)
  return Buffer.concat([body, macOf(key.link, body)]).toString('base64url')
}

/** What a genuine secret stands for; undefined for a forged one. Constant time, no reads. */
export function verifyLink(ring: KeyRing, secret: string): LinkSubject | undefined {
  if (!/^[A-Za-z0-9_-]{92}$/.test(secret)) return undefined
  const bytes = Buffer.from(secret, 'base64url')
  const key = ring.keys.get(bytes.readUInt8(0))
  const body = bytes.subarray(0, BODY)
  if (!key || !timingSafeEqual(macOf(key.link, body), bytes.subarray(BODY, LENGTH))) return undefined
  return {
    generation: body.readUInt32BE(1),
    partnerId: uuidOf(body.subarray(5, 21)),
    invitationId: uuidOf(body.subarray(21, 37)),
  }
}

/** The key id that a secret names, so that a ring that does not know it can be fetched again. */
export const keyIdOf = (secret: string): number => Buffer.from(secret.slice(0, 4), 'base64url').at(0) ?? 0

/** A keyed hash of an address under every key of the ring, the current one first: addresses are never table keys in clear. */
export function addressHashes(ring: KeyRing, address: string): [string, ...string[]] {
  const hash = (id: number) => {
    const key = ring.keys.get(id)
    if (!key) throw new Error(`key ${id} is not in the ring`)
    return macOf(key.address, Buffer.from(address)).subarray(0, 18).toString('base64url')
  }
  const older = [...ring.keys.keys()].filter((id) => id !== ring.current)
  return [hash(ring.current), ...older.map(hash)]
}

/** What a rule about mail to an address is found by. */
export interface Addressee {
  hashes: [string, ...string[]]
  domain: string
}

export const addresseeOf = (ring: KeyRing, address: string): Addressee => ({
  hashes: addressHashes(ring, address),
  domain: domainOf(address),
})

/** Seals a small JSON value for one reader (`scope`), such as a list's cursor for its partner. */
export function seal(ring: KeyRing, purpose: Purpose, scope: string, value: unknown): string {
  const key = ring.keys.get(ring.current)
  if (!key) throw new Error(`key ${ring.current} is not in the ring`)
  const body = Buffer.concat([Buffer.of(ring.current), Buffer.from(JSON.stringify(value))])
  return Buffer.concat([macOf(key[purpose], Buffer.concat([Buffer.from(`${scope}\0`), body])), body]).toString(
    'base64url',
  )
}

/** Opens what `seal` made for the same reader; undefined for anything else. */
export function unseal(ring: KeyRing, purpose: Purpose, scope: string, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 34 || bytes.toString('base64url') !== sealed) return undefined
  const body = bytes.subarray(32)
  const key = ring.keys.get(body.readUInt8(0))
  if (!key) return undefined
  const mac = macOf(key[purpose], Buffer.concat([Buffer.from(`${scope}\0`), body]))
  return timingSafeEqual(mac, bytes.subarray(0, 32)) ? JSON.parse(body.subarray(1).toString()) : undefined
}
