import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { type Look, picture, startBrowser } from '../browser.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, secretIn } from '../rules/client.ts'
import { portalFor, windowOf, windowsKept } from './visits.ts'

// a journey has many pages, and the machine may be busy
vi.setConfig({ testTimeout: 60_000 })

let local: Local
let browser: Browser
const { draft, send, accept, get, post } = clientOf(() => local)

const contoso = `/console/customers/${companies.contoso.tenantId}`
const adventure = `/console/customers/${companies.adventure.tenantId}`
const licensing = { customer: { country: 'AE' }, adminPrivileges: { template: 'licensing' } }

async function invited(as: string, email: string, more: Record<string, unknown> = {}) {
  const { body } = await draft(as, email, more)
  return { id: String(body.id), link: String((await send(as, body.id)).body.link) }
}

beforeAll(async () => {
  ;[local, browser] = await Promise.all([startLocal(), startBrowser()])
  await accept('carla', (await invited('ada', 'carla@contoso.example', licensing)).link)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await local?.stop()
})

const windowFor = windowsKept((as, language) => windowOf(browser, local, as, { language }))
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText()
const main = (page: Page) => page.innerText('main')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function visit(path: string, as = 'ada', look?: Look): Promise<Page> {
  const page = await (look ? windowOf(browser, local, as, look) : windowFor(as))
  await page.goto(portalFor(local, as) + path)
  return page
}

/** The error summary's sentences; each must lead to a field that is there and is told to be wrong. */
async function complaints(page: Page): Promise<string[]> {
  expect(await page.title()).toMatch(/^(Error|Hata): /)
  const links = page.locator('.note.bad a[href^="#"]')
  for (const href of await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? '')))
    expect(await page.locator(href).count(), href).toBe(1)
  return links.allInnerTexts()
}

