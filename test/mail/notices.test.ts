import { describe, expect, test } from 'vitest'
import { locales } from '../../shared/domain/locale.ts'
import { type NoticeFacts, renderNotice } from '../../shared/mail/notice.ts'
import { type NoticeTemplate, writeNotice } from '../../shared/mail/notices.ts'
import { anInvitation, aPartner, aRelationship } from '../domain/builders.ts'

const link = 'https://portal.example/partners'
const hostile = 'Hi\r\nBcc: x@evil.example \u202e <b>https://evil.example/accept#i=1</b> www.evil.example'

const audiences: Record<NoticeTemplate, NoticeFacts['audience'][]> = {
  accepted: ['partner'],
  declined: ['partner'],
  'not-us': ['partner'],
  expired: ['partner'],
  bounced: ['partner'],
  'fresh-link-requested': ['partner'],
  receipt: ['customer'],
  'end-requested': ['partner'],
  removed: ['customer'],
  'privileges-expiring': ['partner', 'customer'],
  'privileges-extended': ['partner', 'customer'],
  'privileges-expired': ['partner', 'customer'],
  'privileges-revoked': ['partner', 'customer'],
}
const cases = (Object.keys(audiences) as NoticeTemplate[]).flatMap((template) =>
  audiences[template].flatMap((audience) => locales.map((locale) => ({ template, audience, locale }))),
)

const facts = (change: Partial<NoticeFacts>): NoticeFacts => ({
  locale: 'en',
  audience: 'partner',
  event: {
    name: 'invitation.declined',
    at: '2026-10-30T09:05:00.000Z',
    actor: hostile,
    data: {
      reason: hostile,
      note: hostile,
      domain: hostile,
      digest: 'd'.repeat(64),
      granted: { roles: ['SS'], duration: 'P30D', autoExtend: 'P180D' },
      roles: ['SS', 'DR'],
      endsAt: '2026-11-30T09:05:00.000Z',
      daysLeft: 7,
    },
  },
  partner: aPartner({ name: hostile }),
  invitation: anInvitation({ recipient: { email: 'carla@contoso.example', company: hostile, locale: 'en' } }),
  relationship: aRelationship({ name: hostile }),
  agreement: undefined,
  operatorName: hostile,
  link,
  ...change,
})

const decoded = (html: string) => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')

describe('a notice', () => {
  test.each(cases)('$template to the $audience in $locale: one link of ours, whatever others wrote', (c) => {
    const { subject, text, html } = writeNotice(c.template, facts(c))
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

  test.each(cases)('$template to the $audience in $locale is short enough to be read', (c) => {
    const { html, text } = writeNotice(c.template, facts(c))
    expect(html.length).toBeLessThan(30_000)
    expect(text.split('\n').filter((line) => line.includes(' ') && line.length > 110)).toEqual([])
  })

  test('says what it can where the rest was purged', () => {
    for (const { template, audience } of cases) {
      const bare = facts({ audience, invitation: undefined, relationship: undefined })
      const { text } = writeNotice(template, { ...bare, event: { ...bare.event, actor: undefined, data: {} } })
      expect(text).not.toMatch(/undefined|\[object|NaN/)
    }
  })

  test('tells why the reader gets it', () => {
    const partner = aPartner({ name: 'Fabrikam' })
    const { text } = renderNotice(facts({ partner, operatorName: 'The Operator' }), { subject: 'S', blocks: [] })
    expect(text).toContain('The Operator sends this to the contact of Fabrikam')
  })
})
