import { describe, expect, test } from 'vitest'
import { type AcceptanceFacts, type AcceptRequest, accept, decline, isProven } from '../../shared/domain/acceptance.ts'
import { shownDigest } from '../../shared/domain/outcome.ts'
import type { Member } from '../../shared/domain/people.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import {
  aDecided,
  aDraft,
  aMember,
  anAcceptedAgreement,
  anAgreement,
  anInvitation,
  aPartner,
  aRelationship,
  aRevoked,
  contoso,
  day,
  fabrikam,
  frozen,
  later,
  now,
  refusalOf,
} from './builders.ts'

const carla = aMember()
const signature = { version: '2026-01', firstName: 'Carla', lastName: 'Haddad', email: 'carla@contoso.example' }

/** Carla reads the invitation and says yes; a test changes what it is about. The digest is that of what was shown. */
function acceptance(
  change: {
    facts?: Partial<AcceptanceFacts>
    request?: Partial<AcceptRequest>
    member?: Partial<Member>
    at?: Date
  } = {},
) {
  const facts: AcceptanceFacts = {
    invitation: anInvitation(),
    partner: aPartner(),
    relationship: undefined,
    accepted: undefined,
    blocked: false,
    agreement: anAgreement(),
    confirmationDays: 30,
    ...change.facts,
  }
  const member = aMember(change.member)
  const at = change.at ?? now
  const proven = isProven(facts.invitation, member)
  const digest = shownDigest({ ...facts, partner: facts.partner ?? aPartner(), provider: undefined }, proven, at)
  const request = { generation: 1, digest, agreement: signature, ...change.request }
  return accept(frozen(facts), frozen(request), member, at)
}
const refusal = (change: Parameters<typeof acceptance>[0]) => refusalOf(() => acceptance(change))
const eventsOf = (made: ReturnType<typeof acceptance>) => made.relationships[0].events.map(({ name }) => name)

