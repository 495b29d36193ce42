import { dueReminder } from '../domain/reminders.ts'
import { commit, settle } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { chained, putInvitationEvent, readInvitation, updateInvitation } from '../store/invitations.ts'

/** Asks for the reminder that is due; answers false where none is. The version stays: nothing was decided. */
export async function remindInvitation(partnerId: string, id: string, now: Date): Promise<boolean> {
  return settle(async () => {
    const before = await readInvitation(partnerId, id)
    const reminder = before && dueReminder(before, now)
    if (!before || !reminder) return false
    const { reminders, event: fact } = reminder
    const { invitation, event } = chained({ invitation: { ...before, reminders }, event: fact }, freshSalt)
    const { committed } = await commit([
      updateInvitation(before, invitation, now),
      putInvitationEvent(invitation, event),
    ])
    return committed || undefined
  })
}
