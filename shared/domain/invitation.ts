import type { Terms } from './admin-privileges.ts'
import { emptyHead, type Head } from './chain.ts'
import { Problem, type ProblemCode } from './errors.ts'
import { type EventFacts, fact } from './events.ts'
import { publicId } from './ids.ts'
import type { Locale } from './locale.ts'
import { type Actor, type Agent, actorOf, agentOf, type Member } from './people.ts'
import { addDuration } from './time.ts'

export const invitationStatuses = ['draft', 'issued', 'accepted', 'declined', 'revoked', 'expired'] as const
export type InvitationStatus = (typeof invitationStatuses)[number]

/** How long an invitation waits for an answer unless its partner says otherwise. */
export const defaultExpiry = 'P30D'

export const invitationMoveNames = [
  'edit-message',
  'send',
  'resend',
  'revoke',
  'accept',
  'decline',
  'expire',
  'close',
  'forward',
  'say-not-us',
  'ask-for-fresh-link',
] as const
export type InvitationMove = (typeof invitationMoveNames)[number]

const decided = { accepted: 'invitation-already-decided', declined: 'invitation-already-decided' } as const
const ended = { ...decided, revoked: 'invitation-revoked', expired: 'invitation-expired' } as const

/** The life of an invitation: move x state -> next state, or the code of the refusal. */
export const invitationMoves = {
  'edit-message': { draft: 'draft', issued: 'invitation-already-issued', ...ended },
  send: { draft: 'issued', issued: 'invitation-already-issued', ...ended },
  resend: { draft: 'invitation-not-issued', issued: 'issued', ...ended, expired: 'issued' },
  revoke: { draft: 'revoked', issued: 'revoked', ...ended },
  accept: { draft: 'invitation-not-issued', issued: 'accepted', ...ended },
  decline: { draft: 'invitation-not-issued', issued: 'declined', ...ended },
  expire: { draft: 'invitation-not-issued', issued: 'expired', ...ended },
  close: { draft: 'invitation-not-issued', issued: 'revoked', ...ended },
  forward: { draft: 'invitation-not-issued', issued: 'issued', ...ended },
  'say-not-us': { draft: 'invitation-not-issued', issued: 'issued', ...ended },
  'ask-for-fresh-link': { draft: 'invitation-not-issued', issued: 'issued', ...ended, expired: 'expired' },
} as const satisfies Record<InvitationMove, Record<InvitationStatus, InvitationStatus | ProblemCode>>

export const vias = ['ses', 'mail-app', 'clipboard'] as const
export type Via = (typeof vias)[number]

export const deliveryStates = ['queued', 'sent', 'delayed', 'delivered', 'bounced', 'complained', 'failed'] as const

/** What is known of the mail, by rank: a later, lower report changes nothing. */
export interface Delivery {
  state: (typeof deliveryStates)[number]
  at: string
  reason?: string
}

export interface Recipient {
  email: string
  name?: string
  company?: string
  locale: Locale
}

/** What the partner says he knows of the customer; proven only when somebody of that tenant signs in. */
export interface ExpectedCustomer {
  country?: string
  tenantId?: string
  domain?: string
}

interface Base {
  id: string
  partnerId: string
  version: number
  /** 0 until sent; the newest link's number */
  generation: number
  head: Head
  recipient: Recipient
  /** keyed hash of the recipient's address, under which the pending guard stands */
  recipientHash: string
  customer: ExpectedCustomer
  adminPrivileges: Terms | null
  expiresIn: string
  reference?: string
  createdAt: string
  createdBy?: Agent
  /** who sent the newest link */
  sentBy?: Agent
  delivery?: Delivery
  viewedAt?: string
  /** how often the customer's people sent the link on to a colleague */
  forwards?: number
  /** how many reminders the newest link has behind it */
  reminders?: number
  /** somebody with an old link waits for a new one */
  freshLinkRequestedAt?: string
}

interface Sent {
  via: Via
  issuedAt: string
  expiresAt: string
}

export interface Decision {
  decidedAt: string
  decidedBy?: { tenantId: string; userId: string }
}

export type DraftInvitation = Base & { status: 'draft' }
export type IssuedInvitation = Base & Sent & { status: 'issued' }
export type DecidedInvitation = Base &
  Sent &
  Decision & {
    status: 'accepted' | 'declined' | 'expired'
    /** what an accepting customer granted, where it is not all that was asked */
    granted?: Terms | null
  }
export type RevokedInvitation = Base & Partial<Sent> & Decision & { status: 'revoked' }
export type Invitation = DraftInvitation | IssuedInvitation | DecidedInvitation | RevokedInvitation

export const invitationChainId = (i: Pick<Invitation, 'partnerId' | 'id'>): string =>
  `invitation/${i.partnerId}/${i.id}`

/** The state that the clock has made true: what is overdue counts as expired even before the schedule ran. */
export const effectiveStatus = (invitation: Invitation, now: Date): InvitationStatus =>
  invitation.status === 'issued' && now >= new Date(invitation.expiresAt) ? 'expired' : invitation.status

/** A transition: the state that results (version already raised) and the one event that tells of it. */
export interface Transition<T extends Invitation = Invitation> {
  invitation: T
  event: EventFacts
}

const sentences: Partial<Record<ProblemCode, string>> = {
  'invitation-already-issued': 'The invitation was sent already. Resend or revoke it.',
  'invitation-not-issued': 'The invitation is still a draft. Send it first.',
  'invitation-already-decided': 'The customer has already decided.',
  'invitation-revoked': 'The partner has withdrawn the invitation.',
  'invitation-expired': 'The invitation was not answered in time. The partner may send it again.',
}

const closedSentence = 'The invitation is closed: the organisation that opened it is a customer of the partner already.'

