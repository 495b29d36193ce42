import { describe, expect, test } from 'vitest'
import { locales } from '../../shared/domain/locale.ts'
import type { NoticeFacts } from '../../shared/mail/notice.ts'
import { writeNotice } from '../../shared/mail/notices.ts'
import { messagesOf } from '../../shared/messages/messages.ts'
import { aPartner, aRelationship } from '../domain/builders.ts'
import { noticeEvent } from './samples.ts'

const litware = aPartner({ name: 'Litware', type: 'indirect-provider' })
const flat = (text: string) => text.replace(/\s+/g, ' ')

/** What Litware reads of a customer that accepted Tailspin. */
function toldProvider(data: object, reseller?: NoticeFacts['reseller'], locale: NoticeFacts['locale'] = 'en') {
  const event = noticeEvent('relationship.established', 'Carla Haddad', data)
  const { text } = writeNotice(event.name, {
    locale,
    audience: 'partner',
    event,
    partner: litware,
    invitation: undefined,
    relationship: aRelationship({ name: 'Contoso', partnerName: 'Litware' }),
    agreement: undefined,
    reseller,
    operatorName: 'The Operator',
    link: 'https://portal.example/console',
  })
  return flat(text)
}

describe.each(locales)('the notice that a partner became provider, in %s', (locale) => {
  const words = messagesOf(locale).notices['became-provider']
  const names = { customer: 'Contoso', reseller: 'Tailspin' }
  const reseller = { name: 'Tailspin', supportContact: litware.contact }

  test('tells a new customer from one that it has already, and from one that is not confirmed', () => {
    expect(toldProvider({ renewed: false }, reseller, locale)).toContain(words.text(names))
    expect(toldProvider({ renewed: true }, reseller, locale)).toContain(words.renewed(names))
    const unconfirmed = toldProvider({ status: 'unconfirmed' }, reseller, locale)
    expect(unconfirmed).toContain(words.unconfirmed(names))
    expect(unconfirmed).not.toContain(words.text(names))
  })

  test('says that it is the support contact only if it is', () => {
    expect(toldProvider({}, reseller, locale)).toContain(words.support)
    const helpdesk = { name: 'Helpdesk', email: 'help@tailspin.example' }
    const other = toldProvider({}, { name: 'Tailspin', supportContact: helpdesk }, locale)
    expect(other).not.toContain(words.support)
    expect(other).toContain('Helpdesk, help@tailspin.example')
  })
})
