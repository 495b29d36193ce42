import { shownDigest } from '../domain/acceptance.ts'
import { notFound } from '../domain/ids.ts'
import { effectiveStatus, type IssuedInvitation, requireMove, requireNewestLink } from '../domain/invitation.ts'
import { type LinkSubject, verifyLink } from '../domain/link.ts'
import { requireProvider } from '../domain/multi-channel.ts'
import { type Partner, requireActive } from '../domain/partner.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { readEnvironment } from '../environment.ts'
import { keyRingFor } from '../secrets/key-ring.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { recordView } from '../store/invitations.ts'
import { invitationKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner, readProvider } from '../store/relationships.ts'
import { explainDeadLink } from './explain-dead-link.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

/** Which invitation a secret stands for; a forged one costs no read and is answered like an unknown one. */
export async function subjectOf(secret: string): Promise<LinkSubject> {
  const subject = verifyLink(await keyRingFor(secret), secret)
  if (!subject) throw notFound()
  return subject
}

/** What the page shows before the click, with the digest that a decision must bring back. */
export interface OpenedInvitation {
  invitation: IssuedInvitation
  partner: Partner
  /** whom an indirect reseller sells for */
  provider: Partner | undefined
  /** what the opener's organisation has with the partner already; known to its own members only */
  relationship: Relationship | undefined
  digest: string
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
  const { invitations, relationships } = await readTogether({
    invitations: [invitationKey(partnerId, invitationId)],
    relationships: [profileKey(partnerId), ...(viewer ? [relationshipKey(partnerId, viewer.tenantId)] : [])],
  })
  if (!invitations[0]) throw notFound()
  const invitation = decodeInvitation(invitations[0])
  requireNewestLink(invitation, generation)
  requireMove(invitation, 'accept', now)
  if (invitation.status !== 'issued') throw new Error(`${effectiveStatus(invitation, now)} cannot be opened`)
  const [profile, existing] = relationships
  const partner = requireActive(profile && decodePartner(profile))
  const provider = requireProvider(partner, await readProvider(partner))
  return {
    invitation,
    partner,
    provider,
    relationship: existing && decodeRelationship(existing),
    digest: shownDigest(invitation, partner, AGREEMENT, provider),
  }
}
