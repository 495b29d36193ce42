import { describe, expect, test } from 'vitest'
import { type EventName, eventNames, templateOf } from '../../shared/domain/events.ts'
import { locales } from '../../shared/domain/locale.ts'
import { type NoticeFacts, renderNotice } from '../../shared/mail/notice.ts'
import { writeNotice } from '../../shared/mail/notices.ts'
import { anInvitation, aPartner, aRelationship } from '../domain/builders.ts'
import { noticeEvent } from './samples.ts'

const link = 'https://portal.example/partners'
const hostile = 'Hi\r\nBcc: x@evil.example \u202e <b>https://evil.example/accept#i=1</b> www.evil.example'

const cases = eventNames.flatMap((name) =>
  (['partner', 'customer'] as const)
    .filter((audience) => templateOf(name, audience))
    .flatMap((audience) => locales.map((locale) => ({ name, audience, locale }))),
)

const said = { reason: hostile, note: hostile, domain: hostile }

const facts = ({
  name = 'invitation.declined',
  ...change
}: Partial<NoticeFacts> & { name?: EventName }): NoticeFacts => ({
  locale: 'en',
  audience: 'partner',
  event: noticeEvent(name, hostile, said),
  partner: aPartner({ name: hostile }),
  invitation: anInvitation({ recipient: { email: 'carla@contoso.example', company: hostile, locale: 'en' } }),
  relationship: aRelationship({ name: hostile }),
  agreement: undefined,
  operatorName: hostile,
  link,
  ...change,
})

const written = (noticeFacts: NoticeFacts) => writeNotice(noticeFacts.event.name, noticeFacts)

const decoded = (html: string) => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')

describe('a notice', () => {
  test.each(cases)('$name to the $audience in $locale: one link of ours, whatever others wrote', (c) => {
    const { subject, text, html } = written(facts(c))
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => decoded(href ?? ''))).toEqual([link])
    expect(text.match(/\w+:\/\/\S+/g)).toEqual([link])
    expect(text).not.toMatch(/\bwww\./)
    expect(html.slice(html.indexOf('<body'))).not.toMatch(/<b>|<script|evil\.example/i)
    for (const part of [subject, text.replaceAll('\n', ''), html.replaceAll('\n', '')])
      expect(part).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(subject).not.toMatch(/undefined|\[object/)
    expect(text).not.toMatch(/undefined|\[object|NaN/)
    expect(html).toContain(`lang="${c.locale}"`)
  })

  test.each(cases)('$name to the $audience in $locale is short enough to be read', (c) => {
    const { html, text } = written(facts(c))
    expect(html.length).toBeLessThan(30_000)
    expect(text.split('\n').filter((line) => line.includes(' ') && line.length > 110)).toEqual([])
  })

  test('says what it can where the rest was purged', () => {
    for (const { name, audience } of cases) {
      const { text } = written(
        facts({ audience, event: noticeEvent(name, undefined), invitation: undefined, relationship: undefined }),
      )
      expect(text).not.toMatch(/undefined|\[object|NaN/)
    }
  })

  test('tells why the reader gets it', () => {
    const partner = aPartner({ name: 'Fabrikam' })
    const { text } = renderNotice(facts({ partner, operatorName: 'The Operator' }), { subject: 'S', blocks: [] })
    expect(text).toContain('The Operator sends this to the contact of Fabrikam')
  })
})
