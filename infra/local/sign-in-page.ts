import { html } from 'hono/html'
import type { LocalCloud } from './identity.ts'
import { page } from './page.ts'
import { companyOf, domainOf, type Person, roleOf } from './people.ts'

export const signInPage = (cloud: LocalCloud, people: [string, Person][]) =>
  page(
    'Sign in',
    html`<p>The identity provider of this computer (${cloud}). Choose who you are; nobody has a password.</p>
      <form method="post">
        ${people.map(
          ([name, person]) =>
            html`<p><button name="person" value="${name}"><b>${person.name}</b> ${name}@${domainOf(person.company)}<br>
              <small>${roleOf(person)}, ${companyOf(person).name} (${companyOf(person).country})</small></button></p>`,
        )}
      </form>`,
  )
