import type { ProblemCode } from './errors.ts'

/** Everything that may stand in the way of an invitation before it is created or mailed, and what to do about it. */
export const whatToDo = {
  'partner-not-active': 'Ask the operator of this service to admit your organisation, or to lift its suspension.',
  'role-not-allowed': 'Ask an AdminAgent of your organisation to invite, or choose a template that you may ask for.',
  'admin-privileges-mandatory': 'Leave adminPrivileges out for the default template, or name a template or roles.',
  'unknown-role': 'Take role ids from the published list of admin roles.',
  'auto-extend-not-allowed': 'Set autoExtend to PT0S, or leave the critical roles out.',
  'validation-failed': 'Correct the field that the pointer names.',
  'self-invitation': "Give the customer's own address, domain and tenant.",
  'region-mismatch':
    "Let a partner of the customer's region invite, or correct the country if it is not the one set on the tenant.",
  'country-without-region': 'Correct the country; where it is right, no partner may sell there.',
  'relationship-exists': 'Open the customer, or ask for admin privileges to renew them.',
  'already-pending-for-customer': 'Resend or revoke the invitation that is waiting for an answer.',
  'partner-rate-limit': 'Wait as long as retryAfterSeconds says, or ask the operator for a higher limit.',
  'recipient-suppressed': 'Check the address, or hand the link over yourself: by mail app or clipboard.',
  'sending-paused': 'Until then hand the link over yourself: by mail app or clipboard.',
} as const satisfies Partial<Record<ProblemCode, string>>

export type PreflightCode = keyof typeof whatToDo
export const preflightCodes = Object.keys(whatToDo) as PreflightCode[]

const isPreflightCode = (code: ProblemCode): code is PreflightCode => Object.hasOwn(whatToDo, code)

export const adviceFor = (code: ProblemCode): string =>
  isPreflightCode(code) ? whatToDo[code] : 'Try again; tell the operator of this service if it stays so.'
