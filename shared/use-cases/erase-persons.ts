import { requireMayDecide } from '../domain/deciding.ts'
import { Problem } from '../domain/errors.ts'
import { type Member, provenNameOf } from '../domain/people.ts'
import { overSince } from '../domain/purge.ts'
import { readEnvironment } from '../environment.ts'
import { deleteTrace, queryTraces, type Trace } from '../store/customers.ts'
import { readInvitation } from '../store/invitations.ts'
import { closeRelationshipPurge, purgeInvitationEvents, purgeRelationship } from '../store/purge.ts'
import { eraseAgreements, relationshipsOf } from './erase-agreements.ts'
import { purgeInvitation } from './purge-invitation.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

// so many within the time that a request has; whoever has more asks again
const mostAtOnce = 50
const pageSize = 100

/** What stays of a customer's persons, and why. */
export type Kept =
  | { kind: 'relationship'; partnerId: string; reason: 'live' }
  | { kind: 'agreement'; version: string; reason: 'live' }
  | { kind: 'invitation'; partnerId: string; invitationId: string; reason: 'live' }

/** `complete` is false where there is more to erase: ask again. */
export interface Erasure {
  erased: number
  kept: Kept[]
  complete: boolean
}

/**
 * Takes the persons of the caller's organisation out of all that is over: invitations, removed relationships, accepted
 * agreements. The evidence of a relationship that lives stays. Histories keep their hashes and still verify.
 */
export async function erasePersons(caller: Member, confirm: string, now: Date): Promise<Erasure> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'relationship')
  requireConfirmed(caller, confirm)
  const { tenantId } = caller
  const all = await relationshipsOf(tenantId)
  const live = all.filter(({ status }) => status !== 'removed')
  const invitations = await eraseInvitations(tenantId, new Set(live.map(({ invitationId }) => invitationId)), now)
  const over = all.filter((relationship) => overSince(relationship) !== undefined)
  for (const relationship of over) await purgeRelationship(relationship)
  const agreements = await eraseAgreements(tenantId)
  for (const relationship of over) await closeRelationshipPurge(relationship)
  const relationships = live.map(({ partnerId }): Kept => ({ kind: 'relationship', partnerId, reason: 'live' }))
  const versions = agreements.kept.map((version): Kept => ({ kind: 'agreement', version, reason: 'live' }))
  return {
    erased: invitations.erased + over.length + agreements.erased.length,
    kept: [...relationships, ...versions, ...invitations.kept],
    complete: invitations.complete,
  }
}

function requireConfirmed(caller: Member, confirm: string): void {
  const domain = provenNameOf(caller)
  if (confirm.trim().toLowerCase() === domain) return
  const message = `must be ${domain}, typed by you: what is erased cannot be brought back`
  throw new Problem('validation-failed', `In the body: /confirm ${message}.`, {
    errors: [{ pointer: '/confirm', code: 'not-confirmed', message }],
  })
}

/** Invitations that the organisation's people decided, forwarded or remarked on, but for the evidence of what lives. */
async function eraseInvitations(customerId: string, evidence: ReadonlySet<string>, now: Date): Promise<Erasure> {
  const result: Erasure = { erased: 0, kept: [], complete: true }
  let after: string | undefined
  do {
    const page = await queryTraces(customerId, { limit: pageSize, after })
    for (const trace of page.traces) {
      if (result.erased === mostAtOnce) return { ...result, complete: false }
      if (evidence.has(trace.invitationId)) result.kept.push({ kind: 'invitation', ...trace, reason: 'live' })
      else if (await eraseInvitation(customerId, trace, now)) result.erased += 1
    }
    after = page.after
  } while (after)
  return result
}

/** All of an invitation that this organisation decided; of another one, only what its own people did. */
async function eraseInvitation(customerId: string, { partnerId, invitationId }: Trace, now: Date): Promise<boolean> {
  const invitation = await readInvitation(partnerId, invitationId)
  const isOwn = invitation && 'decidedBy' in invitation && invitation.decidedBy?.tenantId === customerId
  if (isOwn) await purgeInvitation(partnerId, invitationId, now, now)
  else await purgeInvitationEvents(partnerId, invitationId, customerId)
  await deleteTrace(customerId, invitationId)
  return invitation !== undefined
}
