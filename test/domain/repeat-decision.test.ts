import { describe, expect, test } from 'vitest'
import { adminRoleByCode } from '../../shared/domain/admin-roles.ts'
import { decidedChoice, repeatsAcceptance, repeatsDecline } from '../../shared/domain/repeat-decision.ts'
import { aDecided, aMember, anAcceptedAgreement, anInvitation, aRevoked, fabrikam } from './builders.ts'

const carla = aMember()
const accepted = aDecided()
const declined = aDecided({ status: 'declined' })
const repeats = (invitation: Parameters<typeof repeatsDecline>[0], member = carla, adminPrivileges?: object | null) =>
  repeatsAcceptance({ invitation, accepted: undefined }, { adminPrivileges }, member)

describe('a repeated decision', () => {
  test.each([
    ['a second yes', repeats(accepted), true],
    ['a second no', repeatsDecline(declined, undefined, {}, carla), true],
    ['a second no with the same reason', repeatsDecline(declined, 'Too late', { reason: 'Too late' }, carla), true],
    ['a second no with another reason', repeatsDecline(declined, 'No', { reason: 'Too late' }, carla), false],
    ['a second no without the reason', repeatsDecline(declined, undefined, { reason: 'Too late' }, carla), false],
    ['a second no after the reason was erased', repeatsDecline(declined, 'Too late', undefined, carla), true],
    ['a no after a yes', repeatsDecline(accepted, undefined, {}, carla), false],
    ['a yes after a no', repeats(declined), false],
    ["a colleague's yes", repeats(accepted, aMember({ userId: 'another' })), false],
    ['the same person of another organisation', repeats(accepted, aMember({ tenantId: fabrikam })), false],
    ['a first yes', repeats(anInvitation()), false],
    ['a yes to what has expired', repeats(aDecided({ status: 'expired', decidedBy: undefined })), false],
    ['a yes to what was withdrawn', repeats(aRevoked()), false],
  ])('is recognised: %s', (_, repeat, expected) => {
    expect(repeat).toBe(expected)
  })

  const { adminPrivileges: asked } = accepted
  const part = { ...anInvitation().adminPrivileges, roles: ['SS' as const] }
  test.each([
    ['all, and all was granted', undefined, undefined, true],
    ['all in another order, and all was granted', undefined, { roles: asked?.roles.toReversed() }, true],
    ['nothing, and nothing was granted', null, null, true],
    ['no role, and nothing was granted', null, { roles: [] }, true],
    ['all, and nothing was granted', null, undefined, false],
    ['a part, and all was granted', undefined, { roles: ['SS'] }, false],
    ['the same part', { ...part, duration: 'P180D', autoExtend: 'P180D' as const }, { roles: ['SS'] }, true],
    ['more than was asked for', undefined, { duration: 'P730D' }, false],
  ])('compares what is granted: %s', (_, granted, choice, expected) => {
    expect(repeats(aDecided({ granted }), carla, choice)).toBe(expected)
  })

  const signature = { version: '2026-01', firstName: 'Carla', lastName: 'Haddad', email: 'carla@contoso.example' }
  const signed = (acceptedAt = accepted.decidedAt) =>
    anAcceptedAgreement({ ...signature, language: 'en', acceptedAt, userId: carla.userId })
  test.each([
    ['the same', signed(), signature, true],
    ['the same, its language named', signed(), { ...signature, language: 'en' as const }, true],
    ['in another language', signed(), { ...signature, language: 'tr' as const }, false],
    ['in another name', signed(), { ...signature, lastName: 'Smith' }, false],
    ['left out', signed(), undefined, false],
    ['left out, accepted with an earlier decision', signed('2025-01-01T00:00:00.000Z'), undefined, true],
    ['given, accepted with an earlier decision', signed('2025-01-01T00:00:00.000Z'), signature, true],
  ])('compares the agreement: %s', (_, agreementInForce, agreement, expected) => {
    const facts = { invitation: accepted, accepted: agreementInForce }
    expect(repeatsAcceptance(facts, { agreement }, carla)).toBe(expected)
  })
})

describe('what was decided', () => {
  test('is what was granted, with the ids of the roles', () => {
    const { decidedAt: at, adminPrivileges: asked } = accepted
    const roles = asked?.roles.map((code) => adminRoleByCode(code).id)
    expect(decidedChoice(accepted, carla)).toEqual({
      status: 'accepted',
      at,
      adminPrivileges: { ...asked, roles },
    })
    expect(decidedChoice(aDecided({ granted: null }), carla)?.adminPrivileges).toBeNull()
  })

  test('is what was declined, and why', () => {
    const { decidedAt: at } = declined
    expect(decidedChoice(declined, carla, 'Too late')).toEqual({ status: 'declined', at, reason: 'Too late' })
  })

  test.each([
    ['nobody who is signed in', accepted, undefined],
    ['a guest', accepted, aMember({ membership: 'guest' })],
    ['another organisation', accepted, aMember({ tenantId: fabrikam })],
    ['its own people, if it has expired', aDecided({ status: 'expired', decidedBy: undefined }), carla],
    ['its own people, if it is open', anInvitation(), carla],
  ])('is not told to %s', (_, invitation, member) => {
    expect(decidedChoice(invitation, member)).toBeUndefined()
  })
})
