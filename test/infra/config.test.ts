import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { agreementVariable, readStage } from '../../infra/config.ts'
import { agreementSchema } from '../../shared/environment.ts'
import { contextOf } from './synthesis.ts'

const reading =
  (change: (stage: Record<string, unknown>) => void, stage = 'production') =>
  () =>
    readStage(contextOf(stage, change))

describe('a stage', () => {
  test.each(['local', 'development', 'production'])('%s in cdk.json is right', (stage) => {
    expect(readStage(contextOf(stage)).name).toBe(stage)
  })

  test('has defaults for whatever may be left out', () => {
    expect(readStage(contextOf('production'))).toMatchObject({
      acceptingRoles: {
        relationship: ['62e90394-69f5-4237-9190-012177145e10'],
        agreement: ['62e90394-69f5-4237-9190-012177145e10'],
        privileges: ['62e90394-69f5-4237-9190-012177145e10', 'fc8ad4e2-40e4-4724-8317-bcda7503ecbf'],
      },
      limits: {
        invitationsPerDay: 500,
        invitationsPer15Minutes: 100,
        mailsPerRecipientAndDay: 3,
        secondsBetweenMails: 300,
        mailsPerAddressAndDay: 10,
      },
      confirmationDays: 30,
      retentionDays: 365,
      mailDomain: 'liaison.example',
      mailIdentity: 'new',
    })
  })

  test('keeps its data when the stack goes, but for development and local', () => {
    const retained = ['local', 'development', 'production'].map((stage) => readStage(contextOf(stage)).retain)
    expect(retained).toEqual([false, false, true])
    const asked = reading((stage) => Object.assign(stage, { retain: true }), 'development')
    expect(asked().retain).toBe(true)
  })
})

describe('a wrong stage is named: the key, what was got, what is expected', () => {
  test.each([
    [{ limits: { invitationsPerDay: 'many' } }, 'limits.invitationsPerDay: got "many", expected number'],
    [{ limits: { invitationsPerDay: 0 } }, 'limits.invitationsPerDay: got 0, expected number to be >0'],
    [{ region: 'Frankfurt' }, 'region: got "Frankfurt", expected an AWS region such as eu-central-1'],
    [{ operatorName: undefined }, 'operatorName: got nothing, expected string'],
    [{ mailFrom: 'us' }, 'mailFrom: got "us", expected a valid email address'],
    [{ mailDomain: 'other.example' }, 'mailFrom: got "invitations@liaison.example", expected an address in mailDomain'],
    [{ acceptingRoles: { agreement: ['admin'] } }, 'acceptingRoles.agreement.0: got "admin", expected a valid UUID'],
    [{ acceptingRoles: { relationship: [] } }, 'acceptingRoles.relationship: got []'],
    [{ logRetentionDays: 8 }, 'logRetentionDays: got 8, expected one of 1|3|5|7|14'],
    [{ retain: 'no' }, 'retain: got "no", expected boolean'],
    [{ colour: 'red' }, 'colour: got "red", expected no such key'],
    [{ throttle: { rate: 1, burst: 2, size: 3 } }, 'throttle.size: got 3, expected no such key'],
    [{ portals: { mars: {} } }, 'portals.mars: got {}, expected no such key'],
    [
      { portals: { germany: { name: 'Portal', baseUrl: 'https://liaison.example' } } },
      'portals.germany: got {"name":"Portal","baseUrl":"https://liaison.example"}, expected an entry of issuers',
    ],
  ])('%j', (change, sentence) => {
    expect(reading((stage) => Object.assign(stage, change))).toThrow(`  stages.production.${sentence}`)
  })

  test('all that is wrong is said at once', () => {
    expect(reading((stage) => Object.assign(stage, { region: 'x', retain: 1 }))).toThrow(/region: .*\n.*retain: /)
  })

  test('an unknown stage lists the known ones', () => {
    const context = { ...contextOf('production'), stage: 'staging' }
    expect(() => readStage(context)).toThrow('Unknown stage "staging". cdk.json has: local, development, production.')
  })

  test('a context without stages says so', () => {
    expect(() => readStage({ stage: 'production', stages: undefined })).toThrow('stages: got nothing, expected record')
  })
})

test('functions learn the digest of the agreement, not its text', () => {
  const { agreement } = readStage(contextOf('production'))
  const variable = agreementVariable(agreement)
  expect(agreementSchema.parse(variable).languages.en.sha256).toBe(
    createHash('sha256').update(agreement.languages.en.text, 'utf8').digest('hex'),
  )
  expect(JSON.stringify(variable)).not.toContain(agreement.languages.en.text)
})
