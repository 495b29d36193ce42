import { describe, expect, test } from 'vitest'
import { nameAtAcceptance, nameOnceConfirmed } from '../../shared/domain/customer-name.ts'
import { actorOf } from '../../shared/domain/people.ts'
import { renameCustomer } from '../../shared/domain/rename.ts'
import { aPartnerUser, aRelationship, frozen, made, now, refusalOf } from './builders.ts'

const domain = 'contoso.example'
const typed = { name: 'Contoso Ltd', nameSource: 'partner', typedName: undefined }
const verified = { name: domain, nameSource: 'verified', typedName: undefined } as const

describe("a customer's name at acceptance", () => {
  test.each([
    ['proven, typed', undefined, 'Contoso Ltd', true, typed],
    ['proven, nothing typed', undefined, undefined, true, verified],
    ['not proven, typed', undefined, 'Contoso Ltd', false, { ...verified, typedName: 'Contoso Ltd' }],
    ['not proven, nothing typed', undefined, undefined, false, verified],
    ['proven, the domain typed', undefined, domain, true, verified],
    ['proven later, typed then', { ...verified, typedName: 'Adatum' }, 'Contoso Ltd', true, typed],
    ['proven later, typed before', { ...verified, typedName: 'Contoso Ltd' }, undefined, true, typed],
    ['known by a name of the partner', { ...typed, nameSource: 'partner' }, 'Adatum', true, typed],
  ] as const)('%s', (_, present, company, proven, expected) => {
    expect(nameAtAcceptance(present, domain, company, proven)).toEqual(expected)
  })

  test('is the typed company once the partner confirms, unless the partner has renamed it', () => {
    expect(nameOnceConfirmed({ ...verified, typedName: 'Contoso Ltd' })).toEqual(typed)
    expect(nameOnceConfirmed(verified)).toEqual(verified)
    const waiting = aRelationship({ ...verified, typedName: 'Adatum', status: 'unconfirmed' })
    expect(
      nameOnceConfirmed(made(renameCustomer(waiting, 'Contoso', actorOf('partner', aPartnerUser()), now)).after),
    ).toMatchObject({
      name: 'Contoso',
      nameSource: 'partner',
    })
  })
})

describe('a rename', () => {
  const ada = actorOf('partner', aPartnerUser())

  test('is an event with both names', () => {
    const { after, events } = made(renameCustomer(frozen(aRelationship(verified)), 'Contoso', ada, now))
    expect(after).toMatchObject({ name: 'Contoso', nameSource: 'partner', version: 5 })
    expect(events).toMatchObject([{ name: 'relationship.renamed', data: { name: 'Contoso', previous: domain } }])
  })

  test('to the same name writes nothing; after the removal it is refused', () => {
    expect(renameCustomer(aRelationship(), 'Contoso', ada, now)).toBeUndefined()
    expect(refusalOf(() => renameCustomer(aRelationship({ status: 'removed' }), 'X', ada, now))).toBe(
      'relationship-not-active',
    )
  })
})
