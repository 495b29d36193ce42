import { isProblem } from '../domain/errors.ts'
import { closeInvitation, type Invitation } from '../domain/invitation.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { commit } from '../store/commit.ts'
import { putTrace } from '../store/customers.ts'
import { freshSalt } from '../store/fresh.ts'
import { chained, deleteGuard, putInvitationEvent, updateInvitation } from '../store/invitations.ts'
import { requireUnchanged } from '../store/relationships.ts'

interface Facts {
  invitation: Invitation
  relationship: Relationship | undefined
}

/** Accepts. If that is refused because it would change nothing, the invitation ends with it; undefined if others were faster. */
export async function closeIfNothingChanges<T>(facts: Facts, caller: Member, now: Date, accept: () => T) {
  try {
    return accept()
  } catch (error) {
    if (!isProblem(error, 'relationship-exists')) throw error
    if (await close(facts, caller, now)) throw error
    return undefined
  }
}

async function close({ invitation: before, relationship }: Facts, caller: Member, now: Date): Promise<boolean> {
  const { invitation, event } = chained(closeInvitation(before, caller, now), freshSalt)
  const { committed } = await commit([
    updateInvitation(before, invitation, now),
    putInvitationEvent(invitation, event),
    deleteGuard(before),
    putTrace(invitation, caller),
    ...(relationship ? [requireUnchanged(relationship)] : []),
  ])
  return committed
}