describe('a yes is refused', () => {
  // in the order in which people hear of them: each refusal comes before all that stand below it
  const faults: [string, string, Parameters<typeof acceptance>[0]][] = [
    ['with an older link', 'link-superseded', { request: { generation: 0 } }],
    ['when the time is over', 'invitation-expired', { at: later(29 * day) }],
    ['when the partner is suspended', 'partner-not-active', { facts: { partner: aPartner({ status: 'suspended' }) } }],
    ['while the partner is blocked', 'customer-blocked', { facts: { blocked: true } }],
    ['from the partner itself', 'self-invitation', { member: { tenantId: fabrikam } }],
    ['from another cloud', 'cloud-mismatch', { member: { cloud: 'germany' } }],
    ['from another region', 'region-mismatch', { member: { country: 'DE' } }],
    [
      'from another organisation than was expected',
      'tenant-mismatch',
      { facts: { invitation: anInvitation({ customer: { tenantId: 'd0000000-0000-4000-8000-00000000000d' } }) } },
    ],
    ['to something else than was shown', 'content-changed', { request: { digest: 'what was shown yesterday' } }],
    ['without the agreement', 'agreement-required', { request: { agreement: undefined } }],
    ['to more than was asked', 'not-asked', { request: { adminPrivileges: { duration: 'P730D' } } }],
  ]

  test.each(faults)('%s: %s', (_, code, fault) => {
    expect(refusal(fault)).toBe(code)
  })

  const pairs = faults.flatMap((first, i) => faults.slice(i + 1).map((second) => [first, second] as const))
  test.each(pairs.map(([[a, code, first], [b, , second]]) => ({ a, b, code, first, second })))(
    '$a, rather than $b',
    ({ code, first, second }) => {
      const both = {
        facts: { ...first?.facts, ...second?.facts },
        request: { ...first?.request, ...second?.request },
        member: { ...first?.member, ...second?.member },
        at: first?.at ?? second?.at,
      }
      expect(refusal(both)).toBe(code)
    },
  )

  test.each([
    ['to a draft', { invitation: aDraft({ generation: 1 }) }, 'invitation-not-issued'],
    ['to a revoked invitation', { invitation: aRevoked() }, 'invitation-revoked'],
    ['to a declined invitation', { invitation: aDecided({ status: 'declined' }) }, 'invitation-already-decided'],
    ['to an accepted invitation', { invitation: aDecided() }, 'invitation-already-decided'],
    ['to an expired invitation', { invitation: aDecided({ status: 'expired' }) }, 'invitation-expired'],
    ['with an old link to a revoked invitation', { invitation: aRevoked({ generation: 2 }) }, 'link-superseded'],
    ['when the partner is no longer admitted', { partner: undefined }, 'partner-not-active'],
  ])('%s: %s', (_, facts, code) => {
    expect(refusal({ facts })).toBe(code)
  })

  const nothingNew: Partial<AcceptanceFacts> = {
    invitation: anInvitation({ adminPrivileges: null }),
    relationship: aRelationship(),
    accepted: anAcceptedAgreement(),
  }
  test.each<[string, Partial<AcceptanceFacts>, string]>([
    ['from a customer that is asked for nothing', {}, 'relationship-exists'],
    ['not if the partner asks for privileges', { invitation: anInvitation() }, 'none'],
    ['not if the agreement in force is not accepted yet', { accepted: undefined }, 'none'],
    [
      'not if the customer waits for a confirmation',
      { relationship: aRelationship({ status: 'unconfirmed' }) },
      'none',
    ],
    ['not if the customer was removed', { relationship: aRelationship({ status: 'removed' }) }, 'none'],
    ['not before a block is named', { blocked: true }, 'customer-blocked'],
  ])('%s', (_, facts, code) => {
    expect(refusal({ facts: { ...nothingNew, ...facts } })).toBe(code)
  })

  test('from the very millisecond at which the time is over', () => {
    expect(refusal({ at: later(29 * day - 1) })).toBe('none')
    expect(refusal({ at: later(29 * day) })).toBe('invitation-expired')
  })

  test.each([
    [undefined, 'customer-country-unknown'],
    ['CN', 'country-without-region'],
    ['US', 'region-mismatch'],
  ])('from the country %s: %s', (country, code) => {
    expect(refusal({ member: { country } })).toBe(code)
  })
})

