import { notFound } from '../../shared/domain/ids.ts'
import { locales } from '../../shared/domain/locale.ts'
import { decryptCookie, dropCookie, encryptCookie, setCookie } from '../../shared/http/cookies.ts'
import { safePath } from '../../shared/http/page.tsx'
import { sessionCookie } from '../../shared/http/session.ts'
import { assets, css, script } from '../../shared/views/css.ts'
import { HomePage, SignedOutPage, SignInFailedPage } from '../../shared/views/home-pages.tsx'
import type { PageHandlers } from '../http-function.ts'
import { finishFlow, flowSchema, startFlow } from './code-flow.ts'

const flowSeconds = 600
const languageSeconds = 31_536_000

/** The ways in and out, and the pages' own files. */
export const pages = {
  home: ({ frame }) => ({ page: <HomePage frame={frame} /> }),

  'sign-in': async ({ ring, portal, query }) => {
    const another = query.get('account') === 'another'
    const { url, flow } = startFlow(portal.cloud, portal.baseUrl, safePath(query.get('to')), another)
    return { redirect: url, cookies: [await encryptCookie(ring, 'sign-in', flow, flowSeconds)] }
  },

  'signed-in': async ({ ring, portal, query, cookies, frame }) => {
    const flow = flowSchema.safeParse(await decryptCookie(ring, 'sign-in', cookies))
    const member = flow.success ? await finishFlow(portal.cloud, portal.baseUrl, flow.data, query) : undefined
    if (!flow.success || !member)
      return { page: <SignInFailedPage frame={frame} />, status: 400, cookies: [dropCookie('sign-in')] }
    return { redirect: safePath(flow.data.to), cookies: [dropCookie('sign-in'), await sessionCookie(ring, member)] }
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
