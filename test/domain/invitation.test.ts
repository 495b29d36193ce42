import { describe, expect, test } from 'vitest'
import { isProblem } from '../../shared/domain/errors.ts'
import {
  closeInvitation,
  createInvitation,
  decideInvitation,
  editMessage,
  effectiveStatus,
  expireInvitation,
  type Invitation,
  type InvitationMove,
  type InvitationStatus,
  invitationMoveNames,
  invitationStatuses,
  issueInvitation,
  requireMove,
  requireNewestLink,
  revokeInvitation,
  type Transition,
} from '../../shared/domain/invitation.ts'
import { actorOf } from '../../shared/domain/people.ts'
import { nextLook } from '../../shared/domain/reminders.ts'
import {
  aDecided,
  aDraft,
  aMember,
  anInvitation,
  aPartnerUser,
  day,
  decisionOf,
  frozen,
  invitationIn,
  later,
  now,
  refusalOf,
} from './builders.ts'
import { gridCells } from './grid.ts'

type Move = Exclude<InvitationMove, 'forward' | 'say-not-us' | 'ask-for-fresh-link'>

// a word is the next state, !word the refusal invitation-<word>, - nothing to do
const life = gridCells(`
                draft        issued           overdue   accepted          declined          revoked    expired
  edit-message  draft        !already-issued  !expired  !already-decided  !already-decided  !revoked   !expired
  send          issued       !already-issued  !expired  !already-decided  !already-decided  !revoked   !expired
  resend        !not-issued  issued           issued    !already-decided  !already-decided  !revoked   issued
  revoke        revoked      revoked          !expired  !already-decided  !already-decided  !revoked   !expired
  accept        !not-issued  accepted         !expired  !already-decided  !already-decided  !revoked   !expired
  decline       !not-issued  declined         !expired  !already-decided  !already-decided  !revoked   !expired
  close         !not-issued  revoked          !expired  !already-decided  !already-decided  !revoked   !expired
  expire        -            -                expired   -                 -                 -          -
`).map(({ row, column, cell }) => ({
  move: row as Move,
  state: column as InvitationStatus | 'overdue',
  cell,
}))

const ada = actorOf('partner', aPartnerUser())

function perform(move: Move, invitation: Invitation): Transition | undefined {
  switch (move) {
    case 'close':
      return closeInvitation(invitation, aMember(), now)
    case 'edit-message':
      return editMessage(invitation, 'digest', ada, now)
    case 'send':
    case 'resend':
      return issueInvitation(invitation, move, 'ses', ada, now)
    case 'revoke':
      return revokeInvitation(invitation, ada, now)
    case 'accept':
    case 'decline':
      return decideInvitation(invitation, aMember(), decisionOf(move, now), now)
    case 'expire':
      return expireInvitation(invitation, now)
  }
}

// what is asked, of whom and by whom: frozen from the first draft on
const frame = (i: Invitation) => ({
  id: i.id,
  partnerId: i.partnerId,
  recipient: i.recipient,
  recipientHash: i.recipientHash,
  customer: i.customer,
  adminPrivileges: i.adminPrivileges,
  expiresIn: i.expiresIn,
  reference: i.reference,
  createdAt: i.createdAt,
})

describe('the life of an invitation', () => {
  test('is told for every move and every state, and for what is overdue', () => {
    const remarks = ['forward', 'say-not-us', 'ask-for-fresh-link'] // told in link-moves.test.ts
    const told = [...new Set(life.map(({ move }) => move as string)), ...remarks]
    expect(told.sort()).toEqual([...invitationMoveNames].sort())
    expect([...new Set(life.map(({ state }) => state))].sort()).toEqual([...invitationStatuses, 'overdue'].sort())
  })

  const allowed = life.filter(({ cell }) => /^\w/.test(cell))
  test.each(allowed)('$move takes $state to $cell, one version up, with one event', ({ move, state, cell }) => {
    const before = frozen(invitationIn(state))
    const after = perform(move, before)
    expect(after?.invitation.status).toBe(cell)
    expect(after?.invitation.version).toBe(before.version + 1)
    expect(after?.event.at).toBe(now.toISOString())
  })

  test.each(allowed)('$move of $state leaves who is asked and for what as it was', ({ move, state }) => {
    const before = invitationIn(state)
    expect(frame(perform(move, before)?.invitation ?? before)).toEqual(frame(before))
  })

  const refused = life.filter(({ cell }) => cell.startsWith('!'))
  test.each(refused)('$move of $state is refused: $cell', ({ move, state, cell }) => {
    const code = cell.replace('!', 'invitation-')
    const invitation = frozen(invitationIn(state))
    expect(refusalOf(() => perform(move, invitation))).toBe(code)
    expect(refusalOf(() => requireMove(invitation, move, now))).toBe(code)
  })

  test.each(life.filter(({ cell }) => cell === '-'))('$move of $state has nothing to do', ({ move, state }) => {
    expect(perform(move, frozen(invitationIn(state)))).toBeUndefined()
  })

  test('a refusal tells the true state, by the clock, in a sentence for people', () => {
    const overdue = invitationIn('overdue')
    try {
      requireMove(overdue, 'accept', now)
      expect.unreachable()
    } catch (error) {
      if (!isProblem(error)) throw error
      expect(error.details.currentState).toBe('expired')
      expect(error.message).toBe('The invitation was not answered in time. The partner may send it again.')
    }
  })

  test('every refusal has its own sentence, never a bare code', () => {
    for (const { move, state } of refused)
      try {
        requireMove(invitationIn(state), move, now)
      } catch (error) {
        expect(String(error)).toMatch(/^Problem: The .+ .+\.$/)
      }
  })
})