describe('what is shown', () => {
  const shown = (
    invitation = anInvitation(),
    partner = aPartner(),
    agreement = anAgreement(),
    relationship: Relationship | undefined = undefined,
    proven = true,
    at = now,
  ) => shownDigest({ invitation, partner, agreement, relationship }, proven, at)
  const contact = aPartner().contact
  const asked = anInvitation().adminPrivileges
  const { languages } = anAgreement()

  const changes: [string, string][] = [
    ['the invitation', shown(anInvitation({ id: '01950000-0000-7000-8000-000000000002' }))],
    ['the generation', shown(anInvitation({ generation: 2 }))],
    ['the end of the time to answer', shown(anInvitation({ expiresAt: later(1).toISOString() }))],
    ['the roles', shown(anInvitation({ adminPrivileges: asked && { ...asked, roles: ['US'] } }))],
    ['the duration', shown(anInvitation({ adminPrivileges: asked && { ...asked, duration: 'P181D' } }))],
    ['the extension', shown(anInvitation({ adminPrivileges: asked && { ...asked, autoExtend: 'PT0S' } }))],
    ['whether privileges are asked', shown(anInvitation({ adminPrivileges: null }))],
    ['the partner', shown(undefined, aPartner({ id: contoso }))],
    ['the partner’s name', shown(undefined, aPartner({ name: 'Fabrikam Group' }))],
    ['the partner’s domain', shown(undefined, aPartner({ domain: 'fabrikam.test.example' }))],
    ['the partner’s country', shown(undefined, aPartner({ country: 'AE' }))],
    ['the partner’s type', shown(undefined, aPartner({ type: 'indirect-provider' }))],
    ['the contact’s name', shown(undefined, aPartner({ contact: { ...contact, name: 'Sam' } }))],
    ['the contact’s address', shown(undefined, aPartner({ contact: { ...contact, email: 'sam@fabrikam.example' } }))],
    ['the contact’s phone', shown(undefined, aPartner({ contact: { ...contact, phone: undefined } }))],
    ['the version of the agreement', shown(undefined, undefined, anAgreement({ version: '2026-02' }))],
    ['what the organisation has already', shown(undefined, undefined, undefined, aRelationship())],
    ['whether the organisation is the invited one', shown(undefined, undefined, undefined, undefined, false)],
    ...(['title', 'url', 'sha256'] as const).flatMap((field) =>
      (['en', 'tr'] as const).map((locale): [string, string] => [
        `the agreement’s ${field} in ${locale}`,
        shown(
          undefined,
          undefined,
          anAgreement({ languages: { ...languages, [locale]: { ...languages[locale], [field]: 'x' } } }),
        ),
      ]),
    ),
  ]

  test.each(changes)('has another digest when %s changes, so that a yes to the old one is refused', (_, digest) => {
    expect(digest).not.toBe(shown())
    expect(refusal({ request: { digest } })).toBe('content-changed')
  })

  test('has a digest of its own for each change', () => {
    expect(new Set(changes.map(([, digest]) => digest)).size).toBe(changes.length)
  })

  test('keeps its digest when something else changes', () => {
    expect(shown(anInvitation({ version: 9, head: { seq: 8, hash: 'x' }, viewedAt: now.toISOString() }))).toBe(shown())
    expect(shown(anInvitation({ delivery: { state: 'delivered', at: now.toISOString() } }))).toBe(shown())
    expect(shown(undefined, aPartner({ limits: { invitationsPerDay: 1 }, status: 'suspended' }))).toBe(shown())
  })
})

describe('a yes', () => {
  const facts = { invitation: anInvitation(), partner: aPartner(), agreement: anAgreement(), relationship: undefined }
  const digest = shownDigest(facts, true, now)
  const actor = { kind: 'customer', tenantId: carla.tenantId, userId: carla.userId, name: 'Carla Haddad' }
  const at = '2026-03-02T12:00:00.000Z'
  const asked = { roles: ['SS', 'US'], duration: 'P180D', autoExtend: 'P180D' }
  const adminPrivileges = {
    added: ['SS', 'US'],
    removed: [],
    kept: [],
    endsAt: { before: null, after: '2026-08-29T12:00:00.000Z' },
    autoExtend: { before: null, after: 'P180D' },
    begins: 'now',
  }

  test('decides the invitation, with the digest of what was shown and what was granted', () => {
    const { invitation, event } = acceptance()
    expect(invitation).toEqual(aDecided({ decidedAt: at }))
    expect(event).toEqual({ name: 'invitation.accepted', at, actor, data: { digest, granted: asked, adminPrivileges } })
  })

  test('makes the customer, named as the partner knows it and as it was proven', () => {
    const [{ before, after }] = acceptance().relationships
    expect(before).toBeUndefined()
    expect(after).toEqual({
      partnerId: fabrikam,
      customerId: contoso,
      status: 'active',
      version: 1,
      head: { seq: 0, hash: '' },
      name: 'Contoso Ltd',
      nameSource: 'partner',
      provenDomain: 'contoso.example',
      country: 'AE',
      cloud: 'public',
      partnerName: 'Fabrikam',
      partnerDomain: 'fabrikam.example',
      since: at,
      invitationId: anInvitation().id,
      agreementVersion: '2026-01',
      customerContact: { name: 'Carla Haddad', email: 'carla@contoso.example', locale: 'en' },
      openSubscriptions: {},
      adminPrivileges: {
        ...asked,
        state: 'active',
        asked,
        grantedAt: at,
        endsAt: '2026-08-29T12:00:00.000Z',
        dueAt: '2026-07-30T12:00:00.000Z',
        enforcement: 'recorded',
      },
    })
  })

  test('takes the proven domain for a name where the partner gave none', () => {
    const { company: _, ...recipient } = anInvitation().recipient
    const made = acceptance({ facts: { invitation: anInvitation({ recipient }) } })
    expect(made.relationships[0].after.name).toBe('contoso.example')
  })

  test('tells of the agreement, then of the relationship, then of the privileges', () => {
    expect(acceptance().relationships[0].events).toEqual([
      { name: 'agreement.accepted', at, actor, data: { version: '2026-01', sha256: 'a'.repeat(64) } },
      {
        name: 'relationship.established',
        at,
        actor,
        data: {
          invitation: anInvitation().id,
          status: 'active',
          renewed: false,
          digest,
          agreement: { version: '2026-01', language: 'en', sha256: 'a'.repeat(64) },
          adminPrivileges,
        },
      },
      {
        name: 'admin-privileges.granted',
        at,
        actor,
        data: { roles: ['SS', 'US'], endsAt: '2026-08-29T12:00:00.000Z', autoExtend: 'P180D' },
      },
    ])
  })

  test('in the last millisecond is recorded before the end', () => {
    const { invitation } = acceptance({ at: later(29 * day - 1) })
    expect(invitation.issuedAt < invitation.decidedAt && invitation.decidedAt < invitation.expiresAt).toBe(true)
  })
})

