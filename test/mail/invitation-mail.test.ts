import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AdminRoleCode, adminRoleByCode, adminRoles, templates } from '../../shared/domain/admin-roles.ts'
import { locales } from '../../shared/domain/locale.ts'
import { defaultDraft } from '../../shared/mail/default-draft.ts'
import { type InvitationMailFacts, renderInvitationMail } from '../../shared/mail/invitation-mail.tsx'
import type { RenderedMail } from '../../shared/mail/layout.tsx'
import { messagesOf } from '../../shared/messages/messages.ts'

const code = `AQ${'x7Kq2mPz'.repeat(13)}`
const link = `https://liaison.example/accept#i=${code}`
const withRisk = (codes: readonly AdminRoleCode[]) =>
  codes.map((role) => ({ code: role, risk: adminRoleByCode(role).risk }))

function facts(change: Partial<InvitationMailFacts> = {}): InvitationMailFacts {
  const partner = {
    name: 'Fabrikam Ltd.Şti.',
    domain: 'fabrikam.example',
    country: 'TR',
    contact: { name: 'Ada Yılmaz', email: 'ada@fabrikam.example', phone: '+90 212 555 01 23' },
  }
  const recipient = { email: 'carla@contoso.example', name: 'Carla Haddad', company: 'Contoso' }
  return {
    locale: 'en',
    partner,
    provider: undefined,
    recipient,
    message: defaultDraft({ locale: 'en', partner, provider: undefined, recipient, adminPrivileges: true }),
    sender: 'Selin Kaya',
    link,
    code,
    acceptUrl: 'https://liaison.example/accept',
    portalName: 'Customer portal',
    operatorName: 'Example Distribution',
    adminPrivileges: { roles: withRisk(templates['support-only'].roles), duration: 'P730D' },
    expiresAt: new Date('2026-10-30T09:05:00Z'),
    ...change,
  }
}

const decoded = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
const pieces = (html: string) => html.split(/<[^>]*>/).map(decoded)
const body = (html: string) => html.slice(html.indexOf('<body'))
/** What a reader sees of the HTML: its text without the tags. */
const seen = (html: string) => pieces(body(html)).join('')

const linkLike = /[a-z][a-z0-9+.-]*:\/\/|www\.\S|[\p{L}\p{N}-]\.\p{L}{2}|\S@\S/iu
const forbidden = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u

/** Everything by which a mail would hold more than its one link, or hide something from its reader. */
function faults({ subject, text, html }: RenderedMail): string[] {
  const found: string[] = []
  const hrefs = [...html.matchAll(/(?:href|src|action|background)="([^"]*)"|url\(/g)].map((m) => decoded(m[1] ?? ''))
  if (hrefs.length !== 1 || hrefs[0] !== link) found.push(`html links: ${hrefs.join(' ')}`)
  const automatic = pieces(body(html)).filter((piece) => piece !== link && linkLike.test(piece))
  if (automatic.length > 0) found.push(`html reads as a link: ${automatic.join(' ')}`)
  if (seen(html).split(link).length !== 2) found.push('html: the link is not shown once')
  const lines = text.split('\n')
  if (lines.filter((line) => line === link).length !== 1) found.push('text: the link has no line of its own')
  if (/:\/\/|(?<![\p{L}\p{N}])www\.\S/iu.test(text.replace(link, ''))) found.push('text: another link')
  if (lines.filter((line) => line === code).length !== 1) found.push('text: the code has no line of its own')
  const wide = lines.filter(
    (line) =>
      line.length > 78 &&
      line
        .trim()
        .replace(/^[->] /, '')
        .includes(' '),
  )
  if (wide.length > 0) found.push(`text: wide lines: ${wide.join(' | ')}`)
  if (forbidden.test(subject) || forbidden.test(text.replaceAll('\n', '')) || forbidden.test(seen(html)))
    found.push('hidden characters')
  if (![subject, text, html].every((part) => part.isWellFormed())) found.push('broken characters')
  if (/<script|<img|<iframe|<[^>]*\son\w+=/i.test(html)) found.push('html: foreign markup')
  return found
}

const flat = (s: string) => s.replace(/^> ?/gm, '').replace(/\s+/g, ' ')

