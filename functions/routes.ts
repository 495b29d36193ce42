import * as z from 'zod'
import type { ProblemCode } from '../shared/domain/errors.ts'
import type { AppRole } from '../shared/domain/people.ts'
import { changePrivilegesBody, reportBody } from '../shared/http/shapes/admin-privileges.ts'
import { acceptBody, declineBody, declinedShape, openBody, openShape } from '../shared/http/shapes/acceptance.ts'
import {
  createInvitationBody,
  editMessageBody,
  invitationShape,
  listedInvitationShape,
  noBody,
  sendBody,
} from '../shared/http/shapes/invitation.ts'
import { customersQuery, eventShape, invitationsQuery, listOf, pageQuery } from '../shared/http/shapes/list.ts'
import { customerShape, listedCustomerShape, relationshipShape } from '../shared/http/shapes/relationship.ts'

/** Who may call: `anyone`; `member` = signed in; `partner` = signed in with one of `roles` in his own tenant. */
export type Route = {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: `/${string}`
  function: 'partner' | 'customer'
  summary: string
  body?: z.ZodType
  query?: z.ZodObject
  answers: Readonly<Record<number, z.ZodType>>
  /** beside those that every route may answer */
  problems?: readonly ProblemCode[]
  /** needs an Idempotency-Key */
  idempotent?: true
  /** needs an If-Match */
  ifMatch?: true
} & ({ caller: 'anyone' | 'member' } | { caller: 'partner'; roles: readonly AppRole[] })

const everyRole = ['AdminAgent', 'SalesAgent', 'HelpdeskAgent'] as const
const sellers = ['AdminAgent', 'SalesAgent'] as const

const asking = [
  'partner-not-active',
  'self-invitation',
  'region-mismatch',
  'country-without-region',
  'relationship-exists',
  'already-pending-for-customer',
  'idempotency-key-reused',
] as const satisfies readonly ProblemCode[]
const state = [
  'not-found',
  'invitation-already-decided',
  'invitation-revoked',
  'invitation-expired',
] as const satisfies readonly ProblemCode[]
const deciding = [
  ...state,
  'link-superseded',
  'not-an-accepting-role',
  'guest-or-delegated-account',
  'tenant-mismatch',
] as const satisfies readonly ProblemCode[]

