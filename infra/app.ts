import { App, type AppProps, Validations } from 'aws-cdk-lib'
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' }
import { build, dist } from './build.ts'
import { readStage } from './config.ts'
import { LiaisonStack } from './stack.ts'

/** The application of one stage over the bundles in a folder; the stage comes from the context (cdk.json, -c, props). */
export async function createApp(bundles: string, { context, ...props }: AppProps = {}) {
  const app = new App({ ...props, context: { ...recommendedFlags, ...context } })
  const stage = readStage({ stage: app.node.tryGetContext('stage'), stages: app.node.tryGetContext('stages') })
  new LiaisonStack(app, 'Liaison', stage, bundles)

  // what is never deployed needs no rules, and loading them takes as long as the CDK itself
  if (stage.name !== 'local') {
    const { AwsSolutionsChecks } = await import('cdk-nag')
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  }
  return app
}

if (import.meta.main) {
  const [bundles = dist] = process.argv.slice(2)
  await build(bundles)
  try {
    const app = await createApp(bundles)
    app.synth()
  } catch (error) {
    // whoever mistyped a value needs the sentence, not the stack
    if (!(error instanceof Error && error.name === 'ConfigurationError')) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