describe('the invitation mail', () => {
  const cases = locales.flatMap((locale) => [true, false].map((asks) => ({ locale, asks })))
  const mailOf = ({ locale, asks }: { locale: (typeof locales)[number]; asks: boolean }) =>
    renderInvitationMail(facts(asks ? { locale } : { locale, adminPrivileges: null }))

  it.each(cases)('holds one link and hides nothing: $locale, privileges $asks', (c) => {
    expect(faults(mailOf(c))).toEqual([])
  })

  it.each(cases)('tells the same in both parts: $locale, privileges $asks', (c) => {
    const { text, html } = mailOf(c)
    const { invitationMail: words, roles } = messagesOf(c.locale)
    const expected = [
      words.header,
      words.heading({ partner: 'Fabrikam Ltd.Şti.' }),
      words.messageFrom({ partner: 'Fabrikam Ltd.Şti.' }),
      words.linkIsBelow,
      words.button,
      words.genuine.password,
      words.notIncluded.noPurchase,
      c.asks ? roles.SS.allows : words.ifYes.noPrivileges,
      'ada@fabrikam.example',
      'fabrikam.example',
      'Türkiye',
      '+90 212 555 01 23',
      'Example Distribution',
      'carla@contoso.example',
      'Customer portal',
      'liaison.example/accept',
      c.locale === 'en' ? '30 October 2026 at 09:05 UTC' : '30 Ekim 2026 09:05 UTC',
    ]
    for (const words of expected) {
      expect(flat(text)).toContain(words)
      expect(flat(seen(html))).toContain(words)
    }
    expect(text).not.toContain('{link}')
    expect(html).not.toContain('{link}')
  })

  const provider = { name: 'Litware', domain: 'litware.example' }
  const occasions = [undefined, { kind: 'reminder', days: 7 }, { kind: 'forwarded', by: 'Cem Aydın' }] as const
  it.each(cases.flatMap((c) => occasions.map((occasion) => ({ ...c, occasion }))))(
    'names the reseller and its provider, and who gets which part: $locale, privileges $asks, $occasion.kind',
    ({ locale, asks, occasion }) => {
      const mail = renderInvitationMail(
        facts({ locale, provider, occasion, ...(asks ? {} : { adminPrivileges: null }) }),
      )
      expect(faults(mail)).toEqual([])
      const { channel, invitationMail: words } = messagesOf(locale)
      const both = { partner: 'Fabrikam Ltd.Şti.', provider: 'Litware' }
      const heading = occasion?.kind === 'reminder' ? 'Litware' : channel.asks(both)
      const who = asks ? channel.privileges(both) : channel.noPrivileges
      for (const part of [heading, channel.become(both), who, `${words.facts.provider}: Litware (litware.example)`])
        expect(flat(mail.text)).toContain(part)
      for (const part of [heading, channel.become(both), who, 'Litware (litware.example)'])
        expect(flat(seen(mail.html))).toContain(part)
      expect(mail.html).toContain('Litware')
    },
  )

  it('is watched: each kind of fault is found', () => {
    const good = renderInvitationMail(facts())
    const planted: [string, RenderedMail][] = [
      ['html links', { ...good, html: good.html.replace('</body>', '<a href="https://evil.example">x</a></body>') }],
      ['html links', { ...good, html: good.html.replaceAll(code, `${code}x`) }],
      ['html reads as a link', { ...good, html: good.html.replace('</h1>', 'evil.example</h1>') }],
      ['html: the link is not shown once', { ...good, html: good.html.replace(`${link}</p>`, '</p>') }],
      ['text: the link has no line of its own', { ...good, text: good.text.replace(link, `see ${link}`) }],
      ['text: another link', { ...good, text: `${good.text}https://evil.example` }],
      ['text: the code has no line of its own', { ...good, text: good.text.replace(`\n${code}`, code) }],
      ['text: wide lines', { ...good, text: good.text.replace('password,\n', 'password, ').concat('a b '.repeat(30)) }],
      ['hidden characters', { ...good, subject: 'a\r\nBcc: b' }],
      ['hidden characters', { ...good, html: good.html.replace('</h1>', '\u202e</h1>') }],
      ['broken characters', { ...good, subject: '\ud800' }],
      ['html: foreign markup', { ...good, html: good.html.replace('</h1>', '<img></h1>') }],
    ]
    for (const [fault, mail] of planted) expect(faults(mail).join('\n'), fault).toContain(fault)
  })

  it('shows the words of the partner as text, with their line breaks', () => {
    const text =
      'Dear <b>Carla</b> & co,\r\n\r\n\r\nhttps://fabrikam.example/offer\rand www.fabrikam.example\n{link}\u2028Bye'
    const mail = renderInvitationMail(facts({ message: { subject: 'Offer\r\nBcc: x', text } }))
    expect(faults(mail)).toEqual([])
    expect(mail.subject).toBe('Offer Bcc: x')
    expect(mail.text).toContain(
      '> Dear <b>Carla</b> & co,\n>\n> fabrikam.example/offer\n> and fabrikam.example\n> (the link is below)\n> Bye',
    )
    expect(mail.html).toContain('Dear &lt;b&gt;Carla&lt;/b&gt; &amp; co,<br/><br/>')
  })

  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</style></title><a href="https://evil.example">here</a>',
    'Ada\r\nBcc: all@evil.example',
    'Ada\u2028\u2029\u0085\u000b\u0000Lovelace',
    '\u202eelgoog\u202c \u2066x\u2069 \u200f\u061c',
    'hthttps://tps://evil.example',
    'ht\u200btps://evil.example',
    'www.https://www.evil.example',
    'evil.example',
    'a@evil.example',
    'javascript:alert(1)',
    '{link} $& $1 {x}',
    '&lt;b&gt; &#x41;',
    '\ud800',
    'x'.repeat(200),
  ]

  it.each(hostile)('survives %j in every field', (value) => {
    const contact = { name: value, email: value, phone: value }
    for (const locale of locales) {
      const mail = renderInvitationMail(
        facts({
          locale,
          partner: { name: value, domain: value, country: 'TR', contact },
          provider: { name: value, domain: value },
          recipient: { email: value, name: value, company: value },
          message: { subject: value, text: `${value}\n{link}\n${value}` },
          portalName: value,
          operatorName: value,
        }),
      )
      expect(faults(mail)).toEqual([])
    }
  })

  it('survives any words in any field', () => {
    const piece = fc.constantFrom(
      'https',
      '://',
      'www',
      '.',
      '@',
      '<a href="',
      '">',
      '&',
      '\r\n',
      '\u202e',
      '\u2028',
      '{link}',
      '{',
      ' ',
    )
    const words = fc
      .array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 12 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(words, words, words, words, fc.constantFrom(...locales), (a, b, c, d, locale) => {
        const partner = { name: a, domain: b, country: 'DE', contact: { name: c, email: d, phone: a } }
        const recipient = { email: c, name: b, company: d }
        const message = { subject: d, text: `${a}${b}\n${c}{link}${d}` }
        const mail = renderInvitationMail(
          facts({
            locale,
            partner,
            provider: { name: b, domain: c },
            recipient,
            message,
            operatorName: b,
            portalName: c,
          }),
        )
        expect(faults(mail)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('is signed by who sends it, who also is why the recipient gets it; the contact gets the replies', () => {
    const { text } = renderInvitationMail(facts())
    expect(text).toMatch(/^> Selin Kaya$/m)
    expect(text.replace(/\s+/g, ' ')).toContain('because Selin Kaya named you')
    expect(text).toContain('Ada Yılmaz gets the replies.')
  })

  it.each(locales)('stays small with the most roles and the longest message: %s', (locale) => {
    const longest = [...adminRoles].sort((a, b) => length(b.code) - length(a.code)).slice(0, 15)
    const roles = withRisk(longest.map((role) => role.code))
    const text = `{link}\n${'Uzun bir cümle. '.repeat(235)}`
    const mail = renderInvitationMail(
      facts({
        locale,
        adminPrivileges: { roles, duration: 'P730D', autoExtend: 'P180D' },
        message: { subject: 'x', text },
      }),
    )
    expect(Buffer.byteLength(mail.html) + Buffer.byteLength(mail.text)).toBeLessThan(30_000)
    expect(flat(mail.text)).toContain(messagesOf(locale).invitationMail.ifYes.autoExtend)
    function length(code: AdminRoleCode) {
      const { name, allows } = messagesOf(locale).roles[code]
      return name.length + allows.length
    }
  })

  it('names every role with its risk in words', () => {
    for (const locale of locales)
      for (const { code: role, risk } of adminRoles) {
        const { text } = renderInvitationMail(
          facts({ locale, adminPrivileges: { roles: [{ code: role, risk }], duration: 'P7D' } }),
        )
        const { roles, risks } = messagesOf(locale)
        expect(text).toContain(`- ${roles[role].name} (`)
        expect(text).toContain(risks[risk].name)
      }
  })
})
