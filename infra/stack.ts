import { CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { createAlarms } from './alarms.ts'
import { createApi } from './api.ts'
import { createClientSecret } from './client-secret.ts'
import { agreementTexts, agreementVariable, type Stage } from './config.ts'
import { createEventBus } from './event-bus.ts'
import { createFailures } from './failures.ts'
import { createFeedback } from './feedback.ts'
import { functionNames } from './functions.ts'
import { createKeyRing } from './key-ring.ts'
import { createLambdas, pascal } from './lambda.ts'
import { createMail } from './mail.ts'
import { createSchedules } from './schedule.ts'
import { createStreams } from './streams.ts'
import { createTables } from './tables.ts'

/** Everything that Liaison is on AWS. `bundles` is the folder that build() filled. */
export class LiaisonStack extends Stack {
  constructor(scope: Construct, id: string, stage: Stage, bundles: string) {
    super(scope, id, { stackName: `liaison-${stage.name}`, env: { region: stage.region } })

    const tables = createTables(this, stage)
    const keyRing = createKeyRing(this, stage)
    const clientSecret = createClientSecret(this, stage)
    const { identity, configurationSet } = createMail(this, stage)
    const { lostRecords, failedRuns } = createFailures(this, stage)
    const eventBus = createEventBus(this, stage)

    const lambdas = createLambdas(this, {
      stage,
      bundles,
      files: { customer: { 'agreement.json': agreementTexts(stage.agreement) } },
      failedRuns,
      lostRecords,
      values: {
        INVITATIONS_TABLE: tables.invitations.tableName,
        RELATIONSHIPS_TABLE: tables.relationships.tableName,
        KEY_RING_SECRET_ID: keyRing.secretArn,
        ISSUERS: JSON.stringify(stage.issuers),
        PORTALS: JSON.stringify(stage.portals),
        SIGN_IN: JSON.stringify(stage.signIn),
        CLIENT_SECRET_ID: clientSecret.secretArn,
        AGREEMENT: JSON.stringify(agreementVariable(stage.agreement)),
        ACCEPTING_ROLES: JSON.stringify(stage.acceptingRoles),
        LIMITS: JSON.stringify(stage.limits),
        REGIONS: JSON.stringify(stage.regions ?? null),
        CONFIRMATION_DAYS: String(stage.confirmationDays),
        RETENTION_DAYS: String(stage.retentionDays),
        OPERATOR_NAME: stage.operatorName,
        MAIL_FROM: stage.mailFrom,
        MAIL_CONFIGURATION_SET: configurationSet.configurationSetName,
        EVENT_BUS_NAME: eventBus.eventBusName,
      },
      arns: {
        invitations: tables.invitations.tableArn,
        'invitations/index/due': `${tables.invitations.tableArn}/index/due`,
        'invitations/stream': tables.invitations.tableStreamArn,
        relationships: tables.relationships.tableArn,
        'relationships/index/due': `${tables.relationships.tableArn}/index/due`,
        'relationships/stream': tables.relationships.tableStreamArn,
        keyRing: keyRing.secretArn,
        clientSecret: clientSecret.secretArn,
        mailIdentity: identity.emailIdentityArn,
        mailConfiguration: this.formatArn({
          service: 'ses',
          resource: 'configuration-set',
          resourceName: configurationSet.configurationSetName,
        }),
        lostRecords: lostRecords.bucketArn,
        lostRecordObjects: lostRecords.arnForObjects('aws/lambda/*'),
        failedRuns: failedRuns.queueArn,
        eventBus: eventBus.eventBusArn,
      },
    })

    createApi(this, stage, lambdas)
    const mappings = createStreams(this, tables, lambdas, lostRecords)
    createSchedules(this, lambdas, failedRuns)
    createFeedback(this, configurationSet, lambdas, failedRuns)
    createAlarms(this, lambdas, mappings, failedRuns)

    new CfnOutput(this, 'InvitationsTable', { value: tables.invitations.tableName })
    new CfnOutput(this, 'RelationshipsTable', { value: tables.relationships.tableName })
    for (const name of functionNames)
      new CfnOutput(this, `${pascal(name)}Function`, { value: lambdas[name].functionName })
  }
}
