import { html } from 'hono/html'
import { page } from './page.ts'
import { companyOf, domainOf, people, roleOf } from './people.ts'
import type { Mail } from './ses.ts'

export const inboxPage = (mails: Mail[]) =>
  page(
    'Inbox',
    html`<p><a href="/_local">Back</a> · newest first · <a href="/_local/inbox.json">as JSON</a></p>
      ${mails.length === 0 ? html`<p>No mail was sent yet.</p>` : mails.map(mailArticle)}`,
  )

const mailArticle = (mail: Mail, index: number) => html`<article><details ${index === 0 ? 'open' : ''}>
  <summary><b>${mail.subject}</b> to ${mail.to.join(', ')} <small>${mail.at} (${mail.feedback})</small></summary>
  <p>From ${mail.from}; reply to ${mail.replyTo.join(', ') || 'the sender'}</p>
  ${mail.links.map((link) => html`<p><a href="${link}" rel="noreferrer">${link}</a></p>`)}
  ${mail.html && html`<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/_local/inbox/${mail.messageId}" loading="lazy" title="The mail as HTML"></iframe>`}
  <pre>${mail.text}</pre>
</details></article>`

export const indexPage = (origin: string, now: string) =>
  page(
    'Local environment',
    html`<p><a href="/">Console</a> · <a href="/_local/inbox">Inbox</a> · <a href="/_local/stats">Stats</a> · <a href="/_local/logs">Logs</a> ·
        <a href="/_local/iam">Permissions</a> · <a href="/_local/dead-letters">Dead letters</a> · <a href="/_local/tables">Tables</a></p>
      <h2>Clock</h2>
      <form method="post" action="/_local/clock"><p>It is ${now}.</p>
        ${['PT1H', 'P1D', 'P7D', 'P31D'].map((d) => html`<button name="advance" value="${d}">Advance by ${d}</button> `)}</form>
      <h2>People</h2>
      <table><tr><th>Sign in as</th><th>Role</th><th>Organisation</th><th>Cloud</th><th></th></tr>
        ${Object.entries(people).map(([name, person]) => {
          const company = companyOf(person)
          return html`<tr><td>${name}@${domainOf(person.company)}</td><td>${roleOf(person)}</td>
            <td>${company.name} (${company.country}${company.partner ? `, ${company.partner.type}` : ''})</td><td>${company.cloud}</td>
            <td><a href="/_local/token?as=${name}">token</a></td></tr>`
        })}</table>
      <h2>From a terminal</h2>
      <pre>${curlLine(origin)}</pre>`,
  )

export const curlLine = (origin: string) =>
  `curl -H "authorization: Bearer $(curl -s '${origin}/_local/token?as=ada')" ${origin}/v1/invitations`