describe('a yes to the agreement', () => {
  test('is recorded with name, time and the text in the language that was shown', () => {
    const { recipient } = anInvitation()
    const turkish = anInvitation({ recipient: { ...recipient, locale: 'tr' } })
    const shown = (language: 'en' | 'tr') =>
      acceptance({ facts: { invitation: turkish }, request: { agreement: { ...signature, language } } }).agreement
    expect([shown('en')?.sha256, shown('tr')?.sha256]).toEqual(['a'.repeat(64), 'b'.repeat(64)])
    expect(acceptance().agreement).toEqual({
      ...signature,
      language: 'en',
      sha256: 'a'.repeat(64),
      acceptedAt: now.toISOString(),
      userId: carla.userId,
    })
    expect(acceptance({ facts: { invitation: turkish } }).agreement?.sha256).toBe('b'.repeat(64))
  })

  test('is given once for each version: later invitations neither need nor record it', () => {
    const accepted = anAcceptedAgreement()
    for (const agreement of [undefined, signature, { ...signature, version: '2019-01' }]) {
      const made = acceptance({ facts: { accepted }, request: { agreement } })
      expect(made.agreement).toBeUndefined()
      expect(eventsOf(made)).toEqual(['relationship.established', 'admin-privileges.granted'])
    }
  })

  test('of an older version does not count for the new one', () => {
    const accepted = anAcceptedAgreement({ version: '2025-10' })
    expect(refusal({ facts: { accepted }, request: { agreement: undefined } })).toBe('agreement-required')
    expect(acceptance({ facts: { accepted } }).agreement?.version).toBe('2026-01')
  })

  test('to another version than the current one is refused, and both are named', () => {
    const request = { agreement: { ...signature, version: '2025-10' } }
    expect(refusal({ request })).toBe('agreement-required')
    expect(() => acceptance({ request })).toThrow(/Version 2026-01 .*; got 2025-10\./)
  })
})

