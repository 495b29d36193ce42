import { uuidBytes, uuidOf } from '../domain/ids.ts'

export interface Person {
  tenantId: string
  userId: string
}

/** Two UUIDs in 44 characters instead of 72: the state must fit into one write unit. */
export const encodePerson = (person: Person | undefined): string | undefined =>
  person && [person.tenantId, person.userId].map((uuid) => uuidBytes(uuid).toString('base64url')).join('')

export const decodePerson = (text: string | undefined): Person | undefined =>
  text === undefined ? undefined : { tenantId: decode(text.slice(0, 22)), userId: decode(text.slice(22)) }

const decode = (part: string) => uuidOf(Buffer.from(part, 'base64url'))
