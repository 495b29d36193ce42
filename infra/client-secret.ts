import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import type { Stage } from './config.ts'

/** The secrets of confidential clients, `{"public": "...", "us-government": "..."}`: the operator puts the real ones in. */
export function createClientSecret(scope: Construct, { retain }: Stage) {
  const secret = new Secret(scope, 'ClientSecret', {
    description: 'Liaison: client secrets of the sign-in, by cloud',
    generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'public' },
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The identity provider issues it: only its administrator can make a new one',
  })
  return secret
}
