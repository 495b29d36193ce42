// Import this file first: it sets what shared/ reads when it is loaded.
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { inject } from 'vitest'
import { globalAdministrator, relationshipAdministrator } from '../../shared/domain/admin-roles.ts'
import { sharedTables } from '../global-setup.ts'

export const stand = inject('stand')

export const audience = 'liaison'
export const issuers = {
  public: 'https://login.public.example/{tid}/v2.0',
  'us-government': 'https://login.us-government.example/{tid}/v2.0',
} as const

export const agreement = {
  version: '2026-01',
  languages: {
    en: { title: 'Customer agreement', url: 'https://liaison.example/en', sha256: 'e'.repeat(64) },
    tr: { title: 'Müşteri sözleşmesi', url: 'https://liaison.example/tr', sha256: 'f'.repeat(64) },
  },
}

const portals = {
  public: { name: 'Public portal', baseUrl: 'https://portal.example' },
  'us-government': { name: 'Government portal', baseUrl: 'https://us.portal.example' },
}

export const limits = {
  invitationsPerDay: 500,
  invitationsPer15Minutes: 100,
  mailsPerRecipientAndDay: 3,
  secondsBetweenMails: 0,
  mailsPerAddressAndDay: 1000,
}

Object.assign(process.env, {
  AWS_ENDPOINT_URL_DYNAMODB: stand.engineUrl,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  POWERTOOLS_LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'SILENT',
  INVITATIONS_TABLE: sharedTables.invitations,
  RELATIONSHIPS_TABLE: sharedTables.relationships,
  KEY_RING_SECRET_ID: 'key-ring',
  ISSUERS: JSON.stringify(
    Object.entries(issuers).map(([cloud, issuerTemplate]) => ({
      cloud,
      issuerTemplate,
      jwksUri: stand.jwksUri,
      audience,
    })),
  ),
  PORTALS: JSON.stringify(portals),
  AGREEMENT: JSON.stringify(agreement),
  ACCEPTING_ROLES: JSON.stringify({
    relationship: [globalAdministrator],
    agreement: [globalAdministrator],
    privileges: [globalAdministrator, relationshipAdministrator],
  }),
  LIMITS: JSON.stringify(limits),
  REGIONS: 'null',
  CONFIRMATION_DAYS: '30',
  RETENTION_DAYS: '365',
  OPERATOR_NAME: 'The Operator',
  MAIL_FROM: 'invitations@liaison.example',
  MAIL_CONFIGURATION_SET: 'liaison',
})

export const keyRingText = JSON.stringify({
  current: '2',
  1: 'the-older-key-of-at-least-32-characters',
  2: 'k'.repeat(40),
})

mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: keyRingText })
