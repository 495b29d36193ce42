import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  country,
  domainName,
  domainOf,
  email,
  line,
  maskAddress,
  name,
  paragraph,
  reference,
  uuid,
} from '../../shared/domain/text.ts'
import { holds } from './property.ts'

/** What a schema makes of a text; undefined where it refuses. */
const read = (schema: { safeParse: (text: unknown) => { data?: unknown } }, text: unknown) =>
  schema.safeParse(text).data

// what nobody sees, and what turns the reading direction: one of each kind
const invisible = {
  NUL: '\u0000',
  escape: '\u001b',
  delete: '\u007f',
  'next line': '\u0085',
  'soft hyphen': '\u00ad',
  'combining grapheme joiner': '\u034f',
  'Arabic letter mark': '\u061c',
  'Hangul filler': '\u3164',
  'half-width Hangul filler': '\uffa0',
  'Mongolian vowel separator': '\u180e',
  'zero-width space': '\u200b',
  'zero-width non-joiner': '\u200c',
  'zero-width joiner': '\u200d',
  'left-to-right mark': '\u200e',
  'right-to-left mark': '\u200f',
  'line separator': '\u2028',
  'paragraph separator': '\u2029',
  'right-to-left embedding': '\u202b',
  'right-to-left override': '\u202e',
  'word joiner': '\u2060',
  'invisible times': '\u2062',
  'left-to-right isolate': '\u2066',
  'pop isolate': '\u2069',
  'inhibit symmetric swapping': '\u206a',
  'blank Braille': '\u2800',
  'byte order mark': '\ufeff',
  'annotation anchor': '\ufff9',
  'a tag letter': '\u{e0041}',
  'a variation selector': '\u{e0100}',
  'half a surrogate pair': '\ud83d',
  'the other half': '\ude00',
}

describe('a name', () => {
  test.each([
    'Fabrikam',
    'Ünal & Söhne GmbH',
    'İş Çözümleri A.Ş.',
    "O'Brien – Sons (EU) #1",
    '株式会社コントソ',
    'مؤسسة كونتوسو',
    'Ελλάδα',
    'नमस्ते',
    'Łódź 😀',
  ])('may be %s', (text) => {
    expect(read(name, text)).toBe(text)
  })

  test.each([
    ['ASCII letters', 'a', 64],
    ['letters of two bytes', 'ş', 32],
    ['letters of three bytes', '株', 21],
    ['emoji of four bytes', '😀', 16],
  ])('is measured in bytes, not in characters: %s', (_, character, most) => {
    expect(read(name, character.repeat(most))).toBe(character.repeat(most))
    expect(read(name, character.repeat(most + 1))).toBeUndefined()
  })

  test('is composed before it is measured and kept: what looks the same is the same', () => {
    expect(read(name, 'Ado\u0308be'.repeat(8))).toBe('Ad\u00f6be'.repeat(8))
    expect(read(name, 'o\u0308'.repeat(32))).toBe('\u00f6'.repeat(32))
    expect(read(name, '\u212bngstr\u00f6m')).toBe('\u00c5ngstr\u00f6m')
  })

  test('is trimmed, and never empty', () => {
    expect(read(name, '  Contoso\u00a0\n')).toBe('Contoso')
    for (const blank of ['', '   ', '\t\n', '\u00a0', '\u3000', '\ufeff']) expect(read(name, blank)).toBeUndefined()
  })

  test.each(Object.entries(invisible))('holds no %s', (_, character) => {
    expect(read(name, `Con${character}toso`)).toBeUndefined()
  })

  test.each(['Con\ntoso', 'Con\rtoso', 'Con\ttoso', 'Con\r\nBcc: x'])('is one line: %j', (text) => {
    expect(read(name, text)).toBeUndefined()
  })

  test('is text and nothing else', () => {
    for (const value of [undefined, null, 5, true, [], ['Contoso'], {}, { toString: 'Contoso' }])
      expect(read(name, value)).toBeUndefined()
  })

  test('stays as it is when it is read again', () => {
    holds(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const once = read(name, text)
        if (once !== undefined) expect(read(name, once)).toBe(once)
      }),
    )
  })

  test('of a reference has at most 32 bytes, of any line as many as were said', () => {
    expect(read(reference, 'x'.repeat(32))).toHaveLength(32)
    expect(read(reference, 'x'.repeat(33))).toBeUndefined()
    expect([read(line(1), 'x'), read(line(1), 'ş')]).toEqual(['x', undefined])
  })
})

