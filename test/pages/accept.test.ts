import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '../../shared/domain/locale.ts'
import { messagesOf } from '../../shared/messages/messages.ts'
import { acceptWords } from '../../shared/messages/pages/pages.ts'
import { type Look, openWindow, picture, startBrowser } from '../browser.ts'
import { type Local, startLocal } from '../local.ts'

let local: Local
let browser: Browser
beforeAll(async () => {
  ;[local, browser] = await Promise.all([startLocal(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await local?.stop()
})

interface Sent {
  id: string
  link: string
}

const post = async (path: string, as: string, body: unknown) => {
  const answer = await local.api<Sent>('POST', path, { as, body, headers: { 'idempotency-key': randomUUID() } })
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}

async function invitation(more: Record<string, unknown> = {}, as = 'ada'): Promise<Sent> {
  const recipient = { email: 'carla@contoso.example', name: 'Carla', company: 'Contoso' }
  const { id } = await post('/v1/invitations', as, { recipient, customer: { country: 'AE' }, ...more })
  return post(`/v1/invitations/${id}/send`, as, { via: 'clipboard' })
}

/** Signs in as that person at the identity provider's page. */
async function signIn(page: Page, link: string, person: string) {
  await page.getByRole('link', { name: link }).first().click()
  await page.getByRole('button', { name: new RegExp(person, 'i') }).click()
}

async function window(look: Look = {}) {
  const page = await openWindow(browser, look)
  return Object.assign(page, { done: () => page.context().close() })
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()

describe('the customer decides in a browser', () => {
  test('reads before signing in, sees which organisation is bound, accepts a part, and it is done', async () => {
    const { id, link } = await invitation({ adminPrivileges: { template: 'licensing' } })
    const page = await window()
    await page.goto(link)
    expect(await heading(page)).toBe('Fabrikam asks to be your reseller')
    expect(page.url()).toBe(`${local.url}/accept/request`)
    await picture(page, 'accept-request')
    const text = await page.innerText('main')
    for (const words of [
      'fabrikam.example',
      'c***a@contoso.example',
      'User Administrator',
      'Risk: High',
      'Not included:',
      'How do I know that this is real?',
    ])
      expect(text).toContain(words)
    await signIn(page, 'Sign in to decide', 'carla')
    expect(await page.innerText('main')).toContain('You are signed in as carla@contoso.example')
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    expect(await page.innerText('main')).toContain('contoso.example, tenant c0500000')
    await picture(page, 'accept-decide')
    await page.getByLabel('User Administrator').uncheck()
    await page.getByLabel('For how many days?').fill('90')
    await page.getByLabel('I accept the customer agreement').check()
    const done = page.waitForResponse('**/accept/done')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    expect((await done).status()).toBe(200)
    expect(await heading(page)).toBe('Fabrikam is your reseller')
    expect(await page.getByRole('link', { name: 'ada@fabrikam.example' }).getAttribute('href')).toContain('mailto:')
    await picture(page, 'accept-done')
    const [customer] = (
      await local.api<{ data: { adminPrivileges: { roles: { name: string }[]; duration: string } }[] }>(
        'GET',
        '/v1/customers',
        { as: 'ada' },
      )
    ).body.data
    expect(customer?.adminPrivileges.roles.map((role) => role.name)).toEqual([
      'Directory Readers',
      'License Administrator',
    ])
    expect(customer?.adminPrivileges.duration).toBe('P90D')
    expect(
      (await local.api<{ viewedAt: string }>('GET', `/v1/invitations/${id}`, { as: 'ada' })).body.viewedAt,
    ).not.toBeNull()
    await page.goto(link)
    expect(await page.innerText('main')).toContain('Accepted on')
    await page.done()
  })

  test('works in Turkish, narrow and without a script, by the code from the mail', async () => {
    const { link } = await invitation({}, 'ivy')
    const page = await window({ language: 'tr', width: 320, javaScript: false })
    await page.goto(link)
    expect(await heading(page)).toBe('Davetinizi açın')
    await picture(page, 'accept-paste-tr-narrow')
    await page.getByLabel('Kod').fill(link.split('#i=')[1] ?? '')
    await page.getByRole('button', { name: 'Daveti aç' }).click()
    expect(await heading(page)).toBe('Litware bayiniz olmak istiyor')
    expect(await page.innerText('main')).toContain('Yönetici ayrıcalığı istemiyor')
    await picture(page, 'accept-request-tr-narrow')
    await signIn(page, 'Karar vermek için oturum aç', 'carla')
    await page.getByRole('button', { name: 'Karara geç' }).first().click()
    await picture(page, 'accept-decide-tr-narrow')
    await page.getByRole('button', { name: 'Onayla' }).click()
    expect(await heading(page)).toBe('Litware artık bayiniz')
    await page.done()
  })

  test.each(locales)(
    'a reseller and its provider are both named before, at and after the decision: %s',
    async (language) => {
      const { link } = await invitation({ adminPrivileges: { template: 'support-only' } }, 'tom')
      const { channel } = messagesOf(language)
      const both = { partner: 'Tailspin', provider: 'Litware' }
      const page = await window({ language })
      await page.goto(link)
      expect(await heading(page)).toBe(channel.asks(both))
      for (const words of [channel.become(both), channel.privileges(both), 'Litware (litware.example)'])
        expect(await page.innerText('main')).toContain(words)
      await signIn(page, acceptWords(language).request.signIn, 'carla')
      await page
        .getByRole('button', { name: acceptWords(language).request.goOn })
        .first()
        .click()
      expect(await heading(page)).toBe(channel.decide(both))
      for (const words of [channel.become(both), channel.privileges(both)])
        expect(await page.innerText('main')).toContain(words)
      await page.click('button[value=accept]')
      expect(await heading(page)).toBe(channel.accepted(both))
      await page.done()
    },
  )

  test('what is missing is said on top, linked to its field, and what was typed stays', async () => {
    const { link } = await invitation({ recipient: { email: 'pat@proseware.example' }, customer: {} }, 'uma')
    const page = await window()
    await page.goto(link)
    await signIn(page, 'Sign in to decide', 'pat')
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    await page.getByLabel('For how many days?').fill('9999')
    await page.getByLabel('First name').fill('Patricia')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByRole('link', { name: 'Enter a number of days from 1 to 730.' }).click()
    expect(page.url()).toContain('#days')
    expect(await page.getByLabel('First name').inputValue()).toBe('Patricia')
    await picture(page, 'accept-decide-errors')
    await page.done()
  })

  test('an admin who declines with a block reads what it stops, and can unblock', async () => {
    const { link } = await invitation({ recipient: { email: 'never@contoso.example' } }, 'rex')
    const page = await window()
    await page.goto(link)
    await signIn(page, 'Sign in to decide', 'carla')
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    await page.getByLabel('Block this reseller').check()
    await page.getByRole('button', { name: 'Decline' }).click()
    expect(await page.innerText('main')).toContain('Your organisation blocks Relecloud')
    await picture(page, 'accept-declined-blocked')
    await page.getByRole('button', { name: 'Unblock Relecloud' }).click()
    expect(await page.innerText('main')).toContain('Unblocked.')
    await page.done()
  })

  test('an admin declines with a reason, and the partner reads it', async () => {
    const { id, link } = await invitation(
      { recipient: { email: 'no@contoso.example' }, adminPrivileges: { template: 'licensing' } },
      'tom',
    )
    const page = await window({ dark: true })
    await page.goto(link)
    await signIn(page, 'Sign in to decide', 'carla')
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    await picture(page, 'accept-decide-dark')
    await page.getByLabel('Reason (the reseller reads it)').fill('We have one already')
    await page.getByRole('button', { name: 'Decline' }).click()
    expect(await heading(page)).toBe('You declined the request')
    const text = await page.innerText('main')
    for (const words of ['ask the reseller for a new request', 'tom@tailspin.example']) expect(text).toContain(words)
    expect(await page.getByRole('link', { name: 'See your resellers' }).count()).toBe(1)
    expect((await local.api<{ status: string }>('GET', `/v1/invitations/${id}`, { as: 'tom' })).body.status).toBe(
      'declined',
    )
    await page.done()
  })
})

describe('a page answers only the request that it shows', () => {
  const stateOf = async (id: string) =>
    (await local.api<{ status: string }>('GET', `/v1/invitations/${id}`, { as: 'ada' })).body.status

  test.each([
    ['carla', 'Decline'],
    ['cem', 'Tell the reseller'],
  ])('when another link was opened in a second tab (%s)', async (person, button) => {
    const shown = await invitation({
      recipient: { email: `shown.${person}@contoso.example` },
      adminPrivileges: { template: 'licensing' },
    })
    const other = await invitation({
      recipient: { email: `other.${person}@contoso.example` },
      adminPrivileges: { template: 'licensing' },
    })
    const page = await window()
    await page.goto(shown.link)
    await signIn(page, 'Sign in to decide', person)
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    const second = await page.context().newPage()
    await second.goto(other.link)
    expect(await heading(second)).toBe('Fabrikam asks to be your reseller')
    await page.getByRole('button', { name: button }).click()
    expect(await page.innerText('main')).toContain('has changed while you were reading')
    for (const { id } of [shown, other]) {
      expect(await stateOf(id)).toBe('issued')
      const { data } = (await local.api<{ data: unknown[] }>('GET', `/v1/invitations/${id}/events`, { as: 'ada' })).body
      expect(data).toHaveLength(2)
    }
    await page.done()
  })
})

describe('who may not decide is told why', () => {
  test.each([
    ['cem', 'does not hold a role that may decide'],
    ['gus', 'is a guest or a delegated account'],
  ])('%s', async (person, sentence) => {
    const { link } = await invitation({
      recipient: { email: `${person}.asks@contoso.example` },
      adminPrivileges: { template: 'licensing' },
    })
    const page = await window()
    await page.goto(link)
    await signIn(page, 'Sign in to decide', person)
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    expect(await heading(page)).toBe('Your account may not decide')
    const text = await page.innerText('main')
    for (const words of [sentence, 'Fabrikam asks to be your reseller', 'What they ask for'])
      expect(text).toContain(words)
    expect(await page.getByRole('button', { name: 'Pass it on' }).count()).toBe(person === 'gus' ? 0 : 1)
    await picture(page, `accept-may-not-${person}`)
    await page.done()
  })

  test('an ordinary user passes the request on to a colleague, who gets it by mail', async () => {
    const { link } = await invitation({
      recipient: { email: 'office@contoso.example' },
      adminPrivileges: { template: 'licensing' },
    })
    const page = await window()
    await page.goto(link)
    await signIn(page, 'Sign in to decide', 'cem')
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    await page.getByLabel("Your colleague's e-mail address").fill('carla.haddad@contoso.example')
    await page.getByRole('button', { name: 'Pass it on' }).click()
    expect(await heading(page)).toBe('Request forwarded')
    expect(page.url()).toBe(`${local.url}/accept/done`)
    expect(await page.locator('main form').count()).toBe(0)
    await picture(page, 'accept-forwarded')
    await local.settle()
    expect((await local.inbox('carla.haddad@contoso.example'))[0]?.links).toContain(link)
    await page.done()
  })
})

describe('who decides is offered everything else, too', () => {
  test('an admin forwards the request twice, then tells the reseller that it is not for them', async () => {
    const { id, link } = await invitation({
      recipient: { email: 'admin.forwards@contoso.example' },
      adminPrivileges: { template: 'licensing' },
    })
    const page = await window()
    await page.goto(link)
    await signIn(page, 'Sign in to decide', 'carla')
    const decide = () => page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    for (const colleague of ['ece@contoso.example', 'defne@contoso.example']) {
      await decide()
      await page.getByLabel("Your colleague's e-mail address").fill(colleague)
      await page.getByRole('button', { name: 'Pass it on' }).click()
      expect(await heading(page)).toBe('Request forwarded')
      await page.getByRole('link', { name: 'Back to the request' }).click()
    }
    await decide()
    expect(await page.getByRole('button', { name: 'Pass it on' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Tell the reseller' }).click()
    expect(await heading(page)).toBe('We told Fabrikam')
    const { body } = await local.api<{ status: string }>('GET', `/v1/invitations/${id}`, { as: 'ada' })
    expect(body.status).toBe('issued')
    await page.done()
  })
})

describe('what already refuses an acceptance is shown before the form', () => {
  const open = async (link: string, person: string) => {
    const page = await window()
    await page.goto(link)
    await signIn(page, 'Sign in to decide', person)
    return page
  }
  const acceptButtons = (page: Page) => page.getByRole('button', { name: 'Accept', exact: true }).count()

  test('to an organisation in another region, on the request and on the decision', async () => {
    const { link } = await invitation({ recipient: { email: 'office@northwind.example' }, customer: {} })
    const page = await open(link, 'nora')
    const sentence = 'Fabrikam (Türkiye) and your organisation (Germany) are in different regions.'
    expect(await page.innerText('main')).toContain(sentence)
    await picture(page, 'accept-request-cannot')
    await page.getByRole('button', { name: 'Decline or forward' }).first().click()
    const text = await page.innerText('main')
    for (const words of [sentence, 'Ask a reseller in your region.', 'What they ask for']) expect(text).toContain(words)
    expect(await acceptButtons(page)).toBe(0)
    await picture(page, 'accept-decide-cannot')
    await page.getByRole('button', { name: 'Decline' }).click()
    expect(await heading(page)).toBe('You declined the request')
    await page.done()
  })

  test('to people of the reseller itself, who are offered no form at all', async () => {
    const { link } = await invitation({
      recipient: { email: 'own@contoso.example' },
      adminPrivileges: { template: 'licensing' },
    })
    const page = await open(link, 'sam')
    expect(await page.innerText('main')).toContain('fabrikam.example belongs to Fabrikam itself.')
    await page.getByRole('button', { name: 'Decline or forward' }).first().click()
    expect(await page.locator('main form').count()).toBe(0)
    await page.done()
  })

  test('to an organisation that blocks the reseller, with a button that unblocks it', async () => {
    const first = await invitation({ recipient: { email: 'blocks@adventure.example' }, customer: {} })
    const page = await open(first.link, 'ali')
    await page.getByRole('button', { name: 'Go on to the decision' }).first().click()
    await page.getByLabel('Block this reseller').check()
    await page.getByRole('button', { name: 'Decline' }).click()
    const second = await invitation({ recipient: { email: 'blocks@adventure.example' }, customer: {} })
    await page.goto('about:blank')
    await page.goto(second.link)
    expect(await page.innerText('main')).toContain('Fabrikam: your organisation blocks this reseller.')
    await page.getByRole('button', { name: 'Unblock Fabrikam' }).click()
    await page.goto(`${local.url}/accept/decide`)
    expect(await acceptButtons(page)).toBe(1)
    await page.done()
  })
})

describe('a link that is dead says why', () => {
  test('withdrawn, replaced, unknown and expired each have a page of their own', async () => {
    const withdrawn = await invitation({
      recipient: { email: 'a@contoso.example' },
      adminPrivileges: { template: 'licensing' },
    })
    const replaced = await invitation({
      recipient: { email: 'b@contoso.example' },
      adminPrivileges: { template: 'licensing' },
    })
    await post(`/v1/invitations/${withdrawn.id}/revoke`, 'ada', {})
    await post(`/v1/invitations/${replaced.id}/resend`, 'ada', { via: 'clipboard' })
    const page = await window()
    const titleOf = async (link: string) => {
      await page.goto('about:blank')
      await page.goto(link)
      return heading(page)
    }
    expect(await titleOf(withdrawn.link)).toBe('This request was withdrawn or closed')
    expect(await page.innerText('main')).toContain('ask them for a new request')
    expect(await page.getByRole('link', { name: 'ada@fabrikam.example' }).count()).toBe(1)
    expect(await titleOf(replaced.link)).toBe('A newer link has replaced this one')
    await picture(page, 'accept-superseded')
    await page.getByRole('button', { name: 'Ask the reseller for a fresh link' }).click()
    expect(await page.innerText('main')).toContain('The reseller decides whether to send a fresh link.')
    expect(await titleOf(`${local.url}/accept#i=${'A'.repeat(92)}`)).toBe('Open your invitation')
    const late = await invitation({
      recipient: { email: 'c@contoso.example' },
      adminPrivileges: { template: 'licensing' },
    })
    await local.advance('P31D')
    expect(await titleOf(late.link)).toBe('The time to answer is over')
    await page.done()
  })
})
