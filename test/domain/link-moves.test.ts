import { describe, expect, test } from 'vitest'
import { isProblem } from '../../shared/domain/errors.ts'
import type { Invitation, InvitationStatus } from '../../shared/domain/invitation.ts'
import { askForFreshLink, forwardInvitation, sayNotUs } from '../../shared/domain/link-moves.ts'
import { actorOf } from '../../shared/domain/people.ts'
import { aMember, anInvitation, fabrikam, frozen, invitationIn, now, refusalOf } from './builders.ts'
import { gridCells } from './grid.ts'

const carla = aMember()
const colleague = { email: 'cem@contoso.example', name: 'Cem' }
const generation = ({ generation }: Invitation) => generation

const moves = {
  forward: (i: Invitation, member = carla) => forwardInvitation(i, generation(i), colleague, member, now),
  'say-not-us': (i: Invitation, member = carla) => sayNotUs(i, generation(i), 'Wrong company.', member, now),
  'ask-for-fresh-link': (i: Invitation) => askForFreshLink(i, generation(i), now),
}

describe('what the holder of a link does without deciding', () => {
  // a word is the state that stays, !word the refusal invitation-<word>
  const life = gridCells(`
                        draft        issued  overdue   accepted          declined          revoked   expired
    forward             !not-issued  issued  !expired  !already-decided  !already-decided  !revoked  !expired
    say-not-us          !not-issued  issued  !expired  !already-decided  !already-decided  !revoked  !expired
    ask-for-fresh-link  !not-issued  issued  issued    !already-decided  !already-decided  !revoked  expired
  `).map(({ row, column, cell }) => ({
    move: row as keyof typeof moves,
    state: column as InvitationStatus | 'overdue',
    cell,
  }))

  test.each(life)('$move when it is $state: $cell', ({ move, state, cell }) => {
    const before = frozen(invitationIn(state))
    if (cell.startsWith('!')) return expect(refusalOf(() => moves[move](before))).toBe(cell.replace('!', 'invitation-'))
    const { invitation } = moves[move](before)
    const { forwards: _, freshLinkRequestedAt: __, ...rest } = invitation
    expect(rest).toEqual({ ...before, status: cell, version: before.version + 1 })
  })
})

describe('forwarding', () => {
  const forward = (over: Parameters<typeof anInvitation>[0] = {}, email = colleague.email, member = carla, gen = 1) =>
    refusalOf(() => forwardInvitation(anInvitation(over), gen, { email }, member, now))

  test('counts, and tells to whom', () => {
    const { invitation, event } = moves.forward(anInvitation({ forwards: 1 }))
    expect(invitation.forwards).toBe(2)
    expect(event).toEqual({
      name: 'invitation.forwarded',
      at: now.toISOString(),
      actor: actorOf('customer', carla),
      data: { ...colleague, generation: 1 },
    })
  })

  test('goes at most twice', () => {
    expect([undefined, 1, 2, 3].map((forwards) => forward({ forwards }))).toEqual([
      'none',
      'none',
      'forward-limit',
      'forward-limit',
    ])
  })

  test.each([
    ['the recipient’s domain', {}, 'anybody@contoso.example', 'none'],
    ['the expected domain', { customer: { domain: 'adatum.example' } }, 'x@adatum.example', 'none'],
    ['another domain', {}, 'x@evil.example', 'validation-failed'],
    ['a part of the domain', {}, 'x@sub.contoso.example', 'validation-failed'],
    ['the domain within another', {}, 'x@contoso.example.evil.example', 'validation-failed'],
  ])('to %s: %j, %s: %s', (_, over, email, code) => {
    expect(forward(over, email)).toBe(code)
  })

  test.each([
    ['a member of the organisation, with or without a role', { directoryRoles: [] }, 'none'],
    ['a guest', { membership: 'guest' }, 'guest-or-delegated-account'],
    ['somebody of whom the sign-in does not tell', { membership: 'unknown' }, 'guest-or-delegated-account'],
    ['the partner itself', { tenantId: fabrikam }, 'tenant-mismatch'],
    ['a stranger', { signInName: 'x@northwind.example' }, 'tenant-mismatch'],
  ] as const)('by %s: %j: %s', (_, member, code) => {
    expect(forward({}, colleague.email, aMember(member as object))).toBe(code)
  })

  test('takes the newest link', () => {
    expect(forward({ generation: 2 })).toBe('link-superseded')
  })

  test('names the field of a colleague who is elsewhere', () => {
    try {
      forwardInvitation(anInvitation(), 1, { email: 'x@evil.example' }, carla, now)
      expect.unreachable()
    } catch (error) {
      if (!isProblem(error)) throw error
      expect(error.details.errors?.[0]?.pointer).toBe('/email')
      expect(error.message).toContain('contoso.example')
    }
  })
})

describe('"this is not for us"', () => {
  test('is a note for the partner, from whichever organisation', () => {
    const nora = aMember({ signInName: 'nora@northwind.example', directoryRoles: [] })
    expect(moves['say-not-us'](anInvitation(), nora).event).toEqual({
      name: 'invitation.not-us',
      at: now.toISOString(),
      actor: actorOf('customer', nora),
      data: { note: 'Wrong company.', domain: 'northwind.example', generation: 1 },
    })
  })

  test.each([
    ['a guest', { membership: 'guest' }, 'guest-or-delegated-account'],
    ['the partner itself', { tenantId: fabrikam }, 'tenant-mismatch'],
  ] as const)('is not for %s to say: %j: %s', (_, member, code) => {
    expect(refusalOf(() => moves['say-not-us'](anInvitation(), aMember(member)))).toBe(code)
  })
})

describe('asking for a fresh link', () => {
  test('needs a genuine link, old or new, and no sign-in', () => {
    const { invitation, event } = askForFreshLink(anInvitation({ generation: 3 }), 1, now)
    expect(invitation).toMatchObject({ status: 'issued', generation: 3, freshLinkRequestedAt: now.toISOString() })
    expect(event).toMatchObject({ actor: { kind: 'customer' }, data: { generation: 1 } })
  })
})
