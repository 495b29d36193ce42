import type { Browser, Page } from 'playwright-core'
import { companies, companyOf, people } from '../../infra/local/people.ts'
import { type Look, openWindow } from '../browser.ts'
import type { Local } from '../local.ts'
import { clientOf } from '../rules/client.ts'
import { arrangeConsole, consoleVisits } from './console-visits.ts'

/** The links that a visitor may hold, one for each thing that may have become of an invitation. */
export type Links = Awaited<ReturnType<typeof arrange>>

/** A page as somebody sees it. A row here is looked at in both languages, light and dark, wide and narrow. */
export interface Visit {
  name: string
  path: string | ((local: Local) => Promise<string>)
  /** who is signed in */
  as?: keyof typeof people & string
  /** the link that was opened before */
  holding?: keyof Links
  /** a selector that is clicked once the page is there: for a form that is refused */
  press?: string
}

const litware = `/partners/${companies.litware.tenantId}`

export const visits: readonly Visit[] = [
  { name: 'home', path: '/' },
  { name: 'home of a customer', path: '/', as: 'carla' },
  { name: 'signed out', path: '/signed-out' },
  { name: 'the sign-in failed', path: '/sign-in/callback?error=access_denied' },
  { name: 'the sign-in failed by our fault', path: '/sign-in/failed?failure=client-refused&to=/console' },
  { name: 'no such page', path: '/nowhere' },
  { name: 'agreement', path: '/agreement/en' },
  { name: 'agreement in Turkish', path: '/agreement/tr' },
  { name: 'paste the code', path: '/accept' },
  { name: 'paste the code, refused', path: '/accept', press: 'main button' },
  { name: 'no link is held', path: '/accept/request' },
  { name: 'request', path: '/accept/request', holding: 'open' },
  { name: 'request without privileges', path: '/accept/request', holding: 'plain' },
  { name: 'request through a provider', path: '/accept/request', holding: 'reseller' },
  { name: 'request, signed in', path: '/accept/request', holding: 'open', as: 'carla' },
  { name: 'request that renews', path: '/accept/request', holding: 'renewing', as: 'carla' },
  { name: 'request that cannot be accepted', path: '/accept/request', holding: 'open', as: 'nora' },
  { name: 'decision', path: '/accept/decide', holding: 'open', as: 'carla' },
  { name: 'decision that cannot be taken', path: '/accept/decide', holding: 'open', as: 'nora' },
  { name: 'decision with the agreement', path: '/accept/decide', holding: 'government', as: 'pat' },
  {
    name: 'decision, refused',
    path: '/accept/decide',
    holding: 'government',
    as: 'pat',
    press: 'button[value=accept]',
  },
  { name: 'may not decide: role not held', path: '/accept/decide', holding: 'open', as: 'cem' },
  {
    name: 'pass it on, refused',
    path: '/accept/decide',
    holding: 'open',
    as: 'cem',
    press: 'form[action="/accept/forward"] button',
  },
  { name: 'may not decide: role not activated', path: '/accept/decide', holding: 'open', as: 'ece' },
  { name: 'may not decide: guest', path: '/accept/decide', holding: 'open', as: 'gus' },
  { name: 'already accepted', path: '/accept/request', holding: 'accepted', as: 'carla' },
  { name: 'already accepted, to a stranger', path: '/accept/request', holding: 'accepted' },
  { name: 'already declined', path: '/accept/request', holding: 'declined', as: 'carla' },
  { name: 'withdrawn', path: '/accept/request', holding: 'withdrawn' },
  { name: 'withdrawn, signed in', path: '/accept/request', holding: 'withdrawn', as: 'carla' },
  { name: 'already accepted, to another organisation', path: '/accept/request', holding: 'accepted', as: 'nora' },
  { name: 'replaced', path: '/accept/request', holding: 'replaced' },
  { name: 'too late', path: '/accept/request', holding: 'late' },
  { name: 'partners of a customer', path: '/partners', as: 'carla' },
  { name: 'no partners', path: '/partners', as: 'nora' },
  { name: 'relationships that ended', path: '/partners?status=removed', as: 'carla' },
  { name: 'partners, to a guest', path: '/partners', as: 'gus' },
  { name: 'one partner', path: litware, as: 'carla' },
  { name: 'one partner, to whoever only reads', path: litware, as: 'cem' },
  { name: 'history with a partner', path: `${litware}/history`, as: 'carla' },
  { name: 'change privileges', path: `${litware}/privileges`, as: 'carla' },
  { name: 'take privileges away', path: `${litware}/privileges/remove`, as: 'carla' },
  { name: 'ask to end', path: `${litware}/end`, as: 'carla' },
  { name: 'end of support', path: `${litware}/support`, as: 'carla' },
  {
    name: 'end of support, refused',
    path: `${litware}/support`,
    as: 'carla',
    press: `form[action="${litware}/support"] button`,
  },
  { name: 'blocks', path: '/partners/blocks', as: 'carla' },
  { name: 'agreement, accepted', path: '/partners/agreement', as: 'carla' },
  { name: 'agreement, open', path: '/partners/agreement', as: 'nora' },
  {
    name: 'agreement, refused',
    path: '/partners/agreement',
    as: 'nora',
    press: 'form[action="/partners/agreement"] button',
  },
  { name: 'erasure', path: '/partners/erasure', as: 'carla' },
  {
    name: 'erasure, refused',
    path: '/partners/erasure',
    as: 'carla',
    press: 'form[action="/partners/erasure"] button',
  },
  ...consoleVisits,
]

