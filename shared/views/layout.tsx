import type { Child } from 'hono/jsx'
import type { Locale } from '../domain/locale.ts'
import type { Member } from '../domain/people.ts'
import { commonWords } from '../messages/pages/pages.ts'
import { assets } from './css.ts'

/** What every page needs to know of the request. */
export interface Frame {
  locale: Locale
  operator: string
  /** hidden in every form; without one a page has no forms */
  token: string | undefined
  /** path and query of this page, to come back to */
  here: string
  caller?: Member
  navigation?: { href: string; label: string; current?: boolean }[]
}

/** A whole page. `failed` puts "Error:" into the title, for those who hear pages. */
export function Layout(props: { frame: Frame; title: string; failed?: boolean; scripted?: boolean; children: Child }) {
  const { frame, title, failed, scripted, children } = props
  const { locale, caller, navigation = [] } = frame
  const words = commonWords(locale)
  return (
    <html lang={locale} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>
          {failed ? words.errorInTitle({ title }) : title} - {words.service}
        </title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assets.css} />
        {scripted && <script src={assets.script} defer></script>}
      </head>
      <body>
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <header class="bar">
          <div>
            <a class="brand" href="/">
              {words.service}
            </a>
            {navigation.length > 0 && (
              <nav aria-label={words.navigation}>
                <ul>
                  {navigation.map(({ href, label, current }) => (
                    <li>
                      <a href={href} aria-current={current ? 'page' : undefined}>
                        {label}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            )}
            <div class="end">
              {caller && <span>{words.signedInAs(caller)}</span>}
              {frame.token && <LanguageSwitch frame={frame} />}
              {caller && (
                <Form frame={frame} action="/sign-out" inline>
                  <button class="plain" type="submit">
                    {words.signOut}
                  </button>
                </Form>
              )}
            </div>
          </div>
        </header>
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <footer>{words.operatedBy({ operator: frame.operator })}</footer>
      </body>
    </html>
  )
}

function LanguageSwitch({ frame }: { frame: Frame }) {
  const words = commonWords(frame.locale)
  const other: Locale = frame.locale === 'en' ? 'tr' : 'en'
  return (
    <Form frame={frame} action="/language" inline>
      <input type="hidden" name="language" value={other} />
      <input type="hidden" name="to" value={frame.here} />
      <button class="plain" type="submit" lang={other} aria-label={words.otherLanguageLabel}>
        {words.otherLanguage}
      </button>
    </Form>
  )
}

/** Every form of ours: posts, and carries the token that a foreign page cannot know. */
export function Form(props: { frame: Frame; action: string; inline?: boolean; secret?: boolean; children: Child }) {
  const { frame, action, inline, secret, children } = props
  return (
    <form
      method="post"
      action={action}
      class={inline ? 'inline' : undefined}
      data-secret={secret ? '' : undefined}
      novalidate
    >
      <input type="hidden" name="_token" value={frame.token} />
      {children}
    </form>
  )
}
