/**
 * Every key pattern of the two tables, once: read by the store, the stack and the tests. `ttl` (epoch seconds) only purges.
 * Ids are bare UUIDs here; the API's prefixes (`inv_`) end at the border.
 */
export const tables = {
  invitations: { pk: 'pk', sk: 'sk', ttl: 'ttl', indexes: { due: { pk: 'dueDay', sk: 'dueAt' } } },
  relationships: { pk: 'pk', sk: 'sk', ttl: 'ttl', indexes: { due: { pk: 'dueDay', sk: 'dueAt' } } },
} as const

export interface Key {
  pk: string
  sk: string
}

const seqOf = (seq: number) => String(seq).padStart(10, '0')

export const invitationKey = (partnerId: string, id: string): Key => ({ pk: `P#${partnerId}`, sk: `I#${id}` })
export const messageKey = (partnerId: string, id: string): Key => ({ pk: `P#${partnerId}`, sk: `M#${id}` })
/** What stays of an invitation when its persons are purged. */
export const purgedKey = (partnerId: string, id: string): Key => ({ pk: `P#${partnerId}`, sk: `X#${id}` })
export const invitationEventKey = (partnerId: string, id: string, seq: number): Key => ({
  pk: `P#${partnerId}`,
  sk: `E#${id}#${seqOf(seq)}`,
})
export const idempotencyKey = (partnerId: string, hash: string): Key => ({ pk: `P#${partnerId}`, sk: `K#${hash}` })
export const guardKey = (partnerId: string, recipientHash: string): Key => ({
  pk: `P#${partnerId}`,
  sk: `D#${recipientHash}`,
})
export const limitKey = (subject: string, day: string): Key => ({ pk: `L#${subject}`, sk: day })
export const suppressionKey = (recipientHash: string): Key => ({ pk: `S#${recipientHash}`, sk: 'S' })
/** A complaint silences one partner only. */
export const complaintKey = (recipientHash: string, partnerId: string): Key => ({
  pk: `S#${recipientHash}`,
  sk: `P#${partnerId}`,
})
/** A block silences one partner at an address, by its hash, or at a domain, by `@contoso.example`. */
export const silenceKey = (subject: string, partnerId: string): Key => ({ pk: `S#${subject}`, sk: `B#${partnerId}` })
/** What may be said once only: by whom or when is part of `what`. */
export const onceKey = (partnerId: string, id: string, what: string): Key => ({
  pk: `P#${partnerId}`,
  sk: `O#${id}#${what}`,
})
export const sweepKey = (sweep: string): Key => ({ pk: 'SWEEP', sk: sweep })

/** The list of all partners, for the operator: the profile stands with the partner itself. */
export const registryKey = (partnerId: string): Key => ({ pk: 'PARTNERS', sk: partnerId })
export const profileKey = (partnerId: string): Key => ({ pk: `P#${partnerId}`, sk: 'PROFILE' })
export const relationshipKey = (partnerId: string, customerId: string): Key => ({
  pk: `P#${partnerId}`,
  sk: `C#${customerId}`,
})
/** The customers that have signed in with an address at a domain. */
export const domainKey = (partnerId: string, domain: string): Key => ({ pk: `P#${partnerId}`, sk: `N#${domain}` })
/** One for each relationship of a customer, so that they are listed consistently. */
export const pointerKey = (customerId: string, partnerId: string): Key => ({
  pk: `C#${customerId}`,
  sk: `R#${partnerId}`,
})
export const relationshipEventKey = (partnerId: string, customerId: string, seq: number): Key => ({
  pk: `P#${partnerId}#C#${customerId}`,
  sk: `E#${seqOf(seq)}`,
})
export const subscriptionKey = (partnerId: string, customerId: string, id: string): Key => ({
  pk: `P#${partnerId}#C#${customerId}`,
  sk: `U#${id}`,
})
export const serviceRequestKey = (partnerId: string, customerId: string, id: string): Key => ({
  pk: `P#${partnerId}#C#${customerId}`,
  sk: `T#${id}`,
})
export const agreementKey = (customerId: string, version: string): Key => ({
  pk: `C#${customerId}`,
  sk: `AGREEMENT#${version}`,
})
export const blockKey = (customerId: string, partnerId: string): Key => ({
  pk: `C#${customerId}`,
  sk: `BLOCK#${partnerId}`,
})
/** Where the customer's people left their names: an invitation that they decided, forwarded or remarked on. */
export const traceKey = (customerId: string, invitationId: string): Key => ({
  pk: `C#${customerId}`,
  sk: `I#${invitationId}`,
})

/** What is due is indexed by UTC day and time; mail waits in partitions of its own, so each sweep reads only what it can do. */
export const dueDayOf = (sweep: 'state' | 'mail' | 'purge', at: Date) =>
  `${sweep === 'state' ? '' : `${sweep}#`}${at.toISOString().slice(0, 10)}`
