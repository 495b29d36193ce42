import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { createApp } from '../../infra/app.ts'

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
    IntegrationUri?: unknown
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

/** The resources of a stage's template by logical id. Synthesis fails where cdk-nag finds something. */
export async function resourcesOf(stage: string, bundles: string): Promise<Record<string, Resource>> {
  const app = await appOf(contextOf(stage), bundles)
  return app.synth().getStackByName(`liaison-${stage}`).template.Resources
}
