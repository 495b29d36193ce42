import { expect } from 'vitest'
import type { Via } from '../../shared/domain/invitation.ts'
import { agreement } from '../store/environment.ts'
import { customerApi, key, partnerApi } from './call.ts'
import type { Person, TestCustomer, TestPartner } from './people.ts'

/** What a client remembers of an invitation. */
export interface Sent {
  id: string
  version: number
  link: string
  secret: string
}

export const supportOnly = { template: 'support-only' }

/** The partner's AdminAgent drafts an invitation to the customer's Carla. */
export async function drafted(partner: TestPartner, customer: TestCustomer, more: object = {}) {
  const body = { recipient: { email: customer.carla.signInName }, ...more }
  const answer = await partnerApi('POST', '/v1/invitations', { as: partner.ada, headers: key(), body })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as { id: string; version: number }
}

/** The same, issued: the customer holds the link. */
export async function sent(
  partner: TestPartner,
  customer: TestCustomer,
  more: object = {},
  via: Via = 'clipboard',
): Promise<Sent> {
  const { id } = await drafted(partner, customer, more)
  const answer = await send(partner, id, via)
  expect(answer.status, answer.text).toBe(200)
  return remembered(answer.body)
}

export const send = (partner: TestPartner, id: string, via: Via = 'clipboard', move: 'send' | 'resend' = 'send') =>
  partnerApi('POST', `/v1/invitations/${id}/${move}`, { as: partner.ada, headers: key(), body: { via } })

export const remembered = ({ id, version, link }: { id: string; version: number; link: string }): Sent => ({
  id,
  version,
  link,
  secret: link.slice(link.indexOf('#i=') + 3),
})

/** The digest of what the link shows to a person, or to nobody who signed in. */
export async function digestOf(secret: string, as?: Person): Promise<string> {
  const { body, text } = await customerApi('POST', '/v1/acceptance/open', { as, body: { secret } })
  expect(body.digest, text).toBeTypeOf('string')
  return body.digest
}

export const signature = {
  version: agreement.version,
  firstName: 'Carla',
  lastName: 'Haddad',
  email: 'carla@contoso.example',
}

/** The body of an acceptance with everything that is asked for. */
export const acceptance = async (secret: string, as?: Person) => ({
  secret,
  digest: await digestOf(secret, as),
  agreement: signature,
})

export const accept = (as: Person, body: object) => customerApi('POST', '/v1/acceptance/accept', { as, body })
export const decline = (as: Person, secret: string) =>
  customerApi('POST', '/v1/acceptance/decline', { as, body: { secret } })
export const revoke = (partner: TestPartner, id: string) =>
  partnerApi('POST', `/v1/invitations/${id}/revoke`, { as: partner.ada })

/** The invitation as its partner sees it now. */
export const read = async (partner: TestPartner, id: string) =>
  (await partnerApi('GET', `/v1/invitations/${id}`, { as: partner.ada })).body

export const eventNames = async (partner: TestPartner, id: string): Promise<string[]> => {
  const { body } = await partnerApi('GET', `/v1/invitations/${id}/events`, { as: partner.ada })
  return body.data.map((event: { name: string }) => event.name)
}
