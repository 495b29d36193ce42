import { describe, expect, test } from 'vitest'
import { grantOf, grantPrivileges, type Terms } from '../../shared/domain/admin-privileges.ts'
import {
  establish,
  type RelationshipMove,
  type RelationshipStatus,
  relationshipChainId,
  relationshipMoveNames,
  relationshipMoves,
  relationshipStatuses,
  responsibleForSupport,
} from '../../shared/domain/relationship.ts'
import { aRelationship, contoso, day, fabrikam, frozen, later, now } from './builders.ts'
import { gridCells } from './grid.ts'

describe('the life of a relationship', () => {
  const life = gridCells(`
                        none         unconfirmed  active                removed
    establish           active       active       active                active
    establish-unproven  unconfirmed  unconfirmed  active                unconfirmed
    confirm             !not-found   active       !relationship-exists  !not-found
    refuse              !not-found   removed      !relationship-exists  !not-found
    lapse               !not-found   removed      !relationship-exists  !not-found
    withdraw            !not-found   removed      !relationship-exists  !not-found
    remove              !not-found   removed      removed               !not-found
  `)

  test('is told for every move and every state', () => {
    expect(new Set(life.map(({ row }) => row))).toEqual(new Set(relationshipMoveNames))
    expect(new Set(life.map(({ column }) => column))).toEqual(new Set(relationshipStatuses))
  })

  test.each(life)('$row of $column: $cell', ({ row, column, cell }) => {
    const outcome = relationshipMoves[row as RelationshipMove][column as RelationshipStatus]
    expect(outcome).toBe(cell.replace('!', ''))
  })

  test('hangs its events on the pair, so that there is one chain for each', () => {
    expect(relationshipChainId(aRelationship())).toBe(`relationship/${fabrikam}/${contoso}`)
  })
})

describe('an accepted invitation', () => {
  const asked: Terms = { roles: ['SS', 'US'], duration: 'P90D', autoExtend: 'PT0S' }
  const terms: Terms = { roles: ['SS'], duration: 'P30D', autoExtend: 'PT0S' }
  const granted = grantPrivileges(terms, asked, now)
  const old = grantPrivileges(asked, asked, later(-80 * day))
  const facts = {
    partnerId: fabrikam,
    customerId: contoso,
    name: 'contoso.example',
    typedName: 'Contoso Ltd',
    provenDomain: 'contoso.example',
    country: 'AE',
    cloud: 'public' as const,
    partnerName: 'Fabrikam',
    partnerDomain: 'fabrikam.example',
    invitationId: '01950000-0000-7000-8000-000000000001',
    agreementVersion: '2026-01',
    customerContact: { name: 'Nora', email: 'nora@contoso.example', locale: 'en' as const },
  }

  const byPartner = { name: 'Contoso Ltd', nameSource: 'partner', typedName: undefined }

  test('makes a new customer active, with the privileges that were granted', () => {
    expect(establish(undefined, facts, 'active', { adminPrivileges: granted }, now)).toEqual({
      ...facts,
      ...byPartner,
      status: 'active',
      version: 1,
      head: { seq: 0, hash: '' },
      since: now.toISOString(),
      openSubscriptions: {},
      adminPrivileges: granted,
    })
  })

  test('of an organisation that is not proven waits for the partner and holds no privileges', () => {
    const made = establish(undefined, facts, 'unconfirmed', { withheld: grantOf(terms, asked, now) }, now)
    expect(made).toMatchObject({ status: 'unconfirmed', version: 1, adminPrivileges: null })
    expect(made.withheld).toEqual(grantOf(terms, asked, now))
  })

  test('without privileges makes the relationship all the same', () => {
    const made = establish(undefined, facts, 'active', {}, now)
    expect(made).toMatchObject({ status: 'active', adminPrivileges: null })
  })

  test('of an existing customer renews the privileges and keeps name, start and chain', () => {
    const existing = frozen(aRelationship({ adminPrivileges: old, openSubscriptions: { 'azure-plan': 2 } }))
    expect(establish(existing, facts, 'active', { adminPrivileges: granted }, now)).toEqual({
      ...existing,
      ...facts,
      name: 'Contoso',
      typedName: undefined,
      since: existing.since,
      version: existing.version + 1,
      head: existing.head,
      adminPrivileges: granted,
    })
  })

  test.each([
    ['that asks for privileges', { adminPrivileges: granted }],
    ['that asks for none', undefined],
  ])('by an invitation %s withdraws the request to end the relationship', (_, privileges) => {
    const existing = frozen(aRelationship({ endRequestedAt: now.toISOString() }))
    expect(establish(existing, facts, 'active', privileges, now).endRequestedAt).toBeUndefined()
  })

  test('of an existing customer who was asked for nothing changes the invitation and the agreement only', () => {
    const existing = aRelationship({ adminPrivileges: old })
    const { invitationId, agreementVersion } = facts
    expect(establish(existing, facts, 'active', undefined, now)).toEqual({
      ...existing,
      invitationId,
      agreementVersion,
      version: existing.version + 1,
    })
  })

  test.each([
    ['active', { adminPrivileges: granted, withheld: undefined }],
    ['unconfirmed', { adminPrivileges: null, withheld: grantOf(terms, asked, now) }],
  ] as const)('of a removed customer starts again, %s, on the same chain', (status, privileges) => {
    const existing = aRelationship({ status: 'removed', adminPrivileges: old, openSubscriptions: { software: 1 } })
    expect(establish(existing, facts, status, privileges, now)).toEqual({
      ...facts,
      ...(status === 'active' ? byPartner : { nameSource: 'verified' }),
      status,
      version: existing.version + 1,
      head: existing.head,
      since: now.toISOString(),
      openSubscriptions: {},
      ...privileges,
    })
  })
})

describe('the responsibility for support', () => {
  const at = now.toISOString()
  test.each([
    ['active', undefined, true],
    ['unconfirmed', undefined, false],
    ['active', { partner: at }, true],
    ['active', { customer: at }, true],
    ['active', { partner: at, customer: at }, false],
    ['removed', undefined, false],
  ] as const)('%s, agreed to end by %j: %s', (status, responsibilityEndedBy, responsible) => {
    expect(responsibleForSupport(aRelationship({ status, responsibilityEndedBy }), now)).toBe(responsible)
  })

  test('ends on the later of the two days, at the very millisecond', () => {
    const responsibilityEndedBy = { partner: later(day).toISOString(), customer: later(2 * day).toISOString() }
    const relationship = aRelationship({ responsibilityEndedBy })
    expect(responsibleForSupport(relationship, later(2 * day - 1))).toBe(true)
    expect(responsibleForSupport(relationship, later(2 * day))).toBe(false)
  })

  test('stays when the privileges go', () => {
    expect(responsibleForSupport(aRelationship({ adminPrivileges: null }), now)).toBe(true)
  })
})
