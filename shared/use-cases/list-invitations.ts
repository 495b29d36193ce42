import type { Invitation, InvitationStatus } from '../domain/invitation.ts'
import { queryInvitations } from '../store/invitations.ts'
import { fillPage, type Page } from './fill-page.ts'

// what is overdue is shown as expired before the schedule has recorded it, so it is filtered so, too
function filterOf(status: InvitationStatus, now: Date) {
  const names = { '#status': 'status' }
  const time = { ':now': now.getTime() }
  if (status === 'issued')
    return { expression: '#status = :issued AND expiresAt > :now', names, values: { ':issued': 'issued', ...time } }
  if (status === 'expired')
    return {
      expression: '#status = :expired OR (#status = :issued AND expiresAt <= :now)',
      names,
      values: { ':expired': 'expired', ':issued': 'issued', ...time },
    }
  return { expression: '#status = :status', names, values: { ':status': status } }
}

/** A partner's invitations, newest first. A filtered page may be short; it ends only with a missing `after`. */
export const listInvitations = (
  partnerId: string,
  wish: { status?: InvitationStatus; limit: number; after?: string },
  now: Date,
): Promise<Page<Invitation>> =>
  fillPage(
    { ...wish, filtered: wish.status !== undefined },
    async (limit, after) => {
      const filter = wish.status && filterOf(wish.status, now)
      const page = await queryInvitations(partnerId, { limit, after, filter })
      return { items: page.invitations, after: page.after }
    },
    (invitation) => invitation.id,
  )