describe('a new invitation', () => {
  const { id, partnerId, recipient, recipientHash, customer, adminPrivileges, expiresIn } = aDraft()
  const fields = { id, partnerId, recipient, recipientHash, customer, adminPrivileges, expiresIn, reference: 'PO 7' }

  test('is a draft of version 1 without a link', () => {
    expect(createInvitation(fields, ada, now).invitation).toEqual({
      ...fields,
      status: 'draft',
      version: 1,
      generation: 0,
      head: { seq: 0, hash: '' },
      createdAt: '2026-03-02T12:00:00.000Z',
      createdBy: { userId: ada.userId, name: ada.name },
    })
  })

  test('tells in its event what is asked for, and nothing about the recipient', () => {
    expect(createInvitation(fields, ada, now).event).toEqual({
      name: 'invitation.created',
      at: '2026-03-02T12:00:00.000Z',
      actor: ada,
      data: { adminPrivileges },
    })
  })
})

describe('sending', () => {
  test('makes the first link and starts the time to answer', () => {
    const { invitation, event } = issueInvitation(aDraft({ expiresIn: 'P7D' }), 'send', 'clipboard', ada, now)
    expect(invitation).toMatchObject({
      via: 'clipboard',
      generation: 1,
      issuedAt: '2026-03-02T12:00:00.000Z',
      expiresAt: '2026-03-09T12:00:00.000Z',
      sentBy: { userId: ada.userId, name: ada.name },
    })
    expect(event).toEqual({
      name: 'invitation.sent',
      at: '2026-03-02T12:00:00.000Z',
      actor: ada,
      data: { via: 'clipboard', generation: 1, expiresAt: '2026-03-09T12:00:00.000Z' },
    })
  })

  test('by our mail waits in the queue; by the partner’s own mail there is no delivery to follow', () => {
    const delivery = (via: 'ses' | 'mail-app' | 'clipboard') =>
      issueInvitation(aDraft(), 'send', via, ada, now).invitation.delivery
    expect(delivery('ses')).toEqual({ state: 'queued', at: now.toISOString() })
    expect([delivery('mail-app'), delivery('clipboard')]).toEqual([undefined, undefined])
  })

  test('again answers who asked for a fresh link and starts the reminders anew; forwards stay counted', () => {
    const asked = anInvitation({ freshLinkRequestedAt: now.toISOString(), reminders: 2, forwards: 1 })
    const { invitation } = issueInvitation(asked, 'resend', 'ses', ada, now)
    expect(Object.keys(invitation)).not.toContain('freshLinkRequestedAt')
    expect(Object.keys(invitation)).not.toContain('reminders')
    expect(invitation.forwards).toBe(1)
  })

  test('again makes the next link, anew for the whole time, and forgets what the last mail came to', () => {
    const bounced = anInvitation({ generation: 4, delivery: { state: 'bounced', at: later(-day).toISOString() } })
    const { invitation, event } = issueInvitation(bounced, 'resend', 'ses', ada, now)
    expect(invitation).toMatchObject({ generation: 5, issuedAt: now.toISOString() })
    expect(invitation.expiresAt).toBe(later(30 * day).toISOString())
    expect(invitation.delivery).toEqual({ state: 'queued', at: now.toISOString() })
    expect(event).toMatchObject({ name: 'invitation.resent', data: { via: 'ses', generation: 5 } })
  })

  test('again names who sent the newest link; who created it stays', () => {
    const ali = { userId: '01950000-0000-4000-8000-000000000009', name: 'Ali' }
    const first = anInvitation({
      createdBy: ali,
      sentBy: ali,
    })
    const { invitation } = issueInvitation(first, 'resend', 'ses', ada, now)
    expect([invitation.createdBy, invitation.sentBy]).toEqual([ali, { userId: ada.userId, name: ada.name }])
  })

  test('again after it expired leaves no trace of the end in the state', () => {
    const expired = aDecided({ status: 'expired' })
    const { invitation } = issueInvitation(expired, 'resend', 'ses', ada, now)
    expect(Object.keys(invitation)).not.toContain('decidedAt')
    expect(Object.keys(invitation)).not.toContain('decidedBy')
    expect(invitation.status).toBe('issued')
  })
})