/** Throws the refusal of a move that the present state does not allow; returns nothing else. */
export function requireMove(invitation: Invitation, move: InvitationMove, now: Date): void {
  const status = effectiveStatus(invitation, now)
  const outcome: InvitationStatus | ProblemCode = invitationMoves[move][status]
  if (isStatus(outcome)) return
  const closed = invitation.status === 'revoked' && invitation.decidedBy !== undefined
  throw new Problem(outcome, closed ? closedSentence : (sentences[outcome] ?? outcome), { currentState: status })
}

const isStatus = (outcome: string): outcome is InvitationStatus =>
  (invitationStatuses as readonly string[]).includes(outcome)

const next = (invitation: Invitation) => ({ ...invitation, version: invitation.version + 1 })

export type NewInvitation = Pick<
  Base,
  'id' | 'partnerId' | 'recipient' | 'recipientHash' | 'customer' | 'adminPrivileges' | 'expiresIn' | 'reference'
>

export function createInvitation(fields: NewInvitation, actor: Actor, now: Date): Transition<DraftInvitation> {
  const at = now.toISOString()
  return {
    invitation: {
      ...fields,
      status: 'draft',
      version: 1,
      generation: 0,
      head: emptyHead,
      createdAt: at,
      createdBy: agentOf(actor),
    },
    event: { name: 'invitation.created', at, actor, data: { adminPrivileges: fields.adminPrivileges } },
  }
}

export function editMessage(invitation: Invitation, digest: string, actor: Actor, now: Date): Transition {
  requireMove(invitation, 'edit-message', now)
  return {
    invitation: next(invitation),
    event: { name: 'invitation.message-edited', at: now.toISOString(), actor, data: { sha256: digest } },
  }
}

/** Issues the link: the first time by `send`, again by `resend` with the next generation and a new expiry. */
export function issueInvitation(
  invitation: Invitation,
  move: 'send' | 'resend',
  via: Via,
  actor: Actor,
  now: Date,
): Transition<IssuedInvitation> {
  requireMove(invitation, move, now)
  const at = now.toISOString()
  const issued: IssuedInvitation & Partial<Decision> = {
    ...next(invitation),
    status: 'issued',
    via,
    generation: invitation.generation + 1,
    sentBy: agentOf(actor),
    issuedAt: at,
    expiresAt: addDuration(now, invitation.expiresIn).toISOString(),
    delivery: via === 'ses' ? { state: 'queued', at } : undefined,
  }
  delete issued.decidedAt
  delete issued.decidedBy
  delete issued.freshLinkRequestedAt
  delete issued.reminders
  const { generation, expiresAt } = issued
  const name = move === 'send' ? 'invitation.sent' : 'invitation.resent'
  return { invitation: issued, event: { name, at, actor, data: { via, generation, expiresAt } } }
}

export function revokeInvitation(invitation: Invitation, actor: Actor, now: Date): Transition<RevokedInvitation> {
  requireMove(invitation, 'revoke', now)
  const at = now.toISOString()
  return {
    invitation: { ...next(invitation), status: 'revoked', decidedAt: at },
    event: { name: 'invitation.revoked', at, actor, data: {} },
  }
}

/**
 * Ends an invitation that asks a customer for nothing new. It is neither a yes nor a no, and nobody is reminded of it.
 * `decidedBy` tells it from one that the partner withdrew.
 */
export function closeInvitation(invitation: Invitation, member: Member, now: Date): Transition<RevokedInvitation> {
  requireMove(invitation, 'close', now)
  const { tenantId, userId } = member
  return {
    invitation: {
      ...next(invitation),
      status: 'revoked',
      decidedAt: now.toISOString(),
      decidedBy: { tenantId, userId },
    },
    event: fact('invitation.closed', { reason: 'relationship-exists' }, actorOf('customer', member), now),
  }
}

/** The customer's yes or no, and the event that tells of it. */
export function decideInvitation(
  invitation: Invitation,
  member: Member,
  event: EventFacts<'invitation.accepted' | 'invitation.declined'>,
  now: Date,
): Transition<DecidedInvitation> {
  const status = event.name === 'invitation.accepted' ? 'accepted' : 'declined'
  requireMove(invitation, status === 'accepted' ? 'accept' : 'decline', now)
  return {
    invitation: {
      ...(next(invitation) as IssuedInvitation),
      status,
      decidedAt: event.at,
      decidedBy: { tenantId: member.tenantId, userId: member.userId },
      // nobody counts these any more
      forwards: undefined,
      reminders: undefined,
      freshLinkRequestedAt: undefined,
    },
    event,
  }
}

/** Records what the clock already made true; undefined where nothing is overdue. */
export function expireInvitation(invitation: Invitation, now: Date): Transition<DecidedInvitation> | undefined {
  if (invitation.status !== 'issued' || effectiveStatus(invitation, now) !== 'expired') return undefined
  const at = now.toISOString()
  return {
    invitation: {
      ...next(invitation),
      status: 'expired',
      issuedAt: invitation.issuedAt,
      via: invitation.via,
      expiresAt: invitation.expiresAt,
      decidedAt: at,
    },
    event: { name: 'invitation.expired', at, actor: { kind: 'schedule' }, data: { generation: invitation.generation } },
  }
}

/** Refuses a link whose generation is not the newest, naming why. */
export function requireNewestLink(invitation: Invitation, generation: number): void {
  if (generation === invitation.generation) return
  throw new Problem('link-superseded', 'A newer link was sent for this invitation. Use the newest mail.', {
    currentState: invitation.status,
  })
}

export const publicInvitationId = (invitation: Pick<Invitation, 'id'>): string => publicId('inv', invitation.id)
