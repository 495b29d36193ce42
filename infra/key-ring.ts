import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import type { Stage } from './config.ts'

/** The keys behind links, cursors and hashed addresses: `{"current":"1","1":"<64 characters>"}`. */
export function createKeyRing(scope: Construct, { retain }: Stage) {
  const keyRing = new Secret(scope, 'KeyRing', {
    description: 'Liaison: keys of invitation links, cursors and hashed addresses',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ current: '1' }),
      generateStringKey: '1',
      excludePunctuation: true,
      passwordLength: 64,
    },
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  Validations.of(keyRing).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'A key is added, never replaced: links in mailboxes must outlive a rotation, so an operator starts it',
  })
  return keyRing
}
