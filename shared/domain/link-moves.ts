import { isProven } from './acceptance.ts'
import { Problem } from './errors.ts'
import { type EventFacts, fact } from './events.ts'
import { type Invitation, type InvitationMove, requireMove, requireNewestLink, type Transition } from './invitation.ts'
import { actorOf, type Member, provenNameOf } from './people.ts'
import { domainOf } from './text.ts'

const maxForwards = 2

/** What the holder of a link does without deciding: the state stays, the history grows. */
function remark(
  invitation: Invitation,
  move: InvitationMove,
  event: EventFacts,
  fields: Partial<Invitation>,
  now: Date,
): Transition {
  requireMove(invitation, move, now)
  return {
    invitation: { ...invitation, ...fields, version: invitation.version + 1 } as Invitation,
    event,
  }
}

/** Why this person may neither forward the link nor say that it is not for them. */
function outsideRefusal(invitation: Invitation, member: Member): Problem | undefined {
  if (member.membership !== 'member')
    return new Problem(
      'guest-or-delegated-account',
      `${member.signInName} is not a member of the organisation. Sign in with an account of its own.`,
      { reason: member.membership },
    )
  if (member.tenantId === invitation.partnerId)
    return new Problem(
      'tenant-mismatch',
      "This is your own organisation's invitation. It is for the customer to answer.",
    )
  return undefined
}

/** Why this person may not forward the link: only people of the invited organisation do. */
function forwardRefusal(invitation: Invitation, member: Member): Problem | undefined {
  const outside = outsideRefusal(invitation, member)
  if (outside || isProven(invitation, member)) return outside
  return new Problem(
    'tenant-mismatch',
    `The invitation was addressed to another organisation than ${provenNameOf(member)}, so you cannot forward it.`,
  )
}

const limitRefusal = ({ forwards = 0 }: Invitation): Problem | undefined =>
  forwards < maxForwards
    ? undefined
    : new Problem(
        'forward-limit',
        `An invitation is forwarded at most ${maxForwards} times. Ask the partner to invite your colleague.`,
      )

/** What a person may do with an open link besides deciding. */
export interface Offers {
  forward: boolean
  notUs: boolean
}

/** What a page offers this person: exactly what they would not be refused. */
export const offersTo = (invitation: Invitation, member: Member): Offers => ({
  forward: !forwardRefusal(invitation, member) && !limitRefusal(invitation),
  notUs: !outsideRefusal(invitation, member),
})

const refuse = (refusal: Problem | undefined): void => {
  if (refusal) throw refusal
}

/** Sends the newest link on to a colleague: only people of the invited organisation do, and only within it. */
export function forwardInvitation(
  invitation: Invitation,
  generation: number,
  to: { email: string; name?: string },
  member: Member,
  now: Date,
): Transition {
  requireNewestLink(invitation, generation)
  requireMove(invitation, 'forward', now)
  refuse(forwardRefusal(invitation, member))
  const domains = [domainOf(invitation.recipient.email), invitation.customer.domain].filter((d) => d !== undefined)
  if (!domains.includes(domainOf(to.email))) {
    const message = `must be an address at ${[...new Set(domains)].join(' or ')}`
    throw new Problem('validation-failed', `The colleague's address ${message}.`, {
      errors: [{ pointer: '/email', code: 'foreign-domain', message }],
    })
  }
  refuse(limitRefusal(invitation))
  const forwards = (invitation.forwards ?? 0) + 1
  const data = { email: to.email, name: to.name, generation }
  const event = fact('invitation.forwarded', data, actorOf('customer', member), now)
  return remark(invitation, 'forward', event, { forwards }, now)
}

/** "This is not for us": a note to the partner from whoever got the link, whichever organisation it is. */
export function sayNotUs(
  invitation: Invitation,
  generation: number,
  note: string | undefined,
  member: Member,
  now: Date,
): Transition {
  requireNewestLink(invitation, generation)
  requireMove(invitation, 'say-not-us', now)
  refuse(outsideRefusal(invitation, member))
  const data = { note, domain: domainOf(member.signInName) || undefined, generation }
  const event = fact('invitation.not-us', data, actorOf('customer', member), now)
  return remark(invitation, 'say-not-us', event, {}, now)
}

/** The holder of any genuine link, old or new, asks the partner for a fresh one. Nobody need sign in for that. */
export function askForFreshLink(invitation: Invitation, generation: number, now: Date): Transition {
  const event = fact('invitation.fresh-link-requested', { generation }, { kind: 'customer' }, now)
  return remark(invitation, 'ask-for-fresh-link', event, { freshLinkRequestedAt: now.toISOString() }, now)
}
