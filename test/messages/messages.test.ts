import { describe, expect, expectTypeOf, it } from 'vitest'
import { adminRoles } from '../../shared/domain/admin-roles.ts'
import { en, type Messages } from '../../shared/messages/en.ts'
import { countryName, formatDate, formatDateTime } from '../../shared/messages/formats.ts'
import { messagesOf, pickLocale } from '../../shared/messages/messages.ts'
import { tr } from '../../shared/messages/tr.ts'
import { endsWithName, faults, texts, unfit } from './texts.ts'

describe('the words', () => {
  it('say everything in Turkish too, with the same placeholders, each standing bare', () => {
    expect(texts(en).size).toBeGreaterThan(150)
    expect(faults(en, tr)).toEqual([])
  })

  it('are watched: each kind of fault is found', () => {
    const { heading } = tr.invitationMail
    const mail = (change: object) => ({ ...tr, invitationMail: { ...tr.invitationMail, ...change } })
    expect(faults(en, mail({ button: en.invitationMail.button }))).toEqual(['invitationMail.button: not translated'])
    expect(faults(en, mail({ button: ' ' }))).toEqual(['invitationMail.button: missing'])
    expect(faults(en, mail({ heading: () => 'Bayiniz olmak istiyor' }))).toEqual([
      'invitationMail.heading: other placeholders',
    ])
    expect(faults(en, mail({ heading: (v: { partner: string }) => `${heading(v)} ${v.partner}'nin` }))).toEqual([
      'invitationMail.heading: something is glued on to a placeholder',
    ])
    expect(unfit({ a: 'See www.example', b: 'Microsoft Support', c: 'fine', d: '' })).toEqual(['a', 'b', 'd'])
  })

  it('do not compile with a key missing', () => {
    expectTypeOf<Omit<Messages, 'draft'>>().not.toExtend<Messages>()
    expectTypeOf<Omit<Messages['roles'], 'GL'>>().not.toExtend<Messages['roles']>()
    expectTypeOf(tr).toEqualTypeOf(en)
  })

  it('never end a sentence with a name, which may bring a full stop of its own', () => {
    for (const table of [en, tr]) expect(endsWithName(table)).toEqual([])
    expect(endsWithName({ a: 'By «partner».', b: '«partner» asks.' })).toEqual(['a'])
  })

  it('neither name the vendor nor hold an address of the web', () => {
    expect(unfit(en)).toEqual([])
    expect(unfit(tr)).toEqual([])
  })

  it.each(adminRoles)('describe $name under its official name, with what it allows and what not', ({ code, name }) => {
    expect(en.roles[code].name).toBe(name)
    expect(en.roles[code].allows).toMatch(/^Can .*\.$/)
    for (const locale of ['en', 'tr'] as const) {
      const role = messagesOf(locale).roles[code]
      expect(role.allows.length).toBeLessThan(135)
      expect(role.notIncluded.length).toBeLessThan(100)
      expect(role.notIncluded).toMatch(/\.$/)
    }
  })

  it('give no two roles the same name', () => {
    for (const { roles } of [en, tr])
      expect(new Set(Object.values(roles).map((r) => r.name)).size).toBe(adminRoles.length)
  })
})

describe('the language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['tr', 'tr'],
    ['TR-tr,tr;q=0.9,en;q=0.8', 'tr'],
    ['de-DE, tr;q=0.3, en;q=0.7', 'en'],
    ['en;q=0.1,tr;q=0.2', 'tr'],
    ['tr;q=0,de', 'en'],
    ['tr;q=nonsense', 'en'],
    ['*', 'en'],
    ['trash', 'en'],
  ] as const)('of a reader who accepts %j is %s', (header, locale) => {
    expect(pickLocale(header, 'en')).toBe(locale)
  })

  it('falls back to what the caller says', () => {
    expect(pickLocale('de', 'tr')).toBe('tr')
  })
})

describe('dates and countries', () => {
  const at = new Date('2026-10-30T23:05:00Z')

  it('are written out in both languages, in UTC, with the zone shown', () => {
    expect(formatDateTime('en', at)).toBe('30 October 2026 at 23:05 UTC')
    expect(formatDateTime('tr', at)).toBe('30 Ekim 2026 23:05 UTC')
    expect(formatDate('en', at)).toBe('30 October 2026')
    expect(formatDate('tr', at)).toBe('30 Ekim 2026')
    expect(countryName('en', 'DE')).toBe('Germany')
    expect(countryName('tr', 'DE')).toBe('Almanya')
  })
})
