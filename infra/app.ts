import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { build } from './build.ts'
import { readStage } from './config.ts'
import { LiaisonStack } from './stack.ts'

const app = new App()
const stage = readStage({ stage: app.node.tryGetContext('stage'), stages: app.node.tryGetContext('stages') })

await build()
new LiaisonStack(app, 'Liaison', stage, join(import.meta.dirname, '../dist'))

// the local environment never deploys, and loading the rules would double its start
if (stage.name !== 'local') {
  const { AwsSolutionsChecks } = await import('cdk-nag')
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
}
app.synth()
