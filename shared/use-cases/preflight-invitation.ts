import type { Terms } from '../domain/admin-privileges.ts'
import type { Problem } from '../domain/errors.ts'
import { localeOfCountry } from '../domain/locale.ts'
import type { Message } from '../domain/message.ts'
import { type Changes, changesOf } from '../domain/outcome.ts'
import { limitsOf } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import { judge } from '../domain/preflight.ts'
import { mailRefusals } from '../domain/reputation.ts'
import { utcDay } from '../domain/time.ts'
import { readEnvironment } from '../environment.ts'
import { defaultDraft } from '../mail/default-draft.ts'
import { limitKey } from '../store/keys.ts'
import { fullInvitations } from '../store/limits.ts'
import { decodeMailGate, mailGateKeys } from '../store/mail-gate.ts'
import { askingFacts } from './asking-facts.ts'
import type { CreateInvitationRequest } from './create-invitation.ts'

const { LIMITS } = readEnvironment('LIMITS')

export interface Preflight {
  regionsAsOf: string
  /** what create would answer, the first first */
  creating: Problem[]
  /** what a send by mail would answer beside that */
  mailing: Problem[]
  adminPrivileges: Terms | null
  /** what a full yes changes for an existing customer */
  changes: Changes | null
  message: Message | null
}

/** Everything that create and send would refuse, by the same code, and the draft that create would make. Writes nothing. */
export async function preflightInvitation(
  caller: Member,
  request: CreateInvitationRequest,
  now: Date,
): Promise<Preflight> {
  const { tenantId: partnerId } = caller
  const { further, regions, ...facts } = await askingFacts(partnerId, request, (to) => mailGateKeys(partnerId, to, now))
  // the gate reads the partner's counters of the day, which the limits need, too
  const today = limitKey(partnerId, utcDay(now))
  const counters = further.find((item) => item?.pk === today.pk && item.sk === today.sk) ?? {}
  const { adminPrivileges, refusals } = judge(request, caller, { ...facts, regions }, now)
  const asked = adminPrivileges?.roles.length ? adminPrivileges : null
  const { partner, provider } = facts
  const limits = partner && limitsOf(partner, LIMITS)
  const full = limits && fullInvitations(counters, limits.invitationsPerDay, limits.invitationsPer15Minutes, now)
  const { recipient } = request
  const locale = recipient.locale ?? localeOfCountry(request.customer?.country)
  return {
    regionsAsOf: regions.asOf,
    creating: [...refusals, ...(full ? [full] : [])],
    mailing: mailRefusals(decodeMailGate(further, now)),
    adminPrivileges: asked,
    changes: partner ? changesOf(partner, facts.relationships, asked, now) : null,
    message: partner
      ? defaultDraft({ locale, partner, provider, recipient, adminPrivileges: adminPrivileges !== null })
      : null,
  }
}