describe('the organisation that says yes', () => {
  const stranger = { signInName: 'nora@northwind.example' }
  const expecting = (customer: { tenantId?: string; domain?: string }) => anInvitation({ customer })

  test.each([
    ['by the domain of the recipient', anInvitation(), {}, true],
    ['by that domain in other capitals', anInvitation(), { signInName: 'Carla@CONTOSO.Example' }, true],
    ['by the domain that the partner expected', expecting({ domain: 'northwind.example' }), stranger, true],
    ['by the tenant that the partner expected', expecting({ tenantId: contoso }), stranger, true],
    ['not by another domain', anInvitation(), stranger, false],
    ['not by another domain than was expected', expecting({ domain: 'adatum.example' }), stranger, false],
    ['not by a part of the domain', anInvitation(), { signInName: 'x@sub.contoso.example' }, false],
    ['not by a longer domain', anInvitation(), { signInName: 'x@notcontoso.example' }, false],
    ['not by a domain in the name', anInvitation(), { signInName: 'contoso.example@northwind.example' }, false],
    ['not by a sign-in name that is that domain', anInvitation(), { signInName: 'contoso.example' }, false],
    ['not by no domain where none was expected', expecting({ domain: '' }), { signInName: 'carla' }, false],
    [
      'not by a letter that folds into ours',
      expecting({ domain: 'k.example' }),
      { signInName: 'x@\u212a.example' },
      false,
    ],
  ])('is proven %s', (_, invitation, member, proven) => {
    expect(isProven(invitation, aMember(member))).toBe(proven)
  })

  test('is called by its tenant where neither the partner nor the sign-in name call it anything', () => {
    const invitation = anInvitation({
      recipient: { email: 'carla@contoso.example', locale: 'en' },
      customer: { tenantId: contoso },
    })
    const [{ after }] = acceptance({ facts: { invitation }, member: { signInName: 'carla' } }).relationships
    expect(after).toMatchObject({ status: 'active', name: contoso, provenDomain: '' })
  })

  test('waits for the partner when it is not proven: no privileges, whatever was granted', () => {
    const made = acceptance({ member: stranger })
    const digest = made.event.name === 'invitation.accepted' && made.event.data.digest
    expect(made.event.data).toMatchObject({
      digest,
      withheld: anInvitation().adminPrivileges,
      adminPrivileges: { added: ['SS', 'US'], begins: 'confirmation' },
    })
    expect(made.event.data).not.toHaveProperty('granted')
    expect(made.relationships[0].after).toMatchObject({
      status: 'unconfirmed',
      provenDomain: 'northwind.example',
      name: 'northwind.example',
      nameSource: 'verified',
      typedName: 'Contoso Ltd',
      adminPrivileges: null,
      withheld: {
        ...anInvitation().adminPrivileges,
        asked: anInvitation().adminPrivileges,
        grantedAt: now.toISOString(),
        endsAt: later(180 * day).toISOString(),
      },
      lapsesAt: later(30 * day).toISOString(),
    })
    expect(eventsOf(made)).toEqual(['agreement.accepted', 'relationship.established'])
    expect(made.relationships[0].events[1]?.data).toMatchObject({ status: 'unconfirmed', renewed: false })
    expect(made.invitation.status).toBe('accepted')
  })
})

describe('the customer chooses', () => {
  const granted = (adminPrivileges: AcceptRequest['adminPrivileges']) => acceptance({ request: { adminPrivileges } })

  test('fewer roles, a shorter time, no extension', () => {
    const made = granted({ roles: ['US'], duration: 'P10D', autoExtend: 'PT0S' })
    expect(made.relationships[0].after.adminPrivileges).toMatchObject({
      roles: ['US'],
      duration: 'P10D',
      autoExtend: 'PT0S',
      endsAt: later(10 * day).toISOString(),
      asked: anInvitation().adminPrivileges,
    })
    expect(made.event.data).toMatchObject({ granted: { roles: ['US'], duration: 'P10D', autoExtend: 'PT0S' } })
  })

  test.each([
    ['nothing', null],
    ['no role', { roles: [] }],
  ])('%s: then the relationship comes without privileges', (_, choice) => {
    const made = granted(choice)
    expect(made.relationships[0].after).toMatchObject({ status: 'active', adminPrivileges: null })
    expect(eventsOf(made)).toEqual(['agreement.accepted', 'relationship.established'])
    expect(made.event.data).toMatchObject({ granted: null })
  })

  test('nothing where nothing was asked', () => {
    const made = acceptance({ facts: { invitation: anInvitation({ adminPrivileges: null }) } })
    expect(made.relationships[0].after).toMatchObject({ status: 'active', adminPrivileges: null })
  })

  test('never more than was asked', () => {
    expect(refusal({ request: { adminPrivileges: { roles: ['GL'] } } })).toBe('not-asked')
    const invitation = anInvitation({ adminPrivileges: null })
    expect(refusal({ facts: { invitation }, request: { adminPrivileges: { roles: ['SS'] } } })).toBe('not-asked')
  })
})