describe('a paragraph', () => {
  const text = paragraph(100)

  test('keeps its lines and tabs, with one kind of line break', () => {
    expect(read(text, 'one\r\ntwo\rthree\n\n\tfour\n')).toBe('one\ntwo\nthree\n\n\tfour')
  })

  test('may hold emoji in colour', () => {
    expect(read(text, 'thank you ❤\ufe0f')).toBe('thank you ❤\ufe0f')
  })

  test.each(Object.entries(invisible))('holds no %s', (_, character) => {
    expect(read(text, `one${character}two`)).toBeUndefined()
  })

  test('is measured in bytes after its line breaks are made one', () => {
    expect(read(text, `${'ş'.repeat(49)}\r\nx`)).toHaveLength(51)
    expect(read(text, 'ş'.repeat(51))).toBeUndefined()
    expect(read(text, ' \n ')).toBeUndefined()
  })
})

describe('an e-mail address', () => {
  test.each([
    ['it@contoso.example', 'it@contoso.example'],
    ['  It.Desk+Cloud@Contoso.EXAMPLE ', 'it.desk+cloud@contoso.example'],
    ["o'brien_7@a-b.c.example", "o'brien_7@a-b.c.example"],
    ['x@xn--mnchen-3ya.example', 'x@xn--mnchen-3ya.example'],
  ])('%j is read as %s', (text, address) => {
    expect(read(email, text)).toBe(address)
  })

  test.each([
    ['a Kelvin sign for k, in the name', 'mi\u212ae@contoso.example'],
    ['a Kelvin sign for k, in the domain', 'ada@fabri\u212aam.example'],
    ['a long s for s', 'ada@conto\u017fo.example'],
    ['a dotless i', 'm\u0131ke@contoso.example'],
    ['a dotted capital I', 'M\u0130KE@contoso.example'],
    ['a Cyrillic a', 'c\u0430rla@contoso.example'],
    ['a Greek o', 'it@cont\u03bfso.example'],
    ['full-width letters', '\uff49\uff54@contoso.example'],
    ['a full-width at sign', 'it\uff20contoso.example'],
    ['an ideographic full stop', 'it@contoso\u3002example'],
    ['an umlaut in the domain', 'it@m\u00fcnchen.example'],
    ['a zero-width space', 'it\u200b@contoso.example'],
    ['a soft hyphen', 'it\u00ad@contoso.example'],
    ['a combining mark', 'it\u0301@contoso.example'],
  ])('with %s is refused, never folded into another address', (_, text) => {
    expect(read(email, text)).toBeUndefined()
  })

  test.each([
    '',
    '@',
    'it',
    'it@',
    '@contoso.example',
    'it@contoso',
    'it@contoso.e',
    'it@contoso.example.',
    'it@.contoso.example',
    'it@contoso..example',
    'it@-contoso.example',
    '.it@contoso.example',
    'it.@contoso.example',
    'i..t@contoso.example',
    'i t@contoso.example',
    'it@@contoso.example',
    'it@evil.example@contoso.example',
    'it@[127.0.0.1]',
    'it@127.0.0.1',
    '"it"@contoso.example',
    'IT <it@contoso.example>',
    'it(desk)@contoso.example',
    'it@contoso.example,eve@evil.example',
    'it@contoso.example;eve@evil.example',
    'it@contoso.example\r\nBcc: eve@evil.example',
    'it@contoso.example%0aBcc:eve@evil.example',
    'it%eve@contoso.example',
    'it\\@contoso.example',
    'it@contoso.example\u0000',
  ])('%j is none', (text) => {
    expect(read(email, text)).toBeUndefined()
  })

  test('has at most 128 characters', () => {
    const address = (length: number) => `${'a'.repeat(length - 16)}@contoso.example`
    expect(read(email, address(128))).toHaveLength(128)
    expect(read(email, address(129))).toBeUndefined()
  })

  test('that is read at all is lower-case ASCII with one at sign', () => {
    const odd = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
    const almost = fc.tuple(
      odd,
      fc.constantFrom('@', 'a@b', '@a.', '.'),
      odd,
      fc.constantFrom('', '.example', 'k.EXAMPLE'),
    )
    holds(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          almost.map((parts) => parts.join('')),
        ),
        (text) => {
          const address = read(email, text)
          if (address !== undefined) expect(address).toMatch(/^[\x21-\x3f\x5b-\x7e]+@[\x21-\x3f\x5b-\x7e]+$/)
        },
      ),
    )
  })
})

