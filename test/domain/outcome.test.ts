import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AcceptanceFacts, accept, isProven, shownTo } from '../../shared/domain/acceptance.ts'
import { grantOf, grantPrivileges, livePrivileges, type Terms } from '../../shared/domain/admin-privileges.ts'
import { outcomeOf, renewalOf, rolesAfter, shownAt } from '../../shared/domain/outcome.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import {
  aMember,
  anAcceptedAgreement,
  anAgreement,
  anInvitation,
  aPartner,
  aRelationship,
  day,
  globalAdministrator,
  later,
  now,
  refusalOf,
} from './builders.ts'
import { holds } from './property.ts'

const table = {
  relationship: [globalAdministrator],
  agreement: [globalAdministrator],
  privileges: [globalAdministrator, 'fc8ad4e2-40e4-4724-8317-bcda7503ecbf'],
}
const provider = aPartner({ id: 'b0000000-0000-4000-8000-00000000000b', type: 'indirect-provider', name: 'Litware' })

const termsOf = (roles: Terms['roles']): fc.Arbitrary<Terms> =>
  fc.record({
    roles: fc.subarray([...roles], { minLength: 1 }),
    duration: fc.integer({ min: 1, max: 90 }).map((days) => `P${days}D`),
    autoExtend: fc.constantFrom('PT0S', 'P180D'),
  })
const someTerms = termsOf(['SS', 'US', 'DR', 'LI'])

const relationships: fc.Arbitrary<Relationship | undefined> = fc.oneof(
  fc.constant(undefined),
  fc
    .record({
      status: fc.constantFrom('active', 'unconfirmed', 'removed'),
      held: fc.option(someTerms),
      age: fc.integer({ min: 0, max: 100 }),
      revoked: fc.boolean(),
    })
    .map(({ status, held, age, revoked }) => {
      // who waits for the confirmation holds none yet
      const privileges = status !== 'unconfirmed' && held ? grantPrivileges(held, held, later(-age * day)) : null
      return aRelationship({
        status,
        adminPrivileges: privileges && revoked ? { ...privileges, state: 'revoked', dueAt: undefined } : privileges,
      })
    }),
)

const cases = fc.record({
  relationship: relationships,
  withProvider: fc.boolean(),
  providerRelationship: fc.constantFrom(undefined, 'active', 'unconfirmed', 'removed'),
  asked: fc.option(someTerms),
  proven: fc.boolean(),
  agreementAccepted: fc.boolean(),
  /** minutes between the page and the click */
  minutes: fc.integer({ min: 0, max: 600 }),
  choice: fc.nat(),
})

/** What the customer takes of what was asked: all, nothing, no role, or a part. */
function choiceOf(asked: Terms | null, n: number): undefined | null | Partial<Terms> {
  if (!asked || n % 4 === 0) return undefined
  if (n % 4 === 1) return null
  if (n % 4 === 2) return { roles: [] }
  return { roles: asked.roles.slice(0, 1 + (n % asked.roles.length)), duration: 'P1D', autoExtend: 'PT0S' }
}

