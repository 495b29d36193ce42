import { type Shown, showedTheSame, shownTo } from '../domain/acceptance.ts'
import type { AcceptedAgreement } from '../domain/agreement.ts'
import { decidedParts, type Part } from '../domain/deciding.ts'
import { notFound } from '../domain/ids.ts'
import { effectiveStatus, type IssuedInvitation, requireMove, requireNewestLink } from '../domain/invitation.ts'
import { type LinkSubject, verifyLink } from '../domain/link.ts'
import { requireProvider } from '../domain/multi-channel.ts'
import { type Partner, requireActive } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import { type CertainRefusal, refusalsOf } from '../domain/refusals-of.ts'
import type { Relationship } from '../domain/relationship.ts'
import { readEnvironment } from '../environment.ts'
import { keyRingFor } from '../secrets/key-ring.ts'
import { recordView } from '../store/invitations.ts'
import { acceptanceFacts } from './acceptance-facts.ts'
import { explainDeadLink } from './explain-dead-link.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

/** Which invitation a secret stands for; a forged one costs no read and is answered like an unknown one. */
export async function subjectOf(secret: string): Promise<LinkSubject> {
  const subject = verifyLink(await keyRingFor(secret), secret)
  if (!subject) throw notFound()
  return subject
}

/** What the page shows before the click, with the digest that a decision must bring back. */
export interface OpenedInvitation extends Shown {
  invitation: IssuedInvitation
  partner: Partner
  /** whom an indirect reseller sells for */
  provider: Partner | undefined
  /** what the opener's organisation has with the partner already; known to its own members only */
  relationship: Relationship | undefined
  /** the agreement in force, if the opener's organisation accepted it */
  accepted: AcceptedAgreement | undefined
  /** the parts that a yes decides, even if it grants nothing that was asked for */
  decidedBy: readonly Part[]
  /** what refuses an acceptance by the opener whatever they choose; known to members of an organisation only */
  refusal: CertainRefusal | undefined
  /** whether a page with this digest showed the same */
  shows: (digest: string) => boolean
}

/** Opens a link. Nothing changes but `viewedAt`, once, when a signed-in person of another organisation than the partner looks. */
export async function openInvitation(secret: string, caller: Member | undefined, now: Date): Promise<OpenedInvitation> {
  const opened = await readLink(secret, caller, now)
  if (viewerOf(opened.partner.id, caller) && !opened.invitation.viewedAt) await recordView(opened.invitation, now)
  return opened
}

/** What a link shows, and nothing else: for pages that are only loaded. */
export async function readLink(secret: string, caller: Member | undefined, now: Date): Promise<OpenedInvitation> {
  const subject = await subjectOf(secret)
  return explainDeadLink({ ...subject, caller }, now, () => openGenuine(subject, caller, now))
}

const viewerOf = (partnerId: string, caller: Member | undefined): Member | undefined =>
  caller?.membership === 'member' && caller.tenantId !== partnerId ? caller : undefined

async function openGenuine(
  { partnerId, invitationId, generation }: LinkSubject,
  caller: Member | undefined,
  now: Date,
): Promise<OpenedInvitation> {
  const viewer = viewerOf(partnerId, caller)
  const facts = await acceptanceFacts(partnerId, invitationId, viewer?.tenantId)
  const { invitation, relationship, accepted } = facts
  requireNewestLink(invitation, generation)
  requireMove(invitation, 'accept', now)
  if (invitation.status !== 'issued') throw new Error(`${effectiveStatus(invitation, now)} cannot be opened`)
  const partner = requireActive(facts.partner)
  const provider = requireProvider(partner, facts.provider?.partner)
  const open = { ...facts, partner }
  return {
    invitation,
    partner,
    provider,
    relationship,
    accepted,
    refusal: caller?.membership === 'member' ? refusalsOf(open, caller)[0] : undefined,
    decidedBy: decidedParts(facts, null),
    shows: (digest) => showedTheSame(open, viewer, digest, now),
    ...shownTo(open, viewer, ACCEPTING_ROLES, now),
  }
}
