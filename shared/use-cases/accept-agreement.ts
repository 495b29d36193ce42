import { type AcceptedAgreement, type AgreementRequest, signAgreement } from '../domain/agreement.ts'
import { requireMayDecide } from '../domain/deciding.ts'
import type { Locale } from '../domain/locale.ts'
import type { Member } from '../domain/people.ts'
import { readEnvironment } from '../environment.ts'
import { putAgreement, readAgreement } from '../store/agreements.ts'
import { commit, settle } from '../store/commit.ts'
import { waitingReceipt } from '../store/receipts.ts'

const { ACCEPTING_ROLES, AGREEMENT } = readEnvironment('ACCEPTING_ROLES', 'AGREEMENT')

/** Accepts the agreement in force for the caller's organisation, once, with a receipt; later ones hear who did. */
export async function acceptAgreement(
  caller: Member,
  request: AgreementRequest,
  fallback: Locale,
  now: Date,
): Promise<AcceptedAgreement> {
  requireMayDecide(caller, ACCEPTING_ROLES, 'agreement')
  const agreed = signAgreement(AGREEMENT, request, caller, fallback, now)
  const receipt = waitingReceipt(caller.cloud, now)
  return settle(async () => {
    const before = await readAgreement(caller.tenantId, agreed.version)
    if (before) return before
    return (await commit([putAgreement(caller.tenantId, agreed, 0, receipt)])).committed ? agreed : undefined
  })
}
