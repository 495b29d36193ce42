import { describe, expect, test } from 'vitest'
import { audiences, carriesLink, eventNames, templateOf } from '../../shared/domain/events.ts'
import { locales } from '../../shared/domain/locale.ts'
import { messagesOf } from '../../shared/messages/messages.ts'
import { code, link, type Sample, samples } from './samples.ts'

const decoded = (html: string) => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const hrefsIn = ({ html }: Sample['mail']) =>
  [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, href = '']) => decoded(href))
const seen = ({ html }: Sample['mail']) => decoded(html.slice(html.indexOf('<body')).replaceAll(/<[^>]*>/g, ''))
/** What an inbox shows beside the subject: the first words of the body. */
const preheaderOf = ({ html }: Sample['mail']) =>
  decoded(/display:none[^>]*>(.*?)<\/div>/s.exec(html)?.[1]?.replaceAll(/<[^>]*>/g, '') ?? '')

const letters = samples.filter(({ template }) => carriesLink(template))
const notices = samples.filter(({ template }) => !carriesLink(template))
const named = (all: readonly Sample[]) =>
  all.map((sample) => {
    const { template, variant, audience, event, locale } = sample
    return [`${template}${variant ? ` ${variant}` : ''} of ${event} to the ${audience} in ${locale}`, sample] as const
  })

test('every mail of the table of events is there in every language', () => {
  for (const event of eventNames)
    for (const audience of audiences.filter((one) => templateOf(event, one)))
      for (const locale of locales) {
        const found = samples.filter((one) => one.event === event && one.audience === audience && one.locale === locale)
        expect(found.map(({ template }) => template)).toContain(templateOf(event, audience))
      }
})

describe('a mail', () => {
  test.each(named(samples))(
    '%s: HTML and text of one content, no empty part, its own language',
    (_, { locale, mail }) => {
      expect(mail.html).toContain(`lang="${locale}"`)
      expect(mail.subject).not.toBe('')
      const flat = mail.text.replaceAll(/\s+/g, ' ')
      expect(flat.length).toBeGreaterThan(200)
      for (const paragraph of mail.html.matchAll(/<(?:h1|p) class="ink"[^>]*>(.*?)<\/(?:h1|p)>/gs)) {
        const words = decoded((paragraph[1] ?? '').replaceAll(/<[^>]*>/g, '')).replaceAll(/\s+/g, ' ')
        expect(flat).toContain(words)
      }
      expect(seen(mail)).not.toMatch(/undefined|NaN|\[object|«|\{link\}/)
      // a name that brings its own full stop gets no second one
      expect(flat).not.toMatch(/[^.]\.\.( |$)/)
    },
  )

  test.each(named(samples))('%s: light and dark, and a first line that the subject has not said', (_, { mail }) => {
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark"')
    expect(mail.html).toContain('@media (prefers-color-scheme:dark)')
    const preheader = preheaderOf(mail)
    expect(preheader.length).toBeGreaterThan(20)
    expect(preheader).not.toBe(mail.subject)
  })

  test.each(named(samples))('%s: one button', (_, { mail }) => {
    expect(mail.html.match(/<a /g)).toHaveLength(1)
    expect(mail.html.match(/class="button"/g)).toHaveLength(1)
  })
})

describe('a letter', () => {
  test.each(named(letters))('%s holds its one link and its code, each on a line of its own', (_, { mail }) => {
    expect(hrefsIn(mail)).toEqual([link])
    expect(mail.text.split('\n').filter((line) => line.includes('://'))).toEqual([link])
    expect(mail.text.split('\n').filter((line) => line === code)).toHaveLength(1)
    expect(mail.html).toMatch(new RegExp(`>\\s*${code}\\s*<`))
  })

  test.each(named(letters))(
    "%s frames the partner's own words, or has none of them",
    (_, { template, locale, mail }) => {
      const { messageFrom } = messagesOf(locale).invitationMail
      const framed = seen(mail).includes(messageFrom({ partner: 'Fabrikam Ltd. Şti.' }))
      expect(framed).toBe(template === 'invitation')
    },
  )

  test.each(named(letters))('%s has the name of the partner before the address', (_, { from, replyTo }) => {
    expect([from, replyTo]).toEqual(['Fabrikam Ltd. Şti.', 'Ada Yılmaz <ada@fabrikam.example>'])
  })
})

describe('a notice', () => {
  test.each(named(notices))('%s leads to the pages of its reader and holds no invitation', (_, { audience, mail }) => {
    const own = `https://liaison.example/${audience === 'partner' ? 'console' : 'partners'}`
    expect(hrefsIn(mail)).toEqual([own])
    expect(mail.text.split('\n').filter((line) => line.includes('://'))).toEqual([own])
    expect(mail.html + mail.text).not.toContain(code)
  })
})
