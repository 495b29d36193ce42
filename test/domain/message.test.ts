import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isProblem } from '../../shared/domain/errors.ts'
import { checkMessage, messageSchema } from '../../shared/domain/message.ts'
import { refusalOf } from './builders.ts'
import { holds } from './property.ts'

const own = 'fabrikam.example'
const check = (words: string) => refusalOf(() => checkMessage({ subject: 'Hello', text: `{link}\n\n${words}` }, own))

describe('the personal link', () => {
  test.each([
    ['once, anywhere', 'Hello', 'Please open {link} soon.', 'none'],
    ['once, alone', 'Hello', '{link}', 'none'],
    ['nowhere', 'Hello', 'Please answer.', 'link-missing-in-message'],
    ['twice', 'Hello', '{link} or {link}', 'link-missing-in-message'],
    ['in other capitals', 'Hello', '{LINK}', 'link-missing-in-message'],
    ['with a space', 'Hello', '{ link }', 'link-missing-in-message'],
    ['in the subject', '{link}', 'Hello', 'link-missing-in-message'],
    ['in both', '{link}', '{link}', 'link-missing-in-message'],
  ])('stands %s: %s', (_, subject, text, refusal) => {
    expect(refusalOf(() => checkMessage({ subject, text }, own))).toBe(refusal)
  })

  test('is missed in the field where it is wrong', () => {
    const pointer = (subject: string, text: string) => {
      try {
        checkMessage({ subject, text }, own)
      } catch (error) {
        if (isProblem(error)) return error.details.errors?.[0]?.pointer
      }
      return undefined
    }
    expect(pointer('Hello', 'none')).toBe('/text')
    expect(pointer('Hello {link}', 'once {link}')).toBe('/subject')
  })

  test.each(['https://{link}', 'https://evil.example/{link}', '{link}@evil.example'])(
    'is not made a part of another: %s',
    (text) => {
      expect(refusalOf(() => checkMessage({ subject: 'Hello', text }, own))).toBe('foreign-link-in-message')
    },
  )
})

describe('the partner’s own links may stand in the message', () => {
  test.each([
    'https://fabrikam.example',
    'http://fabrikam.example/',
    'https://www.fabrikam.example/offers/2026?plan=e5&seats=10#prices',
    'www.fabrikam.example',
    'fabrikam.example',
    'Fabrikam.EXAMPLE',
    'a.b.shop.fabrikam.example/x_y~z/%C3%BC+1-2.html',
    'ada@fabrikam.example',
    'mailto:ada@fabrikam.example',
    'ada.yilmaz+sales@mail.fabrikam.example',
  ])('%s', (link) => {
    for (const [before, after] of [
      '  ',
      '. ',
      '()',
      '""',
      '<>',
      '«»',
      ' ,',
      ' .',
      ' !',
      ' ;',
      ' …',
      ': ',
      '\n\n',
      '*:',
    ])
      expect(check(`Web${before}${link}${after}`.replace('Web ', 'Web: ').replace('Web.', 'Web. '))).toBe('none')
  })

  test('the subject too', () => {
    expect(refusalOf(() => checkMessage({ subject: 'Offer of fabrikam.example', text: '{link}' }, own))).toBe('none')
  })
})

describe('words that no mail program makes a link of may stand in the message', () => {
  test.each([
    'Wait...then answer.',
    'Fabrikam A.Ş., T.C. Ticaret Bakanlığı',
    '1.250,00 TL, 10.30, v2.1, 99.9 %',
    'e.g. this, and/or that, 3:15, C#, .NET, 50%',
    'Tel: +90 212 555 01 00',
    '@ada, ada@ Fabrikam',
    'İyi günler.\n\tAda Yılmaz\n— Fabrikam',
    'こんにちは。よろしく。',
    '😀 ❤️ 👍',
    '',
  ])('%j', (words) => {
    expect(check(words)).toBe('none')
  })
})

