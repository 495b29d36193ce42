import type { Invitation } from '../domain/invitation.ts'
import { askForFreshLink as ask } from '../domain/link-moves.ts'
import { requireActive } from '../domain/partner.ts'
import { utcDay } from '../domain/time.ts'
import { readPartner } from '../store/relationships.ts'
import { subjectOf } from './open-invitation.ts'
import { sayOnce } from './say-once.ts'

/** Asks the partner for a fresh link: once per link and day, and the partner decides. */
export async function askForFreshLink(secret: string, now: Date): Promise<Invitation> {
  const subject = await subjectOf(secret)
  requireActive(await readPartner(subject.partnerId))
  const { generation } = subject
  const what = `${generation}#fresh-link#${utcDay(now)}`
  return sayOnce(subject, what, (before) => ask(before, generation, now), undefined, now)
}
