import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'

/** Files that a stage puts beside a function's bundle, such as texts too long for its environment: name -> JSON value. */
export type StageFiles = Record<string, unknown>

/** A function's code: its bundle, which all stages share, and what is this stage's own, in a copy within the output. */
export function codeOf(scope: Construct, bundles: string, name: string, files: StageFiles | undefined): Code {
  const bundle = join(bundles, name)
  if (!files) return Code.fromAsset(bundle)
  const copy = join(Stage.of(scope)?.outdir ?? bundles, `bundle-${name}`)
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  cpSync(bundle, copy, { recursive: true })
  for (const [file, value] of Object.entries(files)) writeFileSync(join(copy, file), JSON.stringify(value))
  return Code.fromAsset(copy)
}
