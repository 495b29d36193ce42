import { Problem } from './errors.ts'
import { fact } from './events.ts'
import type { Actor } from './people.ts'
import { changed, type Relationship, type RelationshipChange } from './relationship.ts'
import { addDays } from './time.ts'

export interface AgreementRequestFacts {
  /** of the agreement in force */
  version: string
  accepted: boolean
  /** when the partner may ask this customer again, if it asked before */
  nextAt: Date | undefined
}

/** Asks the customer by mail to accept the agreement in force; at most once in 24 hours. */
export function requestAgreement(
  before: Relationship,
  { version, accepted, nextAt }: AgreementRequestFacts,
  actor: Actor,
  now: Date,
): RelationshipChange {
  if (before.status !== 'active')
    throw new Problem('relationship-not-active', 'Only an active customer can be asked for the agreement.', {
      currentState: before.status,
    })
  if (accepted)
    throw new Problem('agreement-accepted', `The customer has accepted version ${version}, the one in force.`)
  if (nextAt && nextAt > now)
    throw new Problem(
      'agreement-requested',
      'The customer was asked within the last 24 hours. You can ask again a day after that.',
      { retryAfterSeconds: Math.ceil((nextAt.getTime() - now.getTime()) / 1000) },
    )
  return changed(before, {}, fact('agreement.requested', { version }, actor, now))
}

export const nextRequestAt = (now: Date): Date => addDays(now, 1)
