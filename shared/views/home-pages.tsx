import { commonWords } from '../messages/pages/pages.ts'
import { type Frame, Layout } from './layout.tsx'

export function HomePage({ frame }: { frame: Frame }) {
  const { home } = commonWords(frame.locale)
  const ways = [
    { title: home.partnerTitle, text: home.partnerText, link: home.partnerLink, href: '/console' },
    { title: home.customerTitle, text: home.customerText, link: home.customerLink, href: '/partners' },
    { title: home.invitedTitle, text: home.invitedText, link: home.invitedLink, href: '/accept' },
  ]
  return (
    <Layout frame={frame} title={home.title}>
      <h1>{home.title}</h1>
      <p class="lead">{home.lead}</p>
      {ways.map(({ title, text, link, href }) => (
        <section class="card">
          <h2>{title}</h2>
          <p>{text}</p>
          <p>
            <a href={href}>{link}</a>
          </p>
        </section>
      ))}
    </Layout>
  )
}

export function SignedOutPage({ frame }: { frame: Frame }) {
  const { signedOut } = commonWords(frame.locale)
  return (
    <Layout frame={frame} title={signedOut.title}>
      <h1>{signedOut.title}</h1>
      <p>{signedOut.text}</p>
      <p>
        <a href="/sign-in?account=another">{signedOut.again}</a>
      </p>
    </Layout>
  )
}

export function SignInFailedPage({ frame }: { frame: Frame }) {
  const { signInFailed } = commonWords(frame.locale)
  return (
    <Layout frame={frame} title={signInFailed.title} failed>
      <h1>{signInFailed.title}</h1>
      <p>{signInFailed.text}</p>
      <p>
        <a class="button" href="/sign-in">
          {signInFailed.again}
        </a>
      </p>
    </Layout>
  )
}
