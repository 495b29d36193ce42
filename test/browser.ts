import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
export const screenshots = resolve(import.meta.dirname, '../.local/screenshots')

/** A real Chromium: the system's where there is one, otherwise the one that npm brought. */
export async function startBrowser(): Promise<Browser> {
  const own = system ? undefined : await sparticuz.executablePath()
  return chromium.launch({
    executablePath: system ?? own,
    args: [
      ...(system
        ? []
        : sparticuz.args.filter((arg) => !/^--(headless|single-process|window-size|user-data-dir)/.test(arg))),
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    headless: true,
  })
}

export interface Look {
  dark?: boolean
  language?: 'en' | 'tr'
  width?: number
  javaScript?: boolean
}

/** A person's own browser: cookies, language and colours apart from everybody else's. */
export async function openWindow(
  browser: Browser,
  { dark, language = 'en', width = 1100, javaScript = true }: Look = {},
) {
  const options: BrowserContextOptions = {
    colorScheme: dark ? 'dark' : 'light',
    locale: language === 'tr' ? 'tr-TR' : 'en-GB',
    viewport: { width, height: 900 },
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
  }
  const context = await browser.newContext(options)
  context.setDefaultTimeout(20_000)
  return context.newPage()
}

/** Keeps a picture of the whole page for looking through; the folder is git-ignored. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: resolve(screenshots, `${name}.png`), fullPage: true })
}