/** Makes one invitation for each thing that may become of it, and tells the links. */
export async function arrange(local: Local, recipient: { name?: string; company?: string } = {}) {
  const { draft, send, accept, post } = clientOf(() => local)
  const invite = async (as: string, email: string, more: Record<string, unknown> = {}) => {
    const { body } = await draft(as, email, { ...more, recipient: { email, ...recipient } })
    const sent = await send(as, body.id)
    if (sent.status !== 200) throw new Error(`${email}: ${JSON.stringify([body, sent.body])}`)
    return { id: String(body.id), link: String(sent.body.link) }
  }
  const licensing = { customer: { country: 'AE' }, adminPrivileges: { template: 'licensing' } }
  const late = await invite('ada', 'late@contoso.example')
  await local.advance('P31D')

  const accepted = await invite('ivy', 'carla@contoso.example', licensing)
  await accept('carla', accepted.link)
  const declined = await invite('ada', 'no@contoso.example')
  await post('/v1/acceptance/decline', 'carla', { secret: declined.link.split('#i=')[1], reason: 'We have one' })
  const withdrawn = await invite('ada', 'withdrawn@contoso.example')
  await post(`/v1/invitations/${withdrawn.id}/revoke`, 'ada', {})
  const replaced = await invite('ada', 'replaced@contoso.example')
  await post(`/v1/invitations/${replaced.id}/resend`, 'ada', { via: 'clipboard' })
  const links = {
    open: await invite('ada', 'carla@contoso.example', licensing),
    plain: await invite('ada', 'plain@contoso.example'),
    renewing: await invite('ivy', 'again@contoso.example', licensing),
    reseller: await invite('tom', 'reseller@contoso.example', licensing),
    government: await invite('uma', 'pat@proseware.example'),
    ...{ late, accepted, declined, withdrawn, replaced },
  }
  await arrangeConsole(local)
  await local.settle()
  return Object.fromEntries(Object.entries(links).map(([name, { link }]) => [name, link])) as Record<
    keyof typeof links,
    string
  >
}

/** The portal of the person's cloud. */
export const portalFor = ({ url }: Local, as?: string) =>
  as && people[as] && companyOf(people[as]).cloud === 'us-government' ? url.replace('localhost', '127.0.0.1') : url

/** A window of that person, signed in; of nobody without a name. */
export async function windowOf(browser: Browser, local: Local, as?: string, look?: Look): Promise<Page> {
  const page = await openWindow(browser, look)
  if (!as) return page
  await page.goto(`${portalFor(local, as)}/sign-in?to=/signed-out`)
  await page.getByRole('button', { name: `${as}@` }).click()
  await page.waitForURL('**/signed-out')
  return page
}

const held = new WeakMap<Page, { link: string; at: number }>()
// the browser holds a link for ten minutes
const holds = (page: Page, link: string) => {
  const last = held.get(page)
  return last?.link === link && Date.now() - last.at < 300_000
}

/** Opens the link as from a mail, so that the browser holds it. */
export async function hold(page: Page, link: string): Promise<void> {
  // from one fragment to the next a browser would not load the page again
  await page.goto('about:blank')
  await page.goto(link)
  // an answered link leads members of that organisation to its answer
  await page.waitForURL(/\/accept\/(request|done)$/)
  held.set(page, { link, at: Date.now() })
}

/** Brings the window to where the visit is; answers the status of the last page that was loaded. */
export async function visit(page: Page, local: Local, links: Links, { path, as, holding, press }: Visit) {
  const portal = holding === 'government' ? portalFor(local, 'pat') : portalFor(local, as)
  if (holding && !holds(page, links[holding])) await hold(page, links[holding])
  const answer = await page.goto(portal + (typeof path === 'string' ? path : await path(local)))
  if (!press) return answer?.status() ?? 0
  const [pressed] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'),
    page.click(press),
  ])
  await page.waitForLoadState()
  return pressed.status()
}

/** Our own cookies of a window, as a browser sends them. */
export const cookiesOf = async (page: Page, portal?: string): Promise<string[]> =>
  (await page.context().cookies(portal))
    .filter(({ name }) => name.startsWith('__Host-'))
    .map(({ name, value }) => `${name}=${value}`)

/** What the forms of the shown page carry. */
export const tokenOf = (page: Page) => page.locator('input[name=_token]').first().inputValue()

/** Keeps one window per person and language, so that everybody signs in once. */
export function windowsKept<P extends Page>(open: (as: string | undefined, language: 'en' | 'tr') => Promise<P>) {
  const kept = new Map<string, Promise<P>>()
  return (as: string | undefined, language: 'en' | 'tr' = 'en') => {
    const key = `${as} ${language}`
    const window = kept.get(key) ?? open(as, language)
    kept.set(key, window)
    return window
  }
}