/** The whole HTTP surface. The stack, the functions, the local environment and the API document read this table. */
export const routes = [
  {
    id: 'create-invitation',
    method: 'POST',
    path: '/v1/invitations',
    function: 'partner',
    caller: 'partner',
    roles: sellers,
    summary: 'Draft an invitation; nothing is sent yet',
    body: createInvitationBody,
    idempotent: true,
    answers: { 201: invitationShape },
    problems: [
      ...asking,
      'unknown-role',
      'auto-extend-not-allowed',
      'admin-privileges-mandatory',
      'partner-rate-limit',
    ],
  },
  {
    id: 'list-invitations',
    method: 'GET',
    path: '/v1/invitations',
    function: 'partner',
    caller: 'partner',
    roles: everyRole,
    summary: 'List invitations, newest first',
    query: invitationsQuery,
    answers: { 200: listOf(listedInvitationShape) },
    problems: ['bad-cursor'],
  },
  {
    id: 'get-invitation',
    method: 'GET',
    path: '/v1/invitations/{id}',
    function: 'partner',
    caller: 'partner',
    roles: everyRole,
    summary: 'Read an invitation: its state, what became of its mail, whether it was viewed',
    answers: { 200: invitationShape },
    problems: ['not-found'],
  },
  {
    id: 'edit-message',
    method: 'PUT',
    path: '/v1/invitations/{id}/message',
    function: 'partner',
    caller: 'partner',
    roles: sellers,
    summary: 'Edit the e-mail of a draft; {link} stands for the personal link',
    body: editMessageBody,
    ifMatch: true,
    answers: { 200: invitationShape },
    problems: [...state, 'invitation-already-issued', 'link-missing-in-message', 'foreign-link-in-message'],
  },
  {
    id: 'send-invitation',
    method: 'POST',
    path: '/v1/invitations/{id}/send',
    function: 'partner',
    caller: 'partner',
    roles: sellers,
    summary: 'Issue the personal link: by mail, for your mail app or for the clipboard',
    body: sendBody,
    idempotent: true,
    answers: { 200: invitationShape },
    problems: [...state, ...asking, 'invitation-already-issued', 'recipient-rate-limit'],
  },
  {
    id: 'resend-invitation',
    method: 'POST',
    path: '/v1/invitations/{id}/resend',
    function: 'partner',
    caller: 'partner',
    roles: sellers,
    summary: 'Issue a new link with a new expiry; the old link stops working',
    body: sendBody.optional(),
    idempotent: true,
    answers: { 200: invitationShape },
    problems: [...state, ...asking, 'invitation-not-issued', 'recipient-rate-limit', 'resend-cooldown'],
  },
  {
    id: 'revoke-invitation',
    method: 'POST',
    path: '/v1/invitations/{id}/revoke',
    function: 'partner',
    caller: 'partner',
    roles: sellers,
    summary: 'Withdraw an invitation; a repeat answers the same',
    body: noBody,
    answers: { 200: invitationShape },
    problems: state,
  },
  {
    id: 'list-invitation-events',
    method: 'GET',
    path: '/v1/invitations/{id}/events',
    function: 'partner',
    caller: 'partner',
    roles: everyRole,
    summary: 'The history of an invitation, oldest first, hash-chained',
    query: pageQuery,
    answers: { 200: listOf(eventShape) },
    problems: ['not-found', 'bad-cursor'],
  },
  {
    id: 'list-customers',
    method: 'GET',
    path: '/v1/customers',
    function: 'partner',
    caller: 'partner',
    roles: everyRole,
    summary: 'List customers',
    query: customersQuery,
    answers: { 200: listOf(listedCustomerShape) },
    problems: ['bad-cursor'],
  },
  {
    id: 'get-customer',
    method: 'GET',
    path: '/v1/customers/{customerId}',
    function: 'partner',
    caller: 'partner',
    roles: everyRole,
    summary: 'Read a customer: what you may do for it, section by section, and why not',
    answers: { 200: customerShape },
    problems: ['not-found'],
  },
  {
    id: 'relinquish-admin-privileges',
    method: 'POST',
    path: '/v1/customers/{customerId}/admin-privileges/relinquish',
    function: 'partner',
    caller: 'partner',
    roles: ['AdminAgent'],
    summary: 'Give your admin privileges up; the customer stays your customer',
    body: noBody,
    answers: { 200: listedCustomerShape },
    problems: ['not-found'],
  },
  {
    id: 'report-enforcement',
    method: 'POST',
    path: '/v1/customers/{customerId}/admin-privileges/report',
    function: 'partner',
    caller: 'partner',
    roles: ['AdminAgent'],
    summary: 'Report what your system made of the recorded admin privileges',
    body: reportBody,
    ifMatch: true,
    answers: { 200: listedCustomerShape },
    problems: ['not-found'],
  },
  {
    id: 'health',
    method: 'GET',
    path: '/v1/health',
    function: 'partner',
    caller: 'anyone',
    summary: 'Whether the service answers',
    answers: { 200: z.object({ status: z.literal('ok') }) },
  },
  {
    id: 'openapi',
    method: 'GET',
    path: '/openapi.json',
    function: 'partner',
    caller: 'anyone',
    summary: 'This document',
    answers: { 200: z.record(z.string(), z.unknown()) },
  },
  {
    id: 'open-invitation',
    method: 'POST',
    path: '/v1/acceptance/open',
    function: 'customer',
    caller: 'anyone',
    summary: 'What a link asks for, before signing in; changes nothing',
    body: openBody,
    answers: { 200: openShape },
    problems: [...state, 'link-superseded', 'partner-not-active'],
  },
  {
    id: 'accept-invitation',
    method: 'POST',
    path: '/v1/acceptance/accept',
    function: 'customer',
    caller: 'member',
    summary: 'Accept for your organisation: all, a part, or without admin privileges; a repeat answers the same',
    body: acceptBody,
    answers: { 200: relationshipShape },
    problems: [
      ...deciding,
      'partner-not-active',
      'customer-blocked',
      'self-invitation',
      'cloud-mismatch',
      'region-mismatch',
      'country-without-region',
      'customer-country-unknown',
      'content-changed',
      'agreement-required',
      'not-asked',
      'unknown-role',
    ],
  },
  {
    id: 'decline-invitation',
    method: 'POST',
    path: '/v1/acceptance/decline',
    function: 'customer',
    caller: 'member',
    summary: 'Decline for your organisation; a repeat answers the same',
    body: declineBody,
    answers: { 200: declinedShape },
    problems: deciding,
  },
  {
    id: 'list-partners',
    method: 'GET',
    path: '/v1/partners',
    function: 'customer',
    caller: 'member',
    summary: "List your organisation's partners",
    query: pageQuery,
    answers: { 200: listOf(relationshipShape) },
    problems: ['bad-cursor'],
  },
  {
    id: 'get-partner',
    method: 'GET',
    path: '/v1/partners/{partnerId}',
    function: 'customer',
    caller: 'member',
    summary: 'Read one of your partners and what it may do',
    answers: { 200: relationshipShape },
    problems: ['not-found'],
  },
  {
    id: 'change-admin-privileges',
    method: 'PUT',
    path: '/v1/partners/{partnerId}/admin-privileges',
    function: 'customer',
    caller: 'member',
    summary: "Change a partner's admin privileges to any part of what it asked for",
    body: changePrivilegesBody,
    ifMatch: true,
    answers: { 200: relationshipShape },
    problems: ['not-found', 'not-an-accepting-role', 'guest-or-delegated-account', 'not-asked', 'unknown-role'],
  },
  {
    id: 'revoke-admin-privileges',
    method: 'DELETE',
    path: '/v1/partners/{partnerId}/admin-privileges',
    function: 'customer',
    caller: 'member',
    summary: "Take a partner's admin privileges away; the relationship stays",
    ifMatch: true,
    answers: { 200: relationshipShape },
    problems: ['not-found', 'not-an-accepting-role', 'guest-or-delegated-account'],
  },
] as const satisfies readonly Route[]