describe('links to others are refused', () => {
  const foreign = [
    'https://evil.example',
    'HTTPS://EVIL.EXAMPLE/x',
    'ftp://evil.example',
    'file://server/share',
    'javascript://fabrikam.example/%0aalert(1)',
    'ms-word:ofe|u|https://evil.example/x',
    'http://localhost',
    'http://10.0.0.1/',
    'http://2130706433/',
    'http://[::1]/',
    'https://',
    '//evil.example/x',
    'https:evil.example',
    'https:/evil.example',
    'https:///evil.example',
    'https:\\\\evil.example',
    'www.evil.example',
    'WWW.evil',
    'www.3com',
    'evil.example',
    'evil.example/path',
    'evil.example:8080',
    'see:evil.example',
    '[click](https://evil.example)',
    '*evil.example*',
    '_evil.example_',
    // names of other scripts, and letters that look like ours
    'https://fabrikаm.example',
    'fabri\u212aam.example',
    'fabrikám.example',
    'xn--fabrikm-7fb.example',
    'नि.example',
    'пример.рф',
    '例え.テスト',
    '💩.example',
    // mail addresses
    'eve@evil.example',
    'eve@localhost',
    'mailto:eve@evil.example',
    'mailto:ada@fabrikam.example?cc=eve@evil.example',
    'ada@fabrikam.example@evil.example',
    'ada@fabrikam.example,eve@evil.example',
    // hosts that only begin, end or dress like ours
    'https://fabrikam.example.evil.example',
    'https://fabrikam.example@evil.example',
    'https://fabrikam.example:443@evil.example/',
    'https://ada:fabrikam.example@evil.example',
    'https://fabrikam.example%40evil.example',
    'https://fabrikam.example%2eevil.example',
    'https://evil.example\\@fabrikam.example',
    'https://evil.example/@fabrikam.example',
    'https://evil.example?fabrikam.example',
    'https://evil.example#@fabrikam.example',
    'https://evil.example/fabrikam.example',
    'https://evilfabrikam.example',
    'https://evil-fabrikam.example',
    'https://fabrikam.example-evil.example',
    'https://fabrikam.example2',
  ]

  test.each(foreign)('%s', (link) => {
    for (const around of [
      link,
      `(${link})`,
      `"${link}"`,
      `${link}.`,
      `${link}, please`,
      `Look:${link}!`,
      `See ${link}…`,
    ])
      expect(check(around), around).toBe('foreign-link-in-message')
  })

  test('in the subject too, and the refusal names field and link', () => {
    try {
      checkMessage({ subject: 'See evil.example now', text: '{link}' }, own)
      expect.unreachable()
    } catch (error) {
      if (!isProblem(error)) throw error
      expect(error.message).toBe(
        '"evil.example" reads as a link. Only plain links to fabrikam.example may stand in the message.',
      )
      expect(error.details.errors?.[0]?.pointer).toBe('/subject')
    }
  })

  const characters = Array.from({ length: 0x3100 - 0x21 }, (_, i) => String.fromCodePoint(0x21 + i))

  test('behind our host after any character but those that begin a path', () => {
    const passed = characters.filter((c) => check(`https://fabrikam.example${c}evil.example`) === 'none')
    expect(passed).toEqual(['#', '/', '?'])
  })

  test('inside our path after any character at which a mail program may begin a new link', () => {
    const passed = characters.filter((c) => check(`https://fabrikam.example/${c}evil.example`) === 'none')
    expect(passed.join('')).toBe('#%&+-./0123456789=?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~')
  })

  test('whatever address it is and whatever stands around it', () => {
    const around = fc.constantFrom('', ' ', '\n', '(', ')', '"', ',', '.', '!', ':', ';', 'ş', '—', '。')
    const address = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.emailAddress(),
      fc.domain(),
    )
    holds(
      fc.property(around, address, around, (before, address, after) => {
        expect(check(`${before}${address}${after}`)).toBe('foreign-link-in-message')
      }),
    )
  })
})

describe('reading a message', () => {
  // eight times the length takes about eight times as long; it would be sixty-four times if any part were read again and again
  const spiteful: [string, (n: number) => string][] = [
    ['letters', (n) => 'a'.repeat(n)],
    ['dots between letters', (n) => 'a.'.repeat(n / 2)],
    ['labels that end in a digit', (n) => `${'ab.'.repeat(n / 3)}1`],
    ['hyphens', (n) => 'a-'.repeat(n / 2)],
    ['at signs', (n) => '@a'.repeat(n / 2)],
    ['colons', (n) => 'a:'.repeat(n / 2)],
    ['schemes without an end', (n) => 'http:/'.repeat(n / 6)],
    ['our own links', (n) => 'https://fabrikam.example/ '.repeat(n / 26)],
    ['our own host, then many labels', (n) => `fabrikam.example${'.a'.repeat(n / 2)}!`],
    ['our own link with a long path', (n) => `https://fabrikam.example/${'?'.repeat(n)}@`],
    ['a long name before the at sign', (n) => `${'a.'.repeat(n / 2)}@fabrikam.example`],
    ['full stops', (n) => `${'.'.repeat(n)}a`],
    ['emoji', (n) => '😀'.repeat(n / 2)],
    ['spaces', (n) => `a${' '.repeat(n)}b`],
  ]
  const fastest = (text: string) => {
    const times = Array.from({ length: 7 }, () => {
      const start = performance.now()
      check(text)
      return performance.now() - start
    })
    return Math.max(Math.min(...times), 0.05)
  }

  test.each(spiteful)('takes time by its length only: %s', (_, make) => {
    fastest(make(1000))
    expect(fastest(make(32_000)) / fastest(make(4000))).toBeLessThan(30)
  })
})

describe('a message', () => {
  const parse = (subject: string, text: string) => messageSchema.safeParse({ subject, text }).success

  test('has a subject of one line, at most 200 bytes, and a text of at most 4,000', () => {
    expect(parse('s'.repeat(200), 't'.repeat(4000))).toBe(true)
    expect(parse('s'.repeat(201), 'x')).toBe(false)
    expect(parse('ş'.repeat(101), 'x')).toBe(false)
    expect(parse('x', 'ş'.repeat(2001))).toBe(false)
  })

  test('cannot smuggle a header into the mail', () => {
    for (const subject of ['Hi\r\nBcc: eve@evil.example', 'Hi\nX: y', 'Hi\rX', 'Hi\u2028X', 'Hi\u0085X'])
      expect(parse(subject, '{link}')).toBe(false)
  })

  test('has nothing beside', () => {
    expect(messageSchema.safeParse({ subject: 's', text: 't', html: '<a>' }).success).toBe(false)
  })
})
