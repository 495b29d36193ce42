import { randomBytes, randomUUID } from 'node:crypto'
import { uuidv7 } from '../../shared/domain/ids.ts'
import {
  createInvitation,
  type DecidedInvitation,
  type DraftInvitation,
  decideInvitation,
  type Invitation,
  type IssuedInvitation,
  issueInvitation,
  type NewInvitation,
  type Transition,
  type Via,
} from '../../shared/domain/invitation.ts'
import type { Member } from '../../shared/domain/people.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import { commit, type Write } from '../../shared/store/commit.ts'
import type { LinkMail } from '../../shared/store/delivery.ts'
import { freshSalt } from '../../shared/store/fresh.ts'
import {
  chained,
  putGuard,
  putInvitation,
  putInvitationEvent,
  putMessage,
  updateInvitation,
} from '../../shared/store/invitations.ts'
import { invitationEventKey, type Key } from '../../shared/store/keys.ts'
import { relationshipWrites } from '../../shared/store/relationships.ts'
import { decisionOf } from '../domain/builders.ts'

export const actor = { kind: 'partner', tenantId: randomUUID(), userId: randomUUID(), name: 'Ada' } as const

export const aMember = (fields: Partial<Member> = {}): Member => ({
  cloud: 'public',
  tenantId: randomUUID(),
  userId: randomUUID(),
  name: 'Carla',
  signInName: 'carla@contoso.example',
  country: 'TR',
  appRoles: [],
  directoryRoles: [],
  membership: 'member',
  ...fields,
})

const link = <T extends Invitation>(transition: Transition<T>) => chained(transition, freshSalt)

export function aDraft(fields: Partial<NewInvitation> = {}, now = new Date()) {
  const wanted: NewInvitation = {
    id: uuidv7(now, randomBytes),
    partnerId: randomUUID(),
    recipient: { email: 'carla@contoso.example', locale: 'en' },
    recipientHash: randomBytes(18).toString('base64url'),
    customer: {},
    adminPrivileges: null,
    expiresIn: 'P30D',
    ...fields,
  }
  return link<DraftInvitation>(createInvitation(wanted, actor, now))
}

export const issue = (before: Invitation, now = new Date(), via: Via = 'ses', move: 'send' | 'resend' = 'send') =>
  link<IssuedInvitation>(issueInvitation(before, move, via, actor, now))

export const decide = (before: Invitation, move: 'accept' | 'decline', now = new Date()) =>
  link<DecidedInvitation>(decideInvitation(before, aMember(), decisionOf(move, now), now))

/** A stored draft. */
export async function storedDraft(fields: Partial<NewInvitation> = {}, now = new Date()) {
  const { invitation, event } = aDraft(fields, now)
  const message = {
    subject: 'Hello',
    text: 'Please read {link}',
    sender: { userId: randomUUID(), name: 'Ada', email: 'a@b.example' },
  }
  await commit([putInvitation(invitation), putMessage(invitation, message), putInvitationEvent(invitation, event)])
  return invitation
}

/** A stored invitation that waits for an answer, with its guard and the row that asks for its mail. */
export async function storedIssued(fields: Partial<NewInvitation> = {}, now = new Date(), via: Via = 'ses') {
  const before = await storedDraft(fields, now)
  const { invitation, event } = issue(before, now, via)
  await commit([
    putGuard(invitation, invitation.recipientHash, now),
    updateInvitation(before, invitation),
    putInvitationEvent(invitation, event),
  ])
  return invitation
}

/** The mail of an invitation's newest link, and the row that asks for it. */
export const linkMail = ({ partnerId, id, generation }: Invitation): LinkMail => ({
  partnerId,
  invitationId: id,
  generation,
})
export const mailRowKey = ({ partnerId, id, head }: Invitation): Key => invitationEventKey(partnerId, id, head.seq)

export const aRelationship = (fields: Partial<Relationship> = {}): Relationship => ({
  partnerId: randomUUID(),
  customerId: randomUUID(),
  status: 'active',
  version: 1,
  head: { seq: 1, hash: 'h'.repeat(64) },
  name: 'Contoso',
  nameSource: 'partner',
  provenDomain: 'contoso.example',
  country: 'TR',
  cloud: 'public',
  partnerName: 'Fabrikam',
  partnerDomain: 'fabrikam.example',
  since: '2026-01-01T00:00:00.000Z',
  invitationId: randomUUID(),
  agreementVersion: '2026-01',
  customerContact: { name: 'Carla', email: 'carla@contoso.example', locale: 'en' },
  openSubscriptions: {},
  adminPrivileges: null,
  ...fields,
})

/** The write of a relationship on the version that was read; 0 = there was none. */
export const putRelationship = (after: Relationship, readVersion: number): Write[] =>
  relationshipWrites(
    { before: readVersion === 0 ? undefined : { ...after, version: readVersion }, after, events: [] },
    freshSalt,
  ).writes
