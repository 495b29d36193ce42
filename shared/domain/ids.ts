import { Problem } from './errors.ts'

/** A UUIDv7 (RFC 9562): sorts by creation time. `random` gives that many fresh random bytes. */
export function uuidv7(now: Date, random: (bytes: number) => Uint8Array): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes.set(random(10), 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return uuidOf(bytes)
}

/** The lowest id of what is created after that time: as ids begin with their time, a range of keys is a range of times. */
export const firstIdAfter = (time: Date): string =>
  uuidv7(new Date(Math.max(0, time.getTime() + 1)), (bytes) => new Uint8Array(bytes))

export const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
export const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An invitation, a service request, a subscription. */
export type IdKind = 'inv' | 'req' | 'sub'

/** Ids carry their kind in the API (`inv_...`) and are bare UUIDs inside. */
export const publicId = (kind: IdKind, id: string): string => `${kind}_${id}`

/** A malformed id is answered like an unknown one: nothing to learn from the difference. */
export function bareId(kind: IdKind, text: string | undefined): string {
  const id = text?.startsWith(`${kind}_`) ? text.slice(kind.length + 1) : ''
  if (!uuidPattern.test(id)) throw notFound()
  return id
}

export function bareTenantId(text: string | undefined): string {
  if (!text || !uuidPattern.test(text)) throw notFound()
  return text
}

/** One body for what is unknown, foreign or unreadable. */
export const notFound = (): Problem => new Problem('not-found', 'There is nothing here that you may see.')
