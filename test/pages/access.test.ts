import type { AxeResults, RunOptions } from 'axe-core'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales } from '../../shared/domain/locale.ts'
import { openWindow, picture, startBrowser } from '../browser.ts'
import { type Local, startLocal } from '../local.ts'
import { ask } from './ask.ts'
import { arrange, hold, type Links, visit, visits, windowOf, windowsKept } from './visits.ts'

const userAgent = 'a browser of these tests'
const narrow = 320
const wide = 1100
const mostBytes = 15 * 1024
// the slowest part: only for who wants to look at all pages in both languages
const pictures = process.env.PICTURES !== undefined

let local: Local
let browser: Browser
let links: Links
beforeAll(async () => {
  ;[local, browser] = await Promise.all([startLocal(), startBrowser()])
  links = await arrange(local)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await local?.stop()
})

const windowFor = windowsKept(async (as) => {
  const page = await windowOf(browser, local, as)
  return Object.assign(page, { devTools: await page.context().newCDPSession(page) })
})

/** Every rule of axe-core, also those that it only recommends; or only those that are named. */
const violations = (page: Page, ...rules: string[]) =>
  page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }
    const options: RunOptions = { resultTypes: ['violations'], ...(runOnly.length > 0 && { runOnly }) }
    const { violations } = await axe.run(options)
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`)
  }, rules)

/** What is wider than the window, or nothing. */
const tooWide = (page: Page) =>
  page.evaluate(() => {
    const most = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= most) return []
    const boxes = [...document.querySelectorAll('body *')].map((one) => ({ one, box: one.getBoundingClientRect() }))
    const outside = boxes.filter(({ box }) => box.right > most + 1 || box.left < -1)
    return outside.length > 0 ? outside.map(({ one }) => one.outerHTML.slice(0, 120)) : ['the page itself']
  })

describe.each(locales)('every page in %s', (language) => {
  test.each(visits)(
    '$name',
    async (row) => {
      const page = await windowFor(row.as)
      await page.devTools.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: language })
      const refused: string[] = []
      const note = (message: { type: () => string; text: () => string }) => {
        if (message.type() === 'error' && /Content Security Policy/.test(message.text())) refused.push(message.text())
      }
      page.on('console', note)
      await page.setViewportSize({ width: wide, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      await visit(page, local, links, row)
      const file = `${row.name.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}-${language}`
      if (pictures) await picture(page, file)

      // a policy that forbids inline scripts does not stop what the browser itself puts in
      await page.devTools.send('Runtime.evaluate', { expression: `${axe.source};0` })
      expect(await violations(page), 'light').toEqual([])
      const { spoken, levels } = await page.evaluate(() => ({
        spoken: document.documentElement.lang,
        levels: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => Number(one.tagName.slice(1))),
      }))
      expect(spoken).toBe(language)
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? level), `${levels}`).toBeLessThan(2)

      const summary = await page
        .locator('[role=alert] a[href^="#"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
      for (const target of summary)
        expect(await page.locator(`input${target}, textarea${target}, select${target}`).count(), target).toBe(1)
      if (summary.length > 0) expect(await page.title()).toMatch(/^(Error|Hata): /)

      await page.emulateMedia({ colorScheme: 'dark' })
      // nothing but the colours has changed
      expect(await violations(page, 'color-contrast'), 'dark').toEqual([])
      await page.setViewportSize({ width: narrow, height: 900 })
      expect(await tooWide(page), 'narrow').toEqual([])
      if (pictures) await picture(page, `${file}-dark-narrow`)
      await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
      expect(await tooWide(page), 'narrow, from right to left').toEqual([])
      await page.setViewportSize({ width: wide, height: 900 })
      expect(await tooWide(page), 'from right to left').toEqual([])
      page.off('console', note)
      expect(refused).toEqual([])
    },
    60_000,
  )
})

test.each(['/', '/accept', '/accept/request'])('%s with all that it loads is at most 15 kB', async (path) => {
  const page = await windowFor(undefined)
  if (path === '/accept/request') await hold(page, links.open)
  await page.goto(local.url + path)
  const loaded = await page
    .locator('link[rel=stylesheet], script[src]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? ''))
  const files = await Promise.all(loaded.map((file) => ask(local.url + file)))
  // API Gateway does not compress
  const html = Buffer.byteLength(await page.content())
  const bytes = files.reduce((sum, { body }) => sum + Buffer.byteLength(body), html)
  expect(bytes, `of which ${html} are HTML`).toBeLessThanOrEqual(mostBytes)
})

test('nothing moves, least of all for those who asked for it', async () => {
  const page = await windowFor(undefined)
  await page.goto(local.url)
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((one) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
        return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto'
      }).length,
  )
  expect(moving).toBe(0)
})

/** Presses Tab until something of that name has the focus, and looks whether one sees where it is on the way. */
async function tabTo(page: Page, name: RegExp) {
  for (let pressed = 0; pressed < 80; pressed++) {
    await page.keyboard.press('Tab')
    const focus = await page.evaluate(() => {
      const one = document.activeElement
      if (!(one instanceof HTMLElement) || one === document.body) return undefined
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      const label = 'labels' in one && (one.labels as NodeListOf<HTMLElement> | null)?.[0]?.textContent
      const seen = one.getBoundingClientRect()
      return {
        name: one.getAttribute('aria-label') ?? (label || one.textContent || ''),
        ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        inside: seen.width > 0 && seen.right > 0 && seen.top < innerHeight && seen.bottom > 0,
      }
    })
    if (!focus) continue
    if (new URL(page.url()).pathname.startsWith('/accept'))
      expect(focus, focus.name).toMatchObject({ ring: true, inside: true })
    if (name.test(focus.name)) return
  }
  throw new Error(`No Tab leads to ${name} on ${page.url()}`)
}

test('an admin reads, signs in, strikes a role and accepts with the keyboard alone', async () => {
  const page = await openWindow(browser)
  await hold(page, links.reseller)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  const enter = async (name: RegExp, then: string) => {
    await tabTo(page, name)
    await Promise.all([page.waitForURL(then), page.keyboard.press('Enter')])
  }
  await enter(/^\s*Sign in to decide/, '**/_local/identity/**')
  await enter(/Carla Haddad/, '**/accept/request')
  await enter(/^\s*Go on to the decision/, '**/accept/decide')
  await tabTo(page, /^\s*User Administrator/)
  await page.keyboard.press('Space')
  await tabTo(page, /For how many days/)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('30')
  await enter(/^\s*Accept\s*$/, '**/accept/done')
  expect(await page.locator('h1').innerText()).toBe('Tailspin and its provider Litware are your resellers')
  const { body } = await local.api<{ data: { adminPrivileges: { duration: string; roles: unknown[] } }[] }>(
    'GET',
    '/v1/customers',
    { as: 'tom' },
  )
  expect(body.data[0]?.adminPrivileges).toMatchObject({ duration: 'P30D' })
  await page.context().close()
}, 180_000)
