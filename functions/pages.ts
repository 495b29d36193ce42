import type { AppRole } from '../shared/domain/people.ts'

/**
 * A page, or a form that posts. `member` and `partner` send whoever is not signed in to the sign-in first.
 * GET changes nothing; every POST carries the form token and answers with a redirect or the page with what is wrong.
 */
export type PageRow = {
  id: string
  method: 'GET' | 'POST'
  path: `/${string}`
  function: 'partner' | 'customer' | 'sign-in'
} & ({ caller: 'anyone' | 'member' } | { caller: 'partner'; roles: readonly AppRole[] })

/** All pages. The stack and the functions read this table; the API has its own in routes.ts. */
export const pages = [
  { id: 'home', method: 'GET', path: '/', function: 'sign-in', caller: 'anyone' },
  { id: 'sign-in', method: 'GET', path: '/sign-in', function: 'sign-in', caller: 'anyone' },
  { id: 'signed-in', method: 'GET', path: '/sign-in/callback', function: 'sign-in', caller: 'anyone' },
  { id: 'sign-out', method: 'POST', path: '/sign-out', function: 'sign-in', caller: 'anyone' },
  { id: 'signed-out', method: 'GET', path: '/signed-out', function: 'sign-in', caller: 'anyone' },
  { id: 'language', method: 'POST', path: '/language', function: 'sign-in', caller: 'anyone' },
  { id: 'agreement', method: 'GET', path: '/agreement/{language}', function: 'customer', caller: 'anyone' },
  { id: 'accept', method: 'GET', path: '/accept', function: 'customer', caller: 'anyone' },
  { id: 'open-link', method: 'POST', path: '/accept', function: 'customer', caller: 'anyone' },
  { id: 'request', method: 'GET', path: '/accept/request', function: 'customer', caller: 'anyone' },
  { id: 'continue', method: 'POST', path: '/accept/continue', function: 'customer', caller: 'member' },
  { id: 'decide', method: 'GET', path: '/accept/decide', function: 'customer', caller: 'member' },
  { id: 'decided', method: 'POST', path: '/accept/decide', function: 'customer', caller: 'member' },
  { id: 'forward', method: 'POST', path: '/accept/forward', function: 'customer', caller: 'member' },
  { id: 'not-us', method: 'POST', path: '/accept/not-us', function: 'customer', caller: 'member' },
  { id: 'fresh-link', method: 'POST', path: '/accept/fresh-link', function: 'customer', caller: 'anyone' },
  { id: 'partners', method: 'GET', path: '/partners', function: 'customer', caller: 'member' },
  { id: 'blocks', method: 'GET', path: '/partners/blocks', function: 'customer', caller: 'member' },
  { id: 'block-lifted', method: 'POST', path: '/partners/blocks', function: 'customer', caller: 'member' },
  { id: 'agreement-in-force', method: 'GET', path: '/partners/agreement', function: 'customer', caller: 'member' },
  { id: 'agreement-accepted', method: 'POST', path: '/partners/agreement', function: 'customer', caller: 'member' },
  { id: 'erasure', method: 'GET', path: '/partners/erasure', function: 'customer', caller: 'member' },
  { id: 'erased', method: 'POST', path: '/partners/erasure', function: 'customer', caller: 'member' },
  { id: 'partner', method: 'GET', path: '/partners/{partnerId}', function: 'customer', caller: 'member' },
  {
    id: 'partner-history',
    method: 'GET',
    path: '/partners/{partnerId}/history',
    function: 'customer',
    caller: 'member',
  },
  {
    id: 'partner-privileges',
    method: 'GET',
    path: '/partners/{partnerId}/privileges',
    function: 'customer',
    caller: 'member',
  },
  {
    id: 'partner-privileges-changed',
    method: 'POST',
    path: '/partners/{partnerId}/privileges',
    function: 'customer',
    caller: 'member',
  },
  {
    id: 'partner-privileges-removal',
    method: 'GET',
    path: '/partners/{partnerId}/privileges/remove',
    function: 'customer',
    caller: 'member',
  },
  {
    id: 'partner-privileges-removed',
    method: 'POST',
    path: '/partners/{partnerId}/privileges/remove',
    function: 'customer',
    caller: 'member',
  },
  { id: 'partner-end', method: 'GET', path: '/partners/{partnerId}/end', function: 'customer', caller: 'member' },
  {
    id: 'partner-end-requested',
    method: 'POST',
    path: '/partners/{partnerId}/end',
    function: 'customer',
    caller: 'member',
  },
  {
    id: 'partner-support',
    method: 'GET',
    path: '/partners/{partnerId}/support',
    function: 'customer',
    caller: 'member',
  },
  {
    id: 'partner-support-agreed',
    method: 'POST',
    path: '/partners/{partnerId}/support',
    function: 'customer',
    caller: 'member',
  },
  { id: 'asset', method: 'GET', path: '/assets/{file}', function: 'sign-in', caller: 'anyone' },
] as const satisfies readonly PageRow[]
