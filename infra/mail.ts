import { CfnOutput } from 'aws-cdk-lib'
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'
import type { Stage } from './config.ts'

/** The domain that sends, and how. No open or click tracking: it would rewrite the invitation's link. */
export function createMail(scope: Construct, { mailDomain, mailIdentity }: Stage) {
  const configurationSet = new ConfigurationSet(scope, 'MailConfiguration', {
    reputationMetrics: true,
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    // a complaint about one partner must not silence all others; we keep those ourselves
    suppressionReasons: SuppressionReasons.BOUNCES_ONLY,
  })
  if (mailIdentity === 'existing')
    return { configurationSet, identity: EmailIdentity.fromEmailIdentityName(scope, 'MailIdentity', mailDomain) }

  const identity = new EmailIdentity(scope, 'MailIdentity', { identity: Identity.domain(mailDomain), configurationSet })
  identity.dkimRecords.forEach(({ name, value }, index) => {
    new CfnOutput(scope, `DkimRecord${index + 1}`, {
      value: `${name} CNAME ${value}`,
      description: `DNS record that lets ${mailDomain} send`,
    })
  })
  return { configurationSet, identity }
}
