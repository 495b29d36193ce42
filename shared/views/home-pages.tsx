import { commonWords } from '../messages/pages/pages.ts'
import { type Frame, Layout } from './layout.tsx'

/** The ways in, the likeliest first: for a reseller's people the console, for everybody else who is known their partners. */
export function HomePage({ frame }: { frame: Frame }) {
  const { home } = commonWords(frame.locale)
  const { caller } = frame
  const partner = { title: home.partnerTitle, text: home.partnerText, link: home.partnerLink, href: '/console' }
  const customer = { title: home.customerTitle, text: home.customerText, link: home.customerLink, href: '/partners' }
  const invited = { title: home.invitedTitle, text: home.invitedText, link: home.invitedLink, href: '/accept' }
  const sells = caller && caller.appRoles.length > 0
  const ways = sells
    ? [partner, customer, invited]
    : caller
      ? [customer, invited, partner]
      : [invited, partner, customer]
  return (
    <Layout frame={frame} title={home.title}>
      <h1>{home.title}</h1>
      <p class="lead">{home.lead}</p>
      {ways.map(({ title, text, link, href }, i) => (
        <section class="card">
          <h2>{title}</h2>
          <p>{text}</p>
          <p>
            <a class={caller && i === 0 ? 'button' : undefined} href={href}>
              {link}
            </a>
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
