import type { Invitation, InvitationStatus } from '../domain/invitation.ts'
import { queryInvitations } from '../store/invitations.ts'
import { fillPage, type Page } from './fill-page.ts'

export interface InvitationsFilter {
  status?: InvitationStatus
  /** RFC 3339 */
  createdAfter?: string
  /** an address as it is stored: in lower case */
  recipient?: string
}

// what is overdue is shown as expired before the schedule has recorded it, so it is filtered so, too
const statuses: Partial<Record<InvitationStatus, string>> = {
  issued: '#status = :status AND expiresAt > :now',
  expired: '(#status = :status OR (#status = :issued AND expiresAt <= :now))',
}

function filterOf({ status, recipient }: InvitationsFilter, now: Date) {
  const byStatus = status && (statuses[status] ?? '#status = :status')
  const conditions = [byStatus, recipient && 'email = :recipient'].filter((one) => one !== undefined)
  if (conditions.length === 0) return undefined
  return {
    expression: conditions.join(' AND '),
    names: byStatus ? { '#status': 'status' } : undefined,
    values: {
      ...(status && { ':status': status }),
      ...(status === 'expired' && { ':issued': 'issued' }),
      ...(byStatus?.includes(':now') && { ':now': now.getTime() }),
      ...(recipient && { ':recipient': recipient }),
    },
  }
}

/** A partner's invitations, newest first. A filtered page may be short; it ends only with a missing `after`. */
export function listInvitations(
  partnerId: string,
  wish: InvitationsFilter & { limit: number; after?: string },
  now: Date,
): Promise<Page<Invitation>> {
  const filter = filterOf(wish, now)
  const createdAfter = wish.createdAfter === undefined ? undefined : new Date(wish.createdAfter)
  return fillPage(
    { ...wish, filtered: filter !== undefined },
    async (limit, after) => {
      const page = await queryInvitations(partnerId, { limit, after, createdAfter, filter })
      return { items: page.invitations, after: page.after }
    },
    (invitation) => invitation.id,
  )
}
