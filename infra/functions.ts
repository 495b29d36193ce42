import type { Variable } from '../shared/environment.ts'

/** What a function is given: megabytes, seconds, and the variables that its code reads. */
export interface FunctionRow {
  memory: number
  timeout: number
  variables: readonly Variable[]
}

/** One row per Lambda, named like its folder under functions/. Its permissions have the same key in permissions.ts. */
export const functions = {
  partner: {
    memory: 1024,
    timeout: 15,
    variables: [
      'INVITATIONS_TABLE',
      'RELATIONSHIPS_TABLE',
      'KEY_RING_SECRET_ID',
      'ISSUERS',
      'PORTALS',
      'LIMITS',
      'REGIONS',
      'AGREEMENT',
      'OPERATOR_NAME',
    ],
  },
  customer: {
    memory: 1024,
    timeout: 15,
    variables: [
      'INVITATIONS_TABLE',
      'RELATIONSHIPS_TABLE',
      'KEY_RING_SECRET_ID',
      'ISSUERS',
      'PORTALS',
      'REGIONS',
      'AGREEMENT',
      'CONFIRMATION_DAYS',
      'ACCEPTING_ROLES',
      'OPERATOR_NAME',
    ],
  },
  'sign-in': {
    memory: 1024,
    timeout: 15,
    variables: [
      'KEY_RING_SECRET_ID',
      'ISSUERS',
      'PORTALS',
      'SIGN_IN',
      'CLIENT_SECRET_ID',
      'ACCEPTING_ROLES',
      'OPERATOR_NAME',
    ],
  },
  'send-email': {
    memory: 512,
    timeout: 60,
    variables: [
      'INVITATIONS_TABLE',
      'RELATIONSHIPS_TABLE',
      'KEY_RING_SECRET_ID',
      'PORTALS',
      'AGREEMENT',
      'LIMITS',
      'OPERATOR_NAME',
      'MAIL_FROM',
      'MAIL_CONFIGURATION_SET',
    ],
  },
  expire: {
    memory: 512,
    timeout: 240,
    variables: ['INVITATIONS_TABLE', 'RELATIONSHIPS_TABLE', 'RETENTION_DAYS'],
  },
  'record-delivery': {
    memory: 512,
    timeout: 30,
    variables: ['INVITATIONS_TABLE', 'RELATIONSHIPS_TABLE'],
  },
  'publish-events': {
    memory: 512,
    timeout: 60,
    variables: ['EVENT_BUS_NAME'],
  },
} as const satisfies Record<string, FunctionRow>

export type FunctionName = keyof typeof functions

export const functionNames = Object.keys(functions) as FunctionName[]
