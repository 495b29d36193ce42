import { companies } from '../../infra/local/people.ts'
import type { Local } from '../local.ts'
import { clientOf, type Json } from '../rules/client.ts'
import type { Visit } from './visits.ts'

const contoso = `/console/customers/${companies.contoso.tenantId}`
const adventure = `/console/customers/${companies.adventure.tenantId}`

const first =
  (list: string, as: string, to: (id: string) => string) =>
  async (local: Local): Promise<string> =>
    to((await local.api<Json>('GET', list, { as })).body.data[0].id)

const request = (status: string, end = '') =>
  first(`/v1/invitations?status=${status}`, 'ada', (id) => `/console/requests/${id}${end}`)
const draft = first('/v1/invitations?status=draft', 'ada', (id) => `/console/request/${id}`)
const part = (name: string) =>
  first(`/v1/customers/${companies.contoso.tenantId}/${name}`, 'ivy', (id) => `${contoso}/${name}/${id}`)

/** What the console's pages show beside the invitations: a draft, an unexpected organisation, something under a relationship. */
export async function arrangeConsole(local: Local): Promise<void> {
  const client = clientOf(() => local)
  const customer = `/v1/customers/${companies.contoso.tenantId}`
  const licensing = { customer: { country: 'AE' }, adminPrivileges: { template: 'licensing' } }
  await client.draft('ada', 'draft@contoso.example', licensing)
  const { body } = await client.draft('ada', 'somebody@contoso.example', licensing)
  await client.accept('ali', (await client.send('ada', body.id)).body.link)
  await client.post(`${customer}/subscriptions`, 'ivy', { name: 'Seats', kind: 'license-based', quantity: 5 })
  const request = { title: 'Mail is slow', text: 'Since Monday', severity: 'moderate', channel: 'phone' }
  await client.post(`${customer}/service-requests`, 'ivy', request)
}

/** The pages of the partner console. */
export const consoleVisits: readonly Visit[] = [
  { name: 'customers', path: '/console', as: 'ada' },
  { name: 'no customers', path: '/console', as: 'uma' },
  { name: 'no customer fits', path: '/console?q=zz', as: 'ivy' },
  { name: 'a customer', path: contoso, as: 'ivy' },
  { name: 'a customer to confirm', path: adventure, as: 'ada' },
  { name: 'a customer, to helpdesk', path: adventure, as: 'hal' },
  { name: 'confirm a customer', path: `${adventure}/confirmation`, as: 'ada' },
  { name: 'history of a customer', path: `${contoso}/history`, as: 'ivy' },
  { name: 'give up privileges', path: `${contoso}/give-up`, as: 'ivy' },
  { name: 'removal, blocked', path: `${contoso}/removal`, as: 'ivy' },
  { name: 'removal, refused', path: `${adventure}/removal`, as: 'ada', press: 'button.danger' },
  { name: 'name of a customer', path: `${contoso}/name`, as: 'ivy' },
  { name: 'support contact, refused', path: `${contoso}/support-contact`, as: 'ivy', press: 'main button' },
  { name: 'offer an end of support, refused', path: `${contoso}/support-end`, as: 'ivy', press: 'main button' },
  { name: 'service requests, refused', path: `${contoso}/service-requests`, as: 'ivy', press: 'main button' },
  { name: 'close a service request, refused', path: part('service-requests'), as: 'ivy', press: 'main button' },
  { name: 'subscriptions, refused', path: `${contoso}/subscriptions`, as: 'ivy', press: 'main button' },
  { name: 'a subscription', path: part('subscriptions'), as: 'ivy' },
  { name: 'pending requests', path: '/console/requests', as: 'ada' },
  { name: 'all requests', path: '/console/requests?status=all', as: 'ada' },
  { name: 'no requests', path: '/console/requests', as: 'rex' },
  { name: 'a pending request', path: request('issued'), as: 'ada' },
  { name: 'a pending request, to helpdesk', path: request('issued'), as: 'hal' },
  { name: 'a declined request', path: request('declined'), as: 'ada' },
  { name: 'withdraw a request', path: request('issued', '/withdrawal'), as: 'ada' },
  { name: 'what the customer sees', path: request('draft', '/preview'), as: 'ada' },
  {
    name: 'a link was handed over',
    path: first('/v1/invitations?status=issued', 'ada', (id) => `/console/request/${id}/sent`),
    as: 'ada',
  },
  { name: 'ask a customer', path: '/console/request', as: 'ada' },
  { name: 'ask a customer, refused', path: '/console/request', as: 'ada', press: 'main button' },
  { name: 'ask a customer, as sales', path: '/console/request', as: 'sam' },
  { name: 'ask a customer, as helpdesk', path: '/console/request', as: 'hal' },
  { name: 'ask a customer of a national cloud', path: '/console/request', as: 'uma' },
  { name: 'ask a customer again', path: `/console/request?customer=${companies.contoso.tenantId}`, as: 'ivy' },
  { name: 'draft e-mail', path: draft, as: 'ada' },
  { name: 'expiring privileges', path: '/console/expiring', as: 'ivy' },
  { name: 'partner profile', path: '/console/profile', as: 'ada' },
  { name: 'partner profile, to sales', path: '/console/profile', as: 'sam' },
]
