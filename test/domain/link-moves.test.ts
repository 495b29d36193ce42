import { describe, expect, test } from 'vitest'
import { askForFreshLink, forwardInvitation, sayNotUs } from '../../shared/domain/link-moves.ts'
import { aDecided, aDraft, aMember, anInvitation, aRevoked, fabrikam, frozen, now, refusalOf } from './builders.ts'

const carla = aMember()
const colleague = { email: 'cfo@contoso.example' }
const moves = {
  forward: (invitation: ReturnType<typeof anInvitation>) => forwardInvitation(invitation, 1, colleague, carla, now),
  'say not us': (invitation: ReturnType<typeof anInvitation>) => sayNotUs(invitation, 1, undefined, carla, now),
  'ask for a fresh link': (invitation: ReturnType<typeof anInvitation>) => askForFreshLink(invitation, 1, now),
}

describe('whoever holds a link and does not decide', () => {
  test.each(Object.entries(moves))('%s: the state stays, the history grows by one', (_name, move) => {
    const before = frozen(anInvitation())
    const { invitation, event } = move(before)
    expect(invitation).toMatchObject({ status: before.status, generation: before.generation, head: before.head })
    expect(invitation.version).toBe(before.version + 1)
    expect(event.at).toBe(now.toISOString())
  })

  test('may say so only while it is pending; a fresh link may be asked for after the expiry, too', () => {
    const states = [
      aDraft(),
      aDecided({ status: 'accepted' }),
      aDecided({ status: 'declined' }),
      aRevoked(),
    ] as unknown[]
    for (const state of states)
      for (const move of Object.values(moves))
        expect(refusalOf(() => move({ ...(state as ReturnType<typeof anInvitation>), generation: 1 }))).toMatch(
          /invitation-(not-issued|already-decided|revoked)/,
        )
  })

  test('an old link neither forwards nor says "not us", but it may ask for a fresh one', () => {
    const renewed = anInvitation({ generation: 2 })
    expect(refusalOf(() => moves.forward(renewed))).toBe('link-superseded')
    expect(refusalOf(() => moves['say not us'](renewed))).toBe('link-superseded')
    expect(moves['ask for a fresh link'](renewed).invitation.freshLinkRequestedAt).toBe(now.toISOString())
  })

  test.each([
    ['the partner itself', { tenantId: fabrikam }, 'tenant-mismatch'],
    ['a guest', { membership: 'guest' as const }, 'guest-or-delegated-account'],
    ['somebody of whom it is not known', { membership: 'unknown' as const }, 'guest-or-delegated-account'],
    ['a stranger', { tenantId: crypto.randomUUID(), signInName: 'x@elsewhere.example' }, 'tenant-mismatch'],
  ])('%s does not forward', (_who, member, code) => {
    const forward = () => forwardInvitation(anInvitation(), 1, colleague, aMember(member), now)
    expect(refusalOf(forward)).toBe(code)
  })

  test.each(['x@elsewhere.example', 'x@contoso.example.evil.example', 'x@sub.contoso.example'])(
    '%s is no colleague',
    (email) => {
      expect(refusalOf(() => forwardInvitation(anInvitation(), 1, { email }, carla, now))).toBe('validation-failed')
    },
  )

  test('twice, not three times', () => {
    const { invitation } = forwardInvitation(anInvitation({ forwards: 1 }), 1, colleague, carla, now)
    expect(invitation.forwards).toBe(2)
    expect(refusalOf(() => forwardInvitation(anInvitation({ forwards: 2 }), 1, colleague, carla, now))).toBe(
      'forward-limit',
    )
  })
})