describe('asking for a relationship', () => {
  test('takes at most 12 clicks from the console to the acceptance, by names that are visible', async () => {
    let clicks = 0
    const click = async (page: Page, role: 'link' | 'button' | 'checkbox', name: string | RegExp) => {
      clicks++
      await page.getByRole(role, { name }).first().click()
      await page.waitForLoadState()
    }
    const ada = await visit('/console')
    await click(ada, 'link', 'Request a reseller relationship')
    await ada.getByLabel('E-mail address').fill('ali@adventure.example')
    await ada.getByLabel('Company (optional)').fill('Adventure Works')
    await ada.getByLabel('Country (optional)').selectOption({ label: 'United Arab Emirates' })
    await click(ada, 'checkbox', 'Include delegated administration privileges')
    await picture(ada, 'console-request-en')
    await click(ada, 'button', 'Next: review the e-mail')
    expect(await heading(ada)).toBe('Review the draft e-mail')
    await picture(ada, 'console-message-en')
    await click(ada, 'button', 'Send')
    expect(await heading(ada)).toBe('Your request to Adventure Works is on its way')
    expect(await main(ada)).toContain('What happens next')
    await picture(ada, 'console-sent-en')
    await local.settle()

    const [mail] = await local.inbox('ali@adventure.example')
    const ali = await windowOf(browser, local)
    clicks++
    await ali.goto(mail?.links[0] ?? '')
    await ali.waitForURL('**/accept/request')
    await click(ali, 'link', 'Sign in to decide')
    await click(ali, 'button', /ali@/)
    await click(ali, 'button', 'Go on to the decision')
    await click(ali, 'checkbox', /I accept the customer agreement/)
    await click(ali, 'button', 'Accept')
    expect(await main(ali)).toContain('Fabrikam')

    await click(ada, 'link', 'Customers')
    expect(await main(ada)).toContain('Adventure Works')
    await picture(ada, 'console-customers-en')
    expect(clicks).toBeLessThanOrEqual(12)
    await ali.context().close()
  })

  test('works in Turkish, on a phone and without JavaScript', async () => {
    const page = await visit('/console/request', 'ada', { language: 'tr', width: 320, javaScript: false })
    expect(await heading(page)).toBe('Bayi ilişkisi isteyin')
    await page.getByLabel('E-posta adresi').fill('satin.alma@contoso.example')
    await page.getByLabel('Yetki verilmiş yönetim ayrıcalıklarını ekle').check()
    await page.getByLabel('Tek tek roller').check()
    await page.getByLabel('Genel Okuyucu').check()
    await picture(page, 'console-request-tr-320')
    await button(page, 'İleri: e-postayı gözden geçir').click()
    expect(await page.getByLabel('Metin').inputValue()).toContain('{link}')
    await picture(page, 'console-message-tr-320')
    await button(page, 'Panoya kopyala').click()
    expect(await heading(page)).toContain('İstek kopyalanmaya hazır')
    expect(await page.locator('.quote').innerText()).toMatch(/\/accept#i=[\w-]{92}/)
    await picture(page, 'console-sent-tr-320')
    await page.getByRole('link', { name: 'Bitti' }).click()
    expect(await main(page)).toContain('satin.alma@contoso.example')
    expect(await main(page)).toContain('Kalan süre: 30 gün')
    await picture(page, 'console-requests-tr-320')
    await page.context().close()
  })

  test('keeps what was typed and names every wrong field', async () => {
    const page = await visit('/console/request')
    await page.getByLabel('E-mail address').fill('nobody')
    await page.getByLabel('Company (optional)').fill('Microsoft Support')
    await page.getByText('What you know of the organisation').click()
    await page.getByLabel('Domain (optional)').fill('not a domain')
    await page.getByLabel('Tenant id (optional)').fill('1')
    await page.getByLabel('Days to answer').fill('91')
    await page.getByLabel('Include delegated administration privileges').check()
    await page.getByLabel('Single roles').check()
    await page.getByLabel('For how many days').fill('900')
    await button(page, 'Next: review the e-mail').click()
    expect(await complaints(page)).toHaveLength(6)
    expect(await page.getByLabel('Domain (optional)').inputValue()).toBe('not a domain')
    expect(await page.getByLabel('Single roles').isChecked()).toBe(true)
    await picture(page, 'console-request-refused-en')
  })

  test('tells everything that preflight finds, in place, and leads to the request that is waiting', async () => {
    const { id } = await invited('ada', 'waiting@wingtip.example')
    const page = await visit('/console/request')
    await page.getByLabel('E-mail address').fill('waiting@wingtip.example')
    await button(page, 'Next: review the e-mail').click()
    expect(await main(page)).toContain('A request to this recipient is waiting for an answer')
    await picture(page, 'console-request-pending-en')
    await page.getByRole('link', { name: 'Open the request that is waiting' }).click()
    expect(page.url()).toContain(id)

    const critical = await visit('/console/request')
    await critical.getByLabel('E-mail address').fill('someone@fabrikam.example')
    await critical.getByLabel('Include delegated administration privileges').check()
    await critical.getByLabel('Single roles').check()
    await button(critical, 'Next: review the e-mail').click()
    expect(await main(critical)).toContain('You cannot ask your own organisation')
    expect(await complaints(critical)).toEqual(['Choose at least one role.'])
  })

  test('refuses a foreign link in the e-mail and keeps the text', async () => {
    const { body } = await draft('ada', 'text@wingtip.example')
    const page = await visit(`/console/request/${body.id}`)
    const text = 'Hello,\n\n{link}\n\nsee www.evil.example'
    await page.getByLabel('Text', { exact: true }).fill(text)
    await button(page, 'Send').click()
    expect(await complaints(page)).toHaveLength(1)
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe(text)
    await page.getByLabel('Text', { exact: true }).fill('Hello')
    await button(page, 'Send').click()
    expect((await complaints(page))[0]).toContain('{link} exactly once')
    await page.getByLabel('Text', { exact: true }).fill('Good morning,\n\n{link}')
    await button(page, 'Save and preview').click()
    expect(await page.locator('details .quote').innerText()).toContain('Good morning,')
    await picture(page, 'console-message-preview-en')
    await page.getByRole('link', { name: 'See what the customer sees' }).click()
    expect(await heading(page)).toBe('What the customer sees')
    expect(await page.getByRole('button', { name: /accept/i }).count()).toBe(0)
    await picture(page, 'console-preview-en')
    expect((await get(`/v1/invitations/${body.id}`, 'ada')).body.status).toBe('draft')
  })

  test('opens the mail program with the link in the text', async () => {
    const { body } = await draft('sam', 'mail.app@wingtip.example', {
      recipient: { email: 'mail.app@wingtip.example' },
    })
    const page = await visit(`/console/request/${body.id}`, 'sam')
    await button(page, 'Open in e-mail').click()
    const href = await page.getByRole('link', { name: 'Open in e-mail' }).getAttribute('href')
    expect(decodeURIComponent(href ?? '')).toMatch(/^mailto:mail\.app@wingtip\.example\?.*\/accept#i=[\w-]{92}/s)
  })

  test('includes privileges without a choice in a national cloud, and says why', async () => {
    const page = await visit('/console/request', 'uma')
    const box = page.getByLabel('Include delegated administration privileges')
    expect([await box.isChecked(), await box.isDisabled()]).toEqual([true, true])
    expect(await main(page)).toContain('a request must include them')
    await picture(page, 'console-request-government-en')
    await page.getByLabel('E-mail address').fill('pat@proseware.example')
    await button(page, 'Next: review the e-mail').click()
    expect(await main(page)).toContain('Service Support Administrator')
  })
})

describe('what an app role may', () => {
  test('a SalesAgent asks for ready-made sets only', async () => {
    const page = await visit('/console/request', 'sam')
    await page.getByLabel('Include delegated administration privileges').check()
    expect(await page.getByLabel('Managed service').isDisabled()).toBe(true)
    expect(await page.getByLabel('Single roles').isDisabled()).toBe(true)
    expect(await page.getByLabel('Licensing').isEnabled()).toBe(true)
  })

  test('a HelpdeskAgent reads, sees no link, and opens service requests', async () => {
    const { id, link } = await invited('ada', 'help@wingtip.example')
    const page = await visit('/console/request', 'hal')
    expect(await main(page)).toContain('takes the app role AdminAgent or SalesAgent')
    expect(await page.getByLabel('E-mail address').count()).toBe(0)
    await page.goto(`${local.url}/console/requests/${id}`)
    expect(await main(page)).toContain('Your app role sees no link.')
    expect(await page.content()).not.toContain(link.split('#i=')[1])
    await page.goto(`${local.url}${contoso}/service-requests`)
    expect(await button(page, 'Record the request').isEnabled()).toBe(true)
    await page.goto(`${local.url}${contoso}/subscriptions`)
    expect(await main(page)).toContain('Provisioning takes the app role AdminAgent or SalesAgent')
  })
})

describe('pending requests', () => {
  test('tell what became of the mail, and can be sent again and withdrawn', async () => {
    const page = await visit('/console/requests')
    await picture(page, 'console-requests-en')
    expect(await main(page)).toContain('Expires in')
    const { id } = await invited('ada', 'resend@wingtip.example')
    await page.goto(`${local.url}/console/requests/${id}`)
    await picture(page, 'console-request-record-en')
    const before = await page.locator('.quote.code').innerText()
    await button(page, 'Send again').click()
    expect(await heading(page)).toContain('ready to copy')
    await page.goto(`${local.url}/console/requests/${id}`)
    expect(await page.locator('.quote.code').innerText()).not.toBe(before)
    expect(await main(page)).toContain('Complete and unchanged.')
    await page.getByRole('link', { name: 'Withdraw' }).click()
    await picture(page, 'console-withdrawal-en')
    await button(page, 'Withdraw the request').click()
    expect(await main(page)).toContain('The request was withdrawn, or closed because')
    await page.goto(`${local.url}/console/requests?status=revoked`)
    expect(await main(page)).toContain('resend@wingtip.example')
  })

  test.each([
    ['ses', 'P30D', /If nobody answers, we remind them on \d+ \w+ \d{4} and \d+ \w+ \d{4}\./],
    ['ses', 'P1D', /We do not remind them/],
    ['mail-app', 'P30D', /Send the mail from your mail program.*We do not remind them/s],
    ['clipboard', 'P30D', /Copy the text and give it to the recipient.*We do not remind them/s],
  ] as const)('promise a reminder only where one is sent: %s, %s', async (via, expiresIn, words) => {
    const { body } = await draft('ada', `${via}-${expiresIn}@wingtip.example`.toLowerCase(), { expiresIn })
    const page = await visit(`/console/request/${body.id}`)
    const send = page.locator('form p.row').filter({ has: button(page, 'Send') })
    expect((await send.innerText()).includes('we remind the customer')).toBe(expiresIn === 'P30D')
    await post(`/v1/invitations/${body.id}/send`, 'ada', { via })
    await page.goto(`${local.url}/console/request/${body.id}/sent`)
    expect(await main(page)).toMatch(words)
    if (via !== 'ses' || expiresIn === 'P1D') expect(await main(page)).not.toContain('we remind')
  })

  test('are found by the whole address of their recipient, and name who created and who sent them', async () => {
    const { body } = await draft('ada', 'searched@wingtip.example')
    await send('sam', body.id)
    await invited('ada', 'beside@wingtip.example')
    const page = await visit('/console/requests')
    await page.getByLabel('Email address').fill(' Searched@Wingtip.example')
    await button(page, 'Show').click()
    expect(await main(page)).not.toContain('beside@wingtip.example')
    const row = page.getByRole('row', { name: 'searched@wingtip.example' })
    expect(await row.innerText()).toContain('Sam Demir')
    await row.getByRole('link').click()
    expect(await main(page)).toMatch(/Drafted\s.*\(Ada Yılmaz\)\s+Last sent\s.*\(Sam Demir\)/)
    await page.goto(`${local.url}/console/requests?recipient=searched`)
    expect(await complaints(page)).toHaveLength(1)
    await page.goto(`${local.url}/console/requests?recipient=nobody@wingtip.example`)
    expect(await main(page)).toContain('No request fits.')
  })

  test('show a bounced mail and that somebody waits for a fresh link', async () => {
    await local.control('ses', { next: 'bounce', times: 1 })
    const { body } = await draft('ada', 'bounce@wingtip.example')
    const { link } = (await send('ada', body.id, 'ses')).body
    await local.settle()
    await post('/v1/acceptance/fresh-link', undefined, { secret: secretIn(link) })
    const page = await visit('/console/requests')
    const row = await page.getByRole('row', { name: 'bounce@wingtip.example' }).innerText()
    expect(row).toContain('Bounced: there is no such address')
    expect(row).toContain('Fresh link wanted')
    await picture(page, 'console-requests-bounced-en')
    await page.getByRole('link', { name: 'bounce@wingtip.example' }).click()
    expect(await main(page)).toContain('Somebody with an old link asks for a new one')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await button(page, 'Copy the link').click()
    await button(page, 'Copied').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(link)
  })

  test('show a refusal to send again in place', async () => {
    const { body } = await draft('ada', 'cooldown@wingtip.example')
    await send('ada', body.id, 'ses')
    await local.settle()
    const page = await visit(`/console/requests/${body.id}`)
    expect(await main(page)).toContain('Delivered')
    await button(page, 'Send again').click()
    expect(await main(page)).toContain('Wait five minutes')
  })
})

describe('the record of a customer', () => {
  test('tells for each action whether it is allowed and why', async () => {
    const page = await visit('/console')
    await page.getByLabel('Name or domain begins with').fill('cont')
    await page.getByLabel('Admin privileges').selectOption('active')
    await button(page, 'Show').click()
    await page.getByRole('link', { name: /^contoso/i }).click()
    await page.getByText('Users', { exact: false }).first().click()
    await page.locator('summary').first().click()
    expect(await main(page)).toContain('User Administrator')
    expect(await main(page)).toContain('Not allowed')
    expect(await main(page)).toContain('The customer has granted: User Administrator.')
    await picture(page, 'console-customer-en')
  })

  test('renames a customer, which reads that name on its own page', async () => {
    const page = await visit(contoso)
    await page.getByRole('link', { name: 'Rename' }).click()
    await page.getByLabel('Name').fill('Microsoft Support')
    await button(page, 'Save').click()
    expect(await complaints(page)).toHaveLength(1)
    await page.getByLabel('Name').fill('Contoso Trading')
    await button(page, 'Save').click()
    expect(await main(page)).toContain('The customer has its new name.')
    expect(await heading(page)).toContain('Contoso Trading')
    const carla = await visit(`/partners/${companies.fabrikam.tenantId}`, 'carla')
    expect(await main(carla)).toMatch(/Fabrikam calls your organisation\s+Contoso Trading/)
    await carla.context().close()
  })

  test('takes another support contact and refuses a wrong one', async () => {
    const page = await visit(`${contoso}/support-contact`)
    await page.getByLabel('Name').fill('Hal Kaya')
    await page.getByLabel('E-mail address').fill('hal')
    await button(page, 'Save').click()
    expect(await complaints(page)).toEqual(['Enter an email address such as name@company.example.'])
    expect(await page.getByLabel('Name').inputValue()).toBe('Hal Kaya')
    await page.getByLabel('E-mail address').fill('hal@fabrikam.example')
    await button(page, 'Save').click()
    expect(await main(page)).toContain('Hal Kaya, hal@fabrikam.example')
    await page.getByRole('link', { name: 'Agree on the end of your responsibility' }).click()
    await page.getByLabel('Your day').fill('2020-01-01')
    await button(page, 'Propose this day').click()
    expect(await complaints(page)).toHaveLength(1)
    await page.getByLabel('Your day').fill('2040-01-31')
    await button(page, 'Propose this day').click()
    expect(await main(page)).toContain('It counts once the customer has named one, too.')
    await page.goto(`${local.url}${contoso}/support-end`)
    expect(await main(page)).toContain('You proposed 31 January 2040 as the last day.')
    expect(await main(page)).toContain('If the customer accepts a new request of yours after the end')
  })

  test('records service requests and closes them, by phone with the number of the case', async () => {
    const page = await visit(`${contoso}/service-requests`, 'hal')
    await button(page, 'Record the request').click()
    expect(await complaints(page)).toHaveLength(2)
    await page.getByLabel('Title').fill('Mail is slow')
    await page.getByLabel('What is wrong').fill('Since Monday')
    await page.getByLabel('By phone').check()
    await picture(page, 'console-service-requests-en')
    await button(page, 'Record the request').click()
    expect(await main(page)).toContain('The service request is recorded.')
    await page.getByRole('link', { name: 'Close it' }).click()
    await button(page, 'Close it').click()
    expect(await complaints(page)).toHaveLength(1)
    await page.getByLabel('case number').fill('SR-1')
    await button(page, 'Close it').click()
    expect(await main(page)).toContain('The service request is closed.')
    await picture(page, 'console-service-requests-closed-en')
  })

  test('lists subscriptions, which block the removal until they are cancelled', async () => {
    const page = await visit(`${contoso}/subscriptions`)
    await button(page, 'Create the subscription').click()
    expect(await complaints(page)).toHaveLength(1)
    await page.getByLabel('Name').fill('Office seats')
    await page.getByLabel('Kind').selectOption('license-based')
    await page.getByLabel('Quantity (optional)').fill('25')
    await picture(page, 'console-subscriptions-en')
    await button(page, 'Create the subscription').click()
    expect(await main(page)).toContain('Office seats')

    await page.goto(`${local.url}${contoso}/removal`)
    expect(await main(page)).toContain('Fabrikam must cancel its active and suspended subscriptions first. (1)')
    expect(await button(page, 'Remove the relationship').count()).toBe(0)
    await picture(page, 'console-removal-blocked-en')
    await page.getByRole('link', { name: 'All subscriptions' }).click()
    await page.getByRole('link', { name: 'Change: Office seats' }).click()
    await picture(page, 'console-subscription-en')
    await button(page, 'Suspend').click()
    expect(await main(page)).toContain('The subscription is suspended.')
    await page.getByRole('link', { name: 'Change: Office seats' }).click()
    await button(page, 'Cancel the subscription').click()
    expect(await main(page)).toContain('The subscription is cancelled.')
  })

  test('asks the same customer again with what was asked before', async () => {
    const page = await visit(contoso)
    await page.getByRole('link', { name: 'Ask for admin privileges' }).click()
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('carla@contoso.example')
    expect(await page.getByLabel('License Administrator').isChecked()).toBe(true)
    await picture(page, 'console-request-again-en')
    await button(page, 'Next: review the e-mail').click()
    expect(await main(page)).toContain('License Administrator')
  })

  test('tells the history and that it holds', async () => {
    const page = await visit(`${contoso}/history`)
    expect(await main(page)).toContain('Complete and unchanged.')
    expect(await main(page)).toContain('Carla Haddad')
    await picture(page, 'console-history-en')
  })

  test('gives privileges up', async () => {
    const page = await visit(contoso)
    await page.getByRole('link', { name: 'Give admin privileges up' }).click()
    await picture(page, 'console-give-up-en')
    await button(page, 'Give them up').click()
    expect(await main(page)).toContain('Given up by you')
  })

  test('removes the relationship only once it is confirmed', async () => {
    const page = await visit(`${adventure}/removal`)
    await picture(page, 'console-removal-en')
    await button(page, 'Remove the relationship').click()
    expect(await complaints(page)).toEqual(['Tick the box to confirm.'])
    await page.getByLabel(/Yes, end the relationship/).check()
    await button(page, 'Remove the relationship').click()
    expect(await main(page)).toContain('The relationship has ended.')
  })
})

describe('an organisation that was not expected', () => {
  test('waits until the partner says that it is its customer', async () => {
    const { link } = await invited('ivy', 'someone@contoso.example', licensing)
    await accept('ali', link)
    const page = await visit('/console', 'ivy')
    expect(await main(page)).toContain('To be confirmed')
    await page.locator('tbody a').first().click()
    expect(await main(page)).toMatch(/Accepted on.*Not you, until you confirm this customer/s)
    expect(await main(page)).not.toContain('Customer since')
    await picture(page, 'console-unconfirmed-en')
    await page.getByRole('link', { name: 'Look and answer' }).click()
    expect(await main(page)).toMatch(/someone@contoso\.example.*adventure\.example/s)
    await picture(page, 'console-confirmation-en')
    await button(page, 'This is my customer').click()
    expect(await main(page)).toContain('Confirmed: the relationship has begun.')
  })
})

describe('the profile', () => {
  test('changes whom customers turn to, and only an AdminAgent does', async () => {
    const page = await visit('/console/profile', 'ivy')
    await page.getByLabel('E-mail address').fill('none')
    await button(page, 'Save the contact').click()
    expect(await complaints(page)).toHaveLength(1)
    await page.getByLabel('E-mail address').fill('sales@litware.example')
    await picture(page, 'console-profile-en')
    await button(page, 'Save the contact').click()
    expect(await main(page)).toContain('Saved.')
    const sales = await visit('/console/profile', 'sam')
    expect(await button(sales, 'Save the contact').count()).toBe(0)
  })
})

describe('privileges that end soon', () => {
  test('are asked for again, many at once', async () => {
    const short = { roles: ['fe930be7-5e62-47db-91af-98c3a49a38b1'], duration: 'P20D' }
    await accept('carla', (await invited('tom', 'carla@contoso.example', { adminPrivileges: short })).link)
    const page = await visit('/console/expiring', 'tom')
    await button(page, 'Ask the chosen customers again').click()
    expect(await complaints(page)).toEqual(['Choose at least one customer.'])
    await page.getByLabel(/contoso/i).check()
    await picture(page, 'console-expiring-en')
    await button(page, 'Ask the chosen customers again').click()
    expect(await main(page)).toContain('asked again')
  })
})
