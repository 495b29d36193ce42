import type { Head } from './chain.ts'
import type { Invitation, InvitationStatus } from './invitation.ts'
import type { Relationship } from './relationship.ts'

/** What is left of an invitation without its persons: enough to know how it ended and to verify its history. */
export interface PurgedInvitation {
  partnerId: string
  id: string
  status: InvitationStatus
  head: Head
  closedAt: string
  purgedAt: string
}

/** Since when nothing is open any more, and the retention time runs: a draft is kept from its creation on. */
export function closedSince(invitation: Invitation): string | undefined {
  if (invitation.status === 'draft') return invitation.createdAt
  return invitation.status === 'issued' ? undefined : invitation.decidedAt
}

/** Since when a relationship is over and still names persons. */
export const overSince = ({ status, removedAt, customerContact }: Relationship): string | undefined =>
  status === 'removed' && customerContact.email !== '' ? removedAt : undefined

export const purgedInvitation = (invitation: Invitation, closedAt: string, now: Date): PurgedInvitation => {
  const { partnerId, id, status, head } = invitation
  return { partnerId, id, status, head, closedAt, purgedAt: now.toISOString() }
}
