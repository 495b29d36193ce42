import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { createApp } from '../../infra/app.ts'
import { build } from '../../infra/build.ts'

export const root = resolve(import.meta.dirname, '../..')

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder that goes when the tests of the file are through. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-'))
  folders.push(folder)
  return folder
}

export interface Statement {
  Effect: 'Allow' | 'Deny'
  Action: string | string[]
  Resource: unknown
}

interface PolicyDocument {
  Statement: Statement[]
}

/** A resource of the template, with the properties that tests read. */
export interface Resource {
  Type: string
  DeletionPolicy?: string
  Properties: {
    AssumeRolePolicyDocument?: PolicyDocument
    Description?: string
    Environment?: { Variables: Record<string, unknown> }
    EventDestination?: { MatchingEventTypes: string[] }
    GlobalSecondaryIndexes?: { IndexName: string }[]
    IntegrationUri?: unknown
    LoggingConfig?: { LogGroup: unknown }
    LogGroupName?: unknown
    Policies?: { PolicyDocument: PolicyDocument }[]
    PolicyDocument?: PolicyDocument
    Role?: { 'Fn::GetAtt': [string, string] }
    RouteKey?: string
    Target?: unknown
  }
}

/** The context of cdk.json with a stage chosen; `change` may edit that stage first. */
export function contextOf(stage: string, change: (stage: Record<string, unknown>) => void = () => {}) {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))
  change(context.stages[stage])
  return { ...context, stage }
}

export const appOf = (context: Record<string, unknown>, bundles: string) =>
  createApp(bundles, { context, outdir: temporaryFolder() })

/** A stage's template, synthesised from fresh bundles. Synthesis fails where cdk-nag finds something. */
export async function stackOf(stage: string) {
  const bundles = temporaryFolder()
  await build(bundles)
  const app = await appOf(contextOf(stage), bundles)
  const resources: Record<string, Resource> = app.synth().getStackByName(`liaison-${stage}`).template.Resources

  const ofType = (type: string) =>
    Object.entries(resources).flatMap(([id, resource]) => (resource.Type === type ? [{ id, ...resource }] : []))
  const one = (type: string) => {
    const [found, ...others] = ofType(type)
    if (!found || others.length > 0) throw new Error(`expected one ${type}, got ${ofType(type).length}`)
    return found
  }
  const lambda = (name: string) => {
    const found = ofType('AWS::Lambda::Function').find(
      ({ Properties }) => Properties.Description === `Liaison: ${name}`,
    )
    if (!found) throw new Error(`there is no function ${name}`)
    return found
  }
  return { bundles, resources, ofType, one, lambda }
}

export type StackUnderTest = Awaited<ReturnType<typeof stackOf>>
