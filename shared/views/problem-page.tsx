import type { Problem } from '../domain/errors.ts'
import { commonWords } from '../messages/pages/pages.ts'
import { refusalText } from '../messages/pages/refusals.ts'
import { type Frame, Layout } from './layout.tsx'

/** What a browser sees when something is refused, missing or broken. */
export function ProblemPage({ frame, problem, requestId }: { frame: Frame; problem?: Problem; requestId: string }) {
  const { problem: words, signIn } = commonWords(frame.locale)
  const [title, text] = !problem
    ? [words.failedTitle, words.failedText]
    : problem.status === 404 || problem.status === 405
      ? [words.notFoundTitle, words.notFoundText]
      : problem.code === 'content-changed'
        ? [words.staleTitle, words.staleText]
        : problem.status === 403
          ? [words.forbiddenTitle, refusalText(frame.locale, problem)]
          : [words.failedTitle, refusalText(frame.locale, problem)]
  return (
    <Layout frame={frame} title={title} failed>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {!problem && <p class="muted small">{commonWords(frame.locale).requestId({ id: requestId })}</p>}
      <p>{problem?.code === 'unauthenticated' ? <a href="/sign-in">{signIn}</a> : <a href="/">{words.home}</a>}</p>
    </Layout>
  )
}