describe('a domain', () => {
  test.each([
    'contoso.example',
    'a.b.c.example',
    'a-b.example',
    '1und1.example',
    'xn--mnchen-3ya.example',
    `${'a'.repeat(56)}.example`,
  ])('may be %s, in any capitals', (text) => {
    expect(read(domainName, ` ${text.toUpperCase()} `)).toBe(text)
  })

  test.each([
    '',
    'example',
    'contoso.',
    '.example',
    'contoso..example',
    'contoso.example.',
    '-contoso.example',
    'contoso-.example',
    'con_toso.example',
    'con toso.example',
    'https://contoso.example',
    'contoso.example/',
    'contoso.example:443',
    'it@contoso.example',
    '127.0.0.1',
    'contoso.1',
    'münchen.example',
    'fabri\u212aam.example',
    'cont\u043eso.example',
    `${'a'.repeat(57)}.example`,
    `${'a'.repeat(64)}.example`,
    'contoso.example\nevil.example',
  ])('is not %j', (text) => {
    expect(read(domainName, text)).toBeUndefined()
  })
})

describe('a country', () => {
  test('is two capital letters', () => {
    expect(read(country, 'TR')).toBe('TR')
    for (const text of ['', 'T', 'tr', 'Tr', 'TUR', 'T1', ' TR', 'TR\n', 'ÇK', '\uff34\uff32', 'Türkiye'])
      expect(read(country, text)).toBeUndefined()
  })
})

describe('an id from an identity provider', () => {
  const id = 'c0ffee00-0000-4000-8000-00000000000c'
  test('is a UUID, kept in lower case', () => {
    expect(read(uuid, id.toUpperCase())).toBe(id)
    expect(read(uuid, '00000000-0000-0000-0000-000000000000')).toBe('00000000-0000-0000-0000-000000000000')
    for (const text of [
      '',
      `${id} `,
      `{${id}}`,
      id.replaceAll('-', ''),
      `${id}0`,
      `${id}\n`,
      'common',
      id.replace('c', 'g'),
    ])
      expect(read(uuid, text)).toBeUndefined()
  })
})

describe('the domain of an address', () => {
  test.each([
    ['it@contoso.example', 'contoso.example'],
    ['It@Contoso.EXAMPLE', 'contoso.example'],
    ['it@contoso.example@evil.example', 'evil.example'],
    ['ada@fabri\u212aam.example', 'fabri\u212aam.example'],
    ['a sign-in name that is no address', ''],
    ['contoso.example', ''],
  ])('%s: %s', (address, domain) => {
    expect(domainOf(address)).toBe(domain)
  })
})

describe('a masked address', () => {
  test.each([
    ['carla@contoso.example', 'c***a@contoso.example'],
    ['abc@contoso.example', 'a***c@contoso.example'],
    ['ab@contoso.example', 'a***@contoso.example'],
    ['a@contoso.example', 'a***@contoso.example'],
  ])('%s is shown as %s', (address, shown) => {
    expect(maskAddress(address)).toBe(shown)
  })

  test('tells the domain and at most two letters of the name, not even how long it is', () => {
    holds(
      fc.property(fc.emailAddress(), (address) => {
        const [local = '', domain] = address.split('@')
        const [shown = '', shownDomain] = maskAddress(address).split('@')
        expect(shownDomain).toBe(domain)
        expect(shown).toBe(`${local[0]}***${local.length > 2 ? local.at(-1) : ''}`)
      }),
    )
  })
})
