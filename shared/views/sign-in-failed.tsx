import type { SignInFailure } from '../domain/sign-in.ts'
import { commonWords } from '../messages/pages/pages.ts'
import { type Frame, Layout } from './layout.tsx'

/** Why the sign-in failed, who can help, and the way to try again, which leads where the person wanted to go. */
export function SignInFailedPage({ frame, failure, to }: { frame: Frame; failure: SignInFailure; to: string }) {
  const { signInFailed } = commonWords(frame.locale)
  const { title, text, help } = signInFailed[failure]
  const again = `/sign-in?to=${encodeURIComponent(to)}`
  return (
    <Layout frame={frame} title={title} failed>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <p>{help(frame)}</p>
      <p>
        <a class="button" href={again}>
          {signInFailed.again}
        </a>
      </p>
      <p>
        <a href={`${again}&account=another`}>{signInFailed.another}</a>
      </p>
    </Layout>
  )
}
