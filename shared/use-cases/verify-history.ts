import { type Head, type StoredEvent, type Verdict, verifyChain } from '../domain/chain.ts'
import { notFound } from '../domain/ids.ts'
import { invitationChainId } from '../domain/invitation.ts'
import { relationshipChainId } from '../domain/relationship.ts'
import { queryInvitationEvents, readInvitation } from '../store/invitations.ts'
import { readPurgedHead } from '../store/purge.ts'
import { queryRelationshipEvents, readRelationship } from '../store/relationships.ts'

/** Whose history: an invitation's or a relationship's. */
export type HistoryOf = { partnerId: string; invitationId: string } | { partnerId: string; customerId: string }

/** What the chain says of itself, with its head: the same hash stands in the receipt that the customer got. */
export type Verification = Verdict & { head: Head }

const pageSize = 500

/** Checks a whole history against the head in the state that it belongs to. */
export async function verifyHistory(of: HistoryOf): Promise<Verification> {
  const { chainId, head, ask } = 'invitationId' in of ? await ofInvitation(of) : await ofRelationship(of)
  const events: StoredEvent[] = []
  let afterSeq: number | undefined
  do {
    const page = await ask({ limit: pageSize, afterSeq })
    events.push(...page.events)
    afterSeq = page.afterSeq
  } while (afterSeq !== undefined)
  // what was added since the head was read is judged next time
  const known = events.filter((event) => event.seq <= head.seq)
  return { ...verifyChain(chainId, known, head), head }
}

type Page = { limit: number; afterSeq?: number }

async function ofInvitation({ partnerId, invitationId: id }: { partnerId: string; invitationId: string }) {
  const head = (await readInvitation(partnerId, id))?.head ?? (await readPurgedHead(partnerId, id))
  if (!head) throw notFound()
  const ask = (page: Page) => queryInvitationEvents(partnerId, id, page)
  return { chainId: invitationChainId({ partnerId, id }), head, ask }
}

async function ofRelationship({ partnerId, customerId }: { partnerId: string; customerId: string }) {
  const relationship = await readRelationship(partnerId, customerId)
  if (!relationship) throw notFound()
  const ask = (page: Page) => queryRelationshipEvents(partnerId, customerId, page)
  return { chainId: relationshipChainId(relationship), head: relationship.head, ask }
}