describe('what a yes leads to', () => {
  test('is what is stored and told, for every customer, request and choice', () => {
    holds(
      fc.property(cases, (c) => {
        const member = aMember(c.proven ? {} : { signInName: 'nora@northwind.example' })
        const partner = c.withProvider ? aPartner({ type: 'indirect-reseller', providerId: provider.id }) : aPartner()
        const own = c.providerRelationship && { partnerId: provider.id, status: c.providerRelationship }
        const facts: AcceptanceFacts & { partner: typeof partner } = {
          invitation: anInvitation({ adminPrivileges: c.asked }),
          partner,
          relationship: c.relationship,
          provider: c.withProvider
            ? { partner: provider, relationship: own && aRelationship(own), blocked: false }
            : undefined,
          accepted: c.agreementAccepted ? anAcceptedAgreement() : undefined,
          blocked: false,
          agreement: anAgreement(),
          confirmationDays: 30,
        }
        const { digest, outcome: full } = shownTo(facts, member, table, now)
        const choice = choiceOf(c.asked, c.choice)
        const agreement = { version: '2026-01', firstName: 'Carla', lastName: 'Haddad', email: 'c@contoso.example' }
        const decidedAt = later(c.minutes * 60_000)
        const request = { generation: 1, digest, agreement, adminPrivileges: choice }
        if (!full) {
          expect(refusalOf(() => accept(facts, request, member, decidedAt))).toBe('relationship-exists')
          return
        }
        const made = accept(facts, request, member, decidedAt)
        const data = made.relationships[0].events.find(({ name }) => name === 'relationship.established')?.data
        const terms = made.invitation.granted === undefined ? c.asked : made.invitation.granted
        const shown = { ...facts, provider: facts.provider && { ...facts.provider, partner: provider } }
        const outcome = outcomeOf(shown, isProven(facts.invitation, member), terms, now)

        // a full yes is exactly what the page showed
        if (choice === undefined) expect(full).toMatchObject(outcome)
        expect(data).toMatchObject({ status: outcome.relationships[0].status })
        expect(data && 'adminPrivileges' in data ? data.adminPrivileges : undefined).toEqual(
          outcome.adminPrivileges ?? undefined,
        )
        for (const { partnerId, status } of outcome.relationships) {
          const change = made.relationships.find(({ after }) => after.partnerId === partnerId)
          expect((change?.after ?? facts.provider?.relationship)?.status).toBe(status)
        }
        const { after } = made.relationships[0]
        if (!outcome.adminPrivileges) {
          expect(after.adminPrivileges).toEqual(
            c.relationship?.status === 'removed' ? null : (c.relationship?.adminPrivileges ?? null),
          )
          return
        }
        const held = renewalOf(outcome.adminPrivileges).after
        if (outcome.adminPrivileges.begins === 'confirmation') {
          expect((after.withheld?.roles ?? []).toSorted()).toEqual(rolesAfter(outcome.adminPrivileges))
          expect(after.withheld?.endsAt).toBe(held?.endsAt)
        } else {
          const live = livePrivileges(after.adminPrivileges, decidedAt)
          expect(live && { roles: live.roles.toSorted(), endsAt: live.endsAt, autoExtend: live.autoExtend }).toEqual(
            held,
          )
        }
      }),
    )
  })

  const asked: Terms = { roles: ['SS', 'US'], duration: 'P90D', autoExtend: 'PT0S' }
  const factsOf = (
    adminPrivileges: Terms | null,
    relationship: Relationship | undefined,
    accepted: AcceptanceFacts['accepted'] = anAcceptedAgreement(),
  ) => ({
    invitation: anInvitation({ adminPrivileges }),
    partner: aPartner(),
    relationship,
    accepted,
    blocked: false,
    agreement: anAgreement(),
    confirmationDays: 30,
  })
  const renewing = (choice: null | Partial<Terms>) => {
    const facts = factsOf(asked, aRelationship({ adminPrivileges: grantPrivileges(asked, asked, later(-80 * day)) }))
    const { digest } = shownTo(facts, aMember(), table, now)
    return accept(facts, { generation: 1, digest, adminPrivileges: choice }, aMember(), now).relationships[0]
  }

  test.each([
    ['nothing', null],
    ['no role', { roles: [] }],
  ])('a renewal that grants %s ends the privileges and keeps the relationship', (_, choice) => {
    const { after, events } = renewing(choice)
    expect(after).toMatchObject({ status: 'active', adminPrivileges: { state: 'revoked' } })
    expect(livePrivileges(after.adminPrivileges, now)).toBeNull()
    expect(events.map(({ name }) => name)).toEqual(['relationship.established', 'admin-privileges.revoked'])
  })

  test('privileges that wait for a confirmation begin once the invited organisation accepts, and the page says so', () => {
    const waiting = grantOf(asked, asked, later(-10 * day))
    const facts = factsOf(null, aRelationship({ status: 'unconfirmed', withheld: waiting }))
    const { digest, outcome } = shownTo(facts, aMember(), table, now)
    expect(outcome?.adminPrivileges).toMatchObject({
      added: asked.roles,
      endsAt: { before: null, after: waiting.endsAt },
      begins: 'now',
    })
    const { after, events } = accept(facts, { generation: 1, digest }, aMember(), now).relationships[0]
    expect(livePrivileges(after.adminPrivileges, now)).toMatchObject({ roles: asked.roles, endsAt: waiting.endsAt })
    expect(events.map(({ name }) => name)).toEqual(['relationship.established', 'admin-privileges.granted'])
  })

  test('a customer that is asked for nothing has nothing to decide', () => {
    const facts = factsOf(null, aRelationship())
    expect(shownTo(facts, aMember(), table, now).outcome).toBeNull()
    expect(shownTo({ ...facts, accepted: undefined }, aMember(), table, now).outcome?.decidable).toEqual(['agreement'])
  })

  test('names the parts that the member may decide', () => {
    const facts = { ...factsOf(asked, undefined), accepted: undefined }
    const decidable = (roles: string[]) =>
      shownTo(facts, aMember({ directoryRoles: roles }), table, now).outcome?.decidable
    expect(decidable([globalAdministrator])).toEqual(['relationship', 'agreement', 'privileges'])
    expect(decidable(['fc8ad4e2-40e4-4724-8317-bcda7503ecbf'])).toEqual(['privileges'])
    expect(shownTo(facts, undefined, table, now).outcome?.decidable).toEqual([])
  })

  test('the digest of an organisation without a relationship does not do for a renewal', () => {
    const facts = factsOf(asked, aRelationship())
    const { digest } = shownTo({ ...facts, relationship: undefined }, undefined, table, now)
    expect(refusalOf(() => accept(facts, { generation: 1, digest }, aMember(), now))).toBe('content-changed')
  })

  test('a page counts for a day, and never before it was shown', () => {
    const digest = `${now.getTime().toString(36)}.hash`
    expect(shownAt(digest, now)).toEqual(now)
    expect(shownAt(digest, later(day))).toEqual(now)
    expect(shownAt(digest, later(day + 1))).toBeUndefined()
    expect(shownAt(digest, later(-60_001))).toBeUndefined()
    for (const wrong of ['', '.', 'hash', `.${'a'.repeat(43)}`, 'zzzzzzzzzz.hash', '-1.hash'])
      expect(shownAt(wrong, now)).toBeUndefined()
  })
})
