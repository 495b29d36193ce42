import type { Complete, Only } from '../domain/every-field.ts'
import { uuidBytes, uuidOf } from '../domain/ids.ts'
import type { Decision } from '../domain/invitation.ts'
import type { Agent } from '../domain/people.ts'

type Person = NonNullable<Decision['decidedBy']>

/** Two UUIDs in 44 characters instead of 72: the state must fit into one write unit. */
export const encodePerson = (person: Only<Person, 'tenantId' | 'userId'> | undefined): string | undefined =>
  person && [person.tenantId, person.userId].map((uuid) => uuidBytes(uuid).toString('base64url')).join('')

export const decodePerson = (text: string | undefined): Person | undefined =>
  text === undefined
    ? undefined
    : ({ tenantId: decode(text.slice(0, 22)), userId: decode(text.slice(22)) } satisfies Complete<Person>)

/** A UUID in 22 characters, and the name behind it. */
export const encodeAgent = (agent: Only<Agent, 'userId' | 'name'> | undefined): string | undefined =>
  agent && uuidBytes(agent.userId).toString('base64url') + agent.name

export const decodeAgent = (text: string | undefined): Agent | undefined =>
  text === undefined
    ? undefined
    : ({ userId: decode(text.slice(0, 22)), name: text.slice(22) } satisfies Complete<Agent>)

const decode = (part: string) => uuidOf(Buffer.from(part, 'base64url'))
