import { notFound } from '../../shared/domain/ids.ts'
import type { KeyRing } from '../../shared/domain/link.ts'
import { locales } from '../../shared/domain/locale.ts'
import type { Member } from '../../shared/domain/people.ts'
import { isSignInFailure, type SignInFailure, signInFailures } from '../../shared/domain/sign-in.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { decryptCookie, dropCookie, encryptCookie, fitsBrowser, setCookie } from '../../shared/http/cookies.ts'
import { safePath } from '../../shared/http/page.tsx'
import { sessionCookie } from '../../shared/http/session.ts'
import { logger } from '../../shared/log.ts'
import { assets, css, script } from '../../shared/views/css.ts'
import { HomePage, SignedOutPage } from '../../shared/views/home-pages.tsx'
import type { Frame } from '../../shared/views/layout.tsx'
import { SignInFailedPage } from '../../shared/views/sign-in-failed.tsx'
import type { PageHandlers } from '../http-function.ts'
import { answersFlow, finishFlow, flowSchema, startFlow } from './code-flow.ts'
import type { Failure } from './failures.ts'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

const flowSeconds = 600
const languageSeconds = 31_536_000

/** The session of who signed in, unless it takes more than a browser keeps. */
async function signedIn(ring: KeyRing, result: Failure | { member: Member }): Promise<Failure | { session: string }> {
  if ('failure' in result) return result
  const session = await sessionCookie(ring, result.member, ACCEPTING_ROLES)
  return fitsBrowser(session) ? { session } : { failure: 'too-large', code: 'cookie-too-large' }
}

// the language switch comes back to the page, and the address of the callback must not be opened twice
const failedFrame = (frame: Frame, failure: SignInFailure, to: string): Frame => ({
  ...frame,
  here: `/sign-in/failed?${new URLSearchParams({ failure, to })}`,
})

/** The ways in and out, and the pages' own files. */
export const pages = {
  home: ({ frame }) => ({ page: <HomePage frame={frame} /> }),

  'sign-in': async ({ ring, portal, query }) => {
    const another = query.get('account') === 'another'
    const { url, flow } = await startFlow(portal.cloud, portal.baseUrl, safePath(query.get('to')), another)
    return { redirect: url, cookies: [await encryptCookie(ring, 'sign-in', flow, flowSeconds)] }
  },

  'signed-in': async ({ ring, portal, query, cookies, frame }) => {
    const flow = flowSchema.safeParse(await decryptCookie(ring, 'sign-in', cookies)).data
    const to = safePath(flow?.to)
    const result = await signedIn(ring, await finishFlow(portal.cloud, portal.baseUrl, flow, query))
    // a callback that somebody else made up does not end the sign-in that waits
    const ended = answersFlow(flow, query) ? [dropCookie('sign-in')] : []
    if ('session' in result) return { redirect: to, cookies: [...ended, result.session] }
    const { failure } = result
    const { status, level } = signInFailures[failure]
    logger[level]('sign-in failed', { cloud: portal.cloud, ...result })
    return {
      page: <SignInFailedPage frame={failedFrame(frame, failure, to)} failure={failure} to={to} />,
      status,
      cookies: ended,
    }
  },

  'sign-in-failed': ({ query, frame }) => {
    const failure = query.get('failure')
    if (!isSignInFailure(failure)) throw notFound()
    const to = safePath(query.get('to'))
    return {
      page: <SignInFailedPage frame={frame} failure={failure} to={to} />,
      status: signInFailures[failure].status,
    }
  },

  'sign-out': () => ({ redirect: '/signed-out', cookies: [dropCookie('session'), dropCookie('invitation')] }),

  'signed-out': ({ frame }) => ({ page: <SignedOutPage frame={frame} /> }),

  language: ({ form }) => {
    const language = locales.find((locale) => locale === form.get('language'))
    return {
      redirect: safePath(form.get('to')),
      cookies: language ? [setCookie('language', language, languageSeconds)] : [],
    }
  },

  asset: ({ params }) => {
    const path = `/assets/${params.file}`
    if (path === assets.css) return { file: css, type: 'text/css; charset=utf-8' }
    if (path === assets.script) return { file: script, type: 'text/javascript; charset=utf-8' }
    throw notFound()
  },
} satisfies PageHandlers<'sign-in'>