describe('a yes of a customer who is there already', () => {
  test('renews the privileges and leaves the rest', () => {
    const relationship = aRelationship()
    const made = acceptance({ facts: { relationship } })
    const [{ before, after, events }] = made.relationships
    expect(before).toBe(relationship)
    expect(after).toMatchObject({ status: 'active', since: relationship.since, name: 'Contoso', version: 5 })
    expect(after.adminPrivileges?.roles).toEqual(['SS', 'US'])
    expect(events[1]?.data).toMatchObject({ renewed: true })
  })

  test('but was removed begins anew', () => {
    const made = acceptance({ facts: { relationship: aRelationship({ status: 'removed' }) } })
    expect(made.relationships[0].after).toMatchObject({ since: now.toISOString(), name: 'Contoso Ltd', version: 5 })
    expect(made.relationships[0].events[1]?.data).toMatchObject({ renewed: false })
  })
})

describe('a no', () => {
  const no = (
    change: { invitation?: Parameters<typeof anInvitation>[0]; generation?: number; member?: Partial<Member> } = {},
    at = now,
  ) =>
    decline(
      { invitation: frozen(anInvitation(change.invitation)) },
      { generation: change.generation ?? 1, reason: 'Not now.' },
      aMember(change.member),
      at,
    )

  test('decides the invitation and keeps the reason', () => {
    const { invitation, event } = no()
    expect(invitation).toEqual(aDecided({ status: 'declined', decidedAt: now.toISOString() }))
    expect(event).toMatchObject({
      name: 'invitation.declined',
      actor: { kind: 'customer', tenantId: contoso },
      data: { reason: 'Not now.' },
    })
  })

  test.each([
    ['with an older link', refusalOf(() => no({ generation: 0 })), 'link-superseded'],
    ['in the last millisecond', refusalOf(() => no({}, later(29 * day - 1))), 'none'],
    ['when the time is over', refusalOf(() => no({}, later(29 * day))), 'invitation-expired'],
    [
      'by a stranger to whom it was forwarded',
      refusalOf(() => no({ member: { signInName: 'x@northwind.example' } })),
      'tenant-mismatch',
    ],
    [
      'by the tenant that was expected',
      refusalOf(() =>
        no({ invitation: { customer: { tenantId: contoso } }, member: { signInName: 'x@northwind.example' } }),
      ),
      'none',
    ],
    [
      'by a stranger with an older link',
      refusalOf(() => no({ generation: 2, member: { signInName: 'x@northwind.example' } })),
      'link-superseded',
    ],
  ])('%s', (_, code, expected) => {
    expect(code).toBe(expected)
  })

  test.each([
    [aRevoked(), 'invitation-revoked'],
    [aDecided(), 'invitation-already-decided'],
    [aDecided({ status: 'declined' }), 'invitation-already-decided'],
    [aDecided({ status: 'expired' }), 'invitation-expired'],
  ] as const)('to an invitation that is $status already is refused', (invitation, code) => {
    expect(refusalOf(() => decline({ invitation }, { generation: 1 }, carla, now))).toBe(code)
  })
})