describe('the clock', () => {
  const expiresAt = now.toISOString()

  test('expires an issued invitation at the very millisecond, not one before', () => {
    const invitation = anInvitation({ expiresAt })
    expect(effectiveStatus(invitation, later(-1))).toBe('issued')
    expect(effectiveStatus(invitation, now)).toBe('expired')
    expect(effectiveStatus(invitation, later(1))).toBe('expired')
  })

  test('lets the customer decide in the last millisecond, not at the end', () => {
    const invitation = anInvitation({ expiresAt })
    for (const move of ['accept', 'decline'] as const) {
      expect(refusalOf(() => decideInvitation(invitation, aMember(), decisionOf(move, later(-1)), later(-1)))).toBe(
        'none',
      )
      expect(refusalOf(() => decideInvitation(invitation, aMember(), decisionOf(move, now), now))).toBe(
        'invitation-expired',
      )
    }
  })

  test('never changes what is decided, withdrawn or not yet sent', () => {
    for (const state of ['draft', 'accepted', 'declined', 'revoked', 'expired'] as const)
      expect(effectiveStatus(invitationIn(state), later(1000 * day))).toBe(state)
  })

  test('is what the schedule records: nothing before the end, from then on with the time of the record', () => {
    const invitation = anInvitation({ expiresAt, generation: 3 })
    expect(expireInvitation(invitation, later(-1))).toBeUndefined()
    expect(expireInvitation(invitation, later(5))).toEqual({
      invitation: { ...invitation, status: 'expired', version: 3, decidedAt: later(5).toISOString() },
      event: {
        name: 'invitation.expired',
        at: later(5).toISOString(),
        actor: { kind: 'schedule' },
        data: { generation: 3 },
      },
    })
  })
})

describe('the end', () => {
  test.each([
    ['accept', 'accepted'],
    ['decline', 'declined'],
  ] as const)('%s records who decided and when', (move, status) => {
    const { tenantId, userId, name } = aMember()
    const { invitation, event } = decideInvitation(anInvitation(), aMember(), decisionOf(move, now), now)
    expect(invitation).toEqual({
      ...anInvitation({ version: 3 }),
      status,
      decidedAt: now.toISOString(),
      decidedBy: { tenantId, userId },
    })
    expect(event).toEqual({
      name: `invitation.${status}`,
      at: now.toISOString(),
      actor: { kind: 'customer', tenantId, userId, name },
      data: decisionOf(move, now).data,
    })
  })

  test('revoking a draft leaves it without a link and without an expiry', () => {
    const { invitation, event } = revokeInvitation(aDraft(), ada, now)
    expect(invitation).toEqual({ ...aDraft(), status: 'revoked', version: 2, decidedAt: now.toISOString() })
    expect(event).toEqual({ name: 'invitation.revoked', at: now.toISOString(), actor: ada, data: {} })
  })
})

describe('closing an invitation that asks for nothing new', () => {
  const { tenantId, userId, name } = aMember()
  const { invitation, event } = closeInvitation(anInvitation(), aMember(), now)

  test('records who opened it and why, and is not called a withdrawal by the partner', () => {
    expect(invitation).toEqual({
      ...anInvitation({ version: 3 }),
      status: 'revoked',
      decidedAt: now.toISOString(),
      decidedBy: { tenantId, userId },
    })
    expect(event).toEqual({
      name: 'invitation.closed',
      at: now.toISOString(),
      actor: { kind: 'customer', tenantId, userId, name },
      data: { reason: 'relationship-exists' },
    })
    expect(() => requireMove(invitation, 'accept', now)).toThrow('is a customer of the partner already')
  })

  test('leaves no reminder due', () => {
    expect(nextLook(anInvitation())).toBeDefined()
    expect(nextLook(invitation)).toBeUndefined()
  })
})

describe('editing the message', () => {
  test('changes nothing in the state but the version; the event keeps the digest, not the words', () => {
    const { invitation, event } = editMessage(aDraft(), 'sha256-of-the-message', ada, now)
    expect(invitation).toEqual(aDraft({ version: 2 }))
    expect(event).toEqual({
      name: 'invitation.message-edited',
      at: now.toISOString(),
      actor: ada,
      data: { sha256: 'sha256-of-the-message' },
    })
  })
})

describe('a link', () => {
  test.each([
    [2, 'link-superseded'],
    [3, 'none'],
    [4, 'link-superseded'],
    [0, 'link-superseded'],
  ])('of generation %d to an invitation of generation 3: %s', (generation, refusal) => {
    expect(refusalOf(() => requireNewestLink(anInvitation({ generation: 3 }), generation))).toBe(refusal)
  })
})
