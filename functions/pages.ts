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
  { id: 'asset', method: 'GET', path: '/assets/{file}', function: 'sign-in', caller: 'anyone' },
] as const satisfies readonly PageRow[]
