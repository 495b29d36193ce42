import { createHash } from 'node:crypto'
import * as z from 'zod'
import { globalAdministrator, relationshipAdministrator } from '../shared/domain/admin-roles.ts'
import { cloudIds } from '../shared/domain/cloud.ts'
import { regionsOverrideSchema } from '../shared/domain/market.ts'
import { acceptingRolesSchema, issuerSchema, limitsSchema, portalSchema, signInSchema } from '../shared/environment.ts'
import { explain } from './explain.ts'

const text = z.string().min(1)
const cloud = z.enum(cloudIds)
const logRetention = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827] as const
const limit = limitsSchema.shape
const deciders = acceptingRolesSchema.shape

/** One stage of the application, as written in cdk.json under context.stages. */
export const stageSchema = z
  .strictObject({
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected an AWS region such as eu-central-1')
      .optional(),
    operatorName: text,
    issuers: z.array(issuerSchema).min(1),
    portals: z.partialRecord(cloud, portalSchema),
    signIn: z.partialRecord(cloud, signInSchema),
    agreement: z.strictObject({
      version: text.max(32),
      languages: z.record(z.enum(['en', 'tr']), z.strictObject({ title: text, text, url: text })),
    }),
    acceptingRoles: z
      .strictObject({
        relationship: deciders.relationship.default([globalAdministrator]),
        agreement: deciders.agreement.default([globalAdministrator]),
        privileges: deciders.privileges.default([globalAdministrator, relationshipAdministrator]),
      })
      .prefault({}),
    limits: z
      .strictObject({
        invitationsPerDay: limit.invitationsPerDay.default(500),
        invitationsPer15Minutes: limit.invitationsPer15Minutes.default(100),
        mailsPerRecipientAndDay: limit.mailsPerRecipientAndDay.default(3),
        secondsBetweenMails: limit.secondsBetweenMails.default(300),
        mailsPerAddressAndDay: limit.mailsPerAddressAndDay.default(10),
      })
      .prefault({}),
    /** Where the published CSP regions (shared/domain/market.ts) are out of date: only the countries that differ. */
    regions: regionsOverrideSchema.optional(),
    /** How long a partner can confirm an organisation that it did not expect, before the acceptance lapses. */
    confirmationDays: z.int().positive().max(365).default(30),
    retentionDays: z.int().positive().default(365),
    mailFrom: z.email(),
    /** The domain of `mailFrom` unless its SES identity is of a parent domain. */
    mailDomain: text.optional(),
    /** `existing`: the account has the SES identity already, and this stack leaves it alone. */
    mailIdentity: z.enum(['new', 'existing']).default('new'),
    /** Keep tables, keys and lost records when the stack is deleted. Default: but for development and local. */
    retain: z.boolean().optional(),
    logRetentionDays: z.literal(logRetention).default(90),
    throttle: z
      .strictObject({ rate: z.int().positive(), burst: z.int().positive() })
      .default({ rate: 100, burst: 200 }),
  })
  .check(({ value, issues }) => {
    const refuse = (path: string[], input: unknown, message: string) =>
      issues.push({ code: 'custom', path, input, message })
    for (const [id, portal] of Object.entries(value.portals))
      if (!value.issuers.some((issuer) => issuer.cloud === id))
        refuse(['portals', id], portal, `expected an entry of issuers with the cloud ${id}, or nobody could sign in`)
    const { mailDomain, mailFrom } = value
    if (mailDomain && !mailFrom.endsWith(`@${mailDomain}`) && !mailFrom.endsWith(`.${mailDomain}`))
      refuse(['mailFrom'], mailFrom, `expected an address in mailDomain, ${mailDomain}`)
  })

const contextSchema = z.object({ stage: z.string(), stages: z.record(z.string(), z.unknown()) })

/** An error whose sentence is all that whoever configures the stage needs. */
export const configurationError = (message: string) => Object.assign(new Error(message), { name: 'ConfigurationError' })

/** The checked configuration of the chosen stage; throws one message that names every wrong key. */
export function readStage(context: { stage: unknown; stages: unknown }) {
  const chosen = contextSchema.safeParse(context)
  if (!chosen.success) throw configurationError(`The context in cdk.json is wrong.\n${explain(chosen.error, context)}`)
  const { stage: name, stages } = chosen.data
  if (!Object.hasOwn(stages, name))
    throw configurationError(
      `Unknown stage "${name}". cdk.json has: ${Object.keys(stages).join(', ')}. Choose with -c stage=...`,
    )
  const stage = stageSchema.safeParse(stages[name])
  if (!stage.success)
    throw configurationError(
      `The stage "${name}" in cdk.json is wrong.\n${explain(stage.error, stages[name], ['stages', name])}`,
    )
  return {
    ...stage.data,
    name,
    mailDomain: stage.data.mailDomain ?? stage.data.mailFrom.slice(stage.data.mailFrom.indexOf('@') + 1),
    retain: stage.data.retain ?? !['development', 'local'].includes(name),
  }
}

export type Stage = ReturnType<typeof readStage>

const sha256 = (value: string) => createHash('sha256').update(value).digest('hex')

/** The agreement's texts, which the customer function is given as a file. */
export const agreementTexts = ({ languages: { en, tr } }: Stage['agreement']) => ({ en: en.text, tr: tr.text })

/** What functions learn of the agreement. Its text stays out: the environment holds 4 KB in all. */
export const agreementVariable = ({ version, languages }: Stage['agreement']) => {
  const withoutText = (id: keyof typeof languages) => {
    const { text, ...rest } = languages[id]
    return { ...rest, sha256: sha256(text) }
  }
  return { version, languages: { en: withoutText('en'), tr: withoutText('tr') } }
}
