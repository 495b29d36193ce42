import { admitPartner } from '../../shared/use-cases/admit-partner.ts'
import { companies, domainOf, people } from './people.ts'

const contactOf = (company: string) => {
  const [name, person] = Object.entries(people).find(([, one]) => one.company === company) ?? ['info', { name: 'Info' }]
  return { name: person.name, email: `${name}@${domainOf(company)}` }
}

/** Admits the example partners, as an operator would: providers stand before their resellers in the table. */
for (const [company, { tenantId, name, country, cloud, ...rest }] of Object.entries(companies)) {
  if (!('partner' in rest)) continue
  const provider = 'provider' in rest.partner ? rest.partner.provider : undefined
  await admitPartner({
    id: tenantId,
    type: rest.partner.type,
    ...(provider && { providerId: companies[provider].tenantId }),
    name,
    domain: domainOf(company),
    country,
    cloud,
    contact: contactOf(company),
  })
}
// the client keeps its connection open
process.exit(0)
