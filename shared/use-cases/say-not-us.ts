import type { Invitation } from '../domain/invitation.ts'
import { sayNotUs as say } from '../domain/link-moves.ts'
import type { Member } from '../domain/people.ts'
import { subjectOf } from './open-invitation.ts'
import { sayOnce } from './say-once.ts'

/** A note to the partner that the invitation reached the wrong people: once per organisation and link. */
export async function sayNotUs(
  caller: Member,
  secret: string,
  note: string | undefined,
  now: Date,
): Promise<Invitation> {
  const subject = await subjectOf(secret)
  const { generation } = subject
  const what = `${generation}#not-us#${caller.tenantId}`
  return sayOnce(subject, what, (before) => say(before, generation, note, caller, now), caller, now)
}
