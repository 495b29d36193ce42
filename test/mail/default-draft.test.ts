import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../../shared/domain/locale.ts'
import { checkMessage, type Message, messageSchema } from '../../shared/domain/message.ts'
import { type DraftFacts, defaultDraft } from '../../shared/mail/default-draft.ts'
import { signed } from '../../shared/mail/signature.ts'
import { messagesOf } from '../../shared/messages/messages.ts'

const facts: DraftFacts = {
  locale: 'en',
  partner: { name: 'Fabrikam' },
  provider: undefined,
  recipient: { name: 'Carla Haddad', company: 'Contoso' },
  adminPrivileges: true,
}

// what link-of.ts allows is 1900: a draft that names only the reseller leaves room for the partner's own words
const limits = { alone: 1700, withProvider: 1900 }
const dearest = 'ş'.repeat(32)
const address = `${'a'.repeat(64)}@${'b'.repeat(55)}.example`
const link = `https://liaison.example/accept#i=${'A'.repeat(107)}`

/** The length of the mailto: address by which a mail program opens the message. */
const mailtoLength = ({ subject, text }: Message) =>
  `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(
    text.replace('{link}', link).replaceAll('\n', '\r\n'),
  )}`.length

const variants = locales.flatMap((locale) =>
  [true, false].flatMap((adminPrivileges) =>
    [undefined, { name: 'Litware' }].map((provider) => ({ locale, adminPrivileges, provider })),
  ),
)

describe('the default draft', () => {
  it.each(variants)(
    'holds the link once and passes the rules for messages: $locale, privileges $adminPrivileges, provider $provider.name',
    (v) => {
      const draft = defaultDraft({ ...facts, ...v })
      expect(messageSchema.parse(draft)).toEqual(draft)
      expect(checkMessage(draft, 'fabrikam.example')).toBe(draft)
      expect(draft.subject).toContain('Fabrikam')
      for (const name of ['Carla Haddad', 'Fabrikam']) expect(draft.text).toContain(name)
    },
  )

  it.each(variants)(
    'fits into a mailto: address with the longest names: $locale, privileges $adminPrivileges, provider $provider.name',
    (v) => {
      expect([address.length, link.length]).toEqual([128, 140])
      const partner = { name: dearest }
      const unsigned = defaultDraft({
        ...v,
        partner,
        provider: v.provider && { name: dearest },
        recipient: { name: dearest, company: dearest },
      })
      const draft = signed(unsigned, dearest)
      const limit = v.provider ? limits.withProvider : limits.alone
      expect(mailtoLength(draft)).toBeLessThan(limit)
      expect(mailtoLength({ ...draft, text: `${draft.text}${dearest}${dearest}${dearest}` })).toBeGreaterThan(limit)
    },
  )

  it.each(locales)('names the reseller and its provider in subject and text: %s', (locale) => {
    const provider = { name: 'Litware' }
    const draft = defaultDraft({ ...facts, locale, provider })
    for (const part of [draft.subject, draft.text])
      for (const name of ['Fabrikam', 'Litware']) expect(part).toContain(name)
    expect(draft.text).toContain(messagesOf(locale).channel.draftPrivileges)
    const [opening] = draft.text.split('\n').filter((line) => line.includes('Litware'))
    expect(opening).toContain('Fabrikam')
  })

  it('tells whether admin privileges are asked for', () => {
    for (const locale of locales)
      expect(defaultDraft({ ...facts, locale }).text).not.toBe(
        defaultDraft({ ...facts, locale, adminPrivileges: false }).text,
      )
  })

  it('greets the person, else the company, else nobody', () => {
    const greeting = (recipient: DraftFacts['recipient']) => defaultDraft({ ...facts, recipient }).text.split('\n')[0]
    expect(greeting({ name: 'Carla', company: 'Contoso' })).toBe('Hello Carla,')
    expect(greeting({ company: 'Contoso' })).toBe('Hello Contoso,')
    expect(greeting({})).toBe('Hello,')
  })

  it('stays sendable with names that read as links or placeholders', () => {
    for (const name of [
      'Kuzey Ltd.Şti.',
      'Evil.com',
      '{link}',
      'a@evil.example',
      'https://evil.example',
      'www.1',
      'mailto:x',
    ]) {
      const unsigned = defaultDraft({ ...facts, partner: { name }, provider: { name }, recipient: { name } })
      const draft = signed(unsigned, name)
      expect(() => checkMessage(draft, 'fabrikam.example'), name).not.toThrow()
    }
    expect(defaultDraft({ ...facts, recipient: { name: 'Kuzey A.Ş.' } }).text).toContain('Hello Kuzey A.Ş.,')
    expect(() => checkMessage({ subject: 'Kuzey Ltd.Şti.', text: '{link}' }, 'fabrikam.example')).toThrow()
  })

  it('stays sendable with any name at all', () => {
    const piece = fc.constantFrom('{link}', '://', 'www.', 'mailto:', '.', '@', 'com', ':', '\r\n', '\u202e', '\u2028')
    const name = fc
      .array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 8 })
      .map((p) => p.join(''))
    fc.assert(
      fc.property(name, name, name, fc.constantFrom(...locales), (a, b, c, locale) => {
        const names = { partner: { name: a }, provider: { name: c }, recipient: { name: c } }
        const draft = signed(defaultDraft({ ...facts, ...names, locale }), b)
        checkMessage(draft, 'fabrikam.example')
        expect(draft.subject).not.toMatch(/[\r\n\u2028\u202e]/)
      }),
      { numRuns: 500 },
    )
  })

  it('is signed by the person who sends it, in a paragraph of its own; without one it stays as it is', () => {
    const draft = defaultDraft(facts)
    expect(signed(draft, 'Selin Kaya')).toEqual({ ...draft, text: `${draft.text}\n\nSelin Kaya` })
    expect(signed(draft, undefined)).toBe(draft)
  })
})
