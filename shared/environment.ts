import * as z from 'zod'
import { sections } from './domain/actions.ts'
import { cloudIds } from './domain/cloud.ts'
import { regionsOverrideSchema, regionsWith } from './domain/market.ts'

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)

const cloud = z.enum(cloudIds)

/** An OpenID Connect issuer whose members may sign in. `{tid}` in the template stands for the tenant's id. */
export const issuerSchema = z.strictObject({
  cloud,
  issuerTemplate: z.string().min(1),
  jwksUri: z.string().min(1),
  audience: z.string().min(1),
  /** our claim name -> theirs, where they differ from Microsoft Entra ID's */
  claims: z.record(z.string(), z.string()).optional(),
})

/** How people of a cloud sign in to the pages: the OpenID Connect code flow of its issuer. */
export const signInSchema = z.strictObject({
  authorizationEndpoint: z.string().min(1),
  tokenEndpoint: z.string().min(1),
  clientId: z.string().min(1),
  scope: z.string().default('openid profile'),
  /** a confidential client: its secret is in the client secret, under the cloud's name */
  confidential: z.boolean().default(false),
})

/** Where the customers of a cloud accept: shown by name, linked by base URL (no trailing slash). */
export const portalSchema = z.strictObject({
  name: z.string().min(1),
  baseUrl: z.string().min(1),
  /** where partners work for a customer of this cloud, in place of the vendor's pages as we know them */
  sections: z.partialRecord(z.enum(sections), z.url()).optional(),
  /** the vendor's support by phone: `default`, and by ISO country */
  supportPhones: z.record(z.string().regex(/^([A-Z]{2}|default)$/), z.string().min(1)).optional(),
})

/** The customer agreement in force. `sha256` (hex) is that of the text in each language. */
export const agreementSchema = z.strictObject({
  version: z.string().min(1).max(32),
  languages: z.record(
    z.enum(['en', 'tr']),
    z.strictObject({ title: z.string().min(1), url: z.string().min(1), sha256: z.string().length(64) }),
  ),
})

/** Template ids of the directory roles that may decide each part of what a customer decides. */
export const acceptingRolesSchema = z.strictObject({
  relationship: z.array(z.uuid()).min(1),
  agreement: z.array(z.uuid()).min(1),
  privileges: z.array(z.uuid()).min(1),
})

export const limitsSchema = z.strictObject({
  invitationsPerDay: z.int().positive(),
  invitationsPer15Minutes: z.int().positive(),
  mailsPerRecipientAndDay: z.int().positive(),
  secondsBetweenMails: z.int().nonnegative(),
  mailsPerAddressAndDay: z.int().positive(),
})

const variables = {
  INVITATIONS_TABLE: z.string().min(1),
  RELATIONSHIPS_TABLE: z.string().min(1),
  KEY_RING_SECRET_ID: z.string().min(1),
  ISSUERS: json(z.array(issuerSchema).min(1)),
  PORTALS: json(z.partialRecord(cloud, portalSchema)),
  SIGN_IN: json(z.partialRecord(cloud, signInSchema)),
  CLIENT_SECRET_ID: z.string().min(1),
  AGREEMENT: json(agreementSchema),
  ACCEPTING_ROLES: json(acceptingRolesSchema),
  LIMITS: json(limitsSchema),
  REGIONS: json(regionsOverrideSchema.nullable()).transform(regionsWith),
  CONFIRMATION_DAYS: z.coerce.number().int().positive(),
  RETENTION_DAYS: z.coerce.number().int().positive(),
  OPERATOR_NAME: z.string().min(1),
  MAIL_FROM: z.email(),
  MAIL_CONFIGURATION_SET: z.string().min(1),
  EVENT_BUS_NAME: z.string().min(1),
}

/** The names are shared by the stack, which sets them, and the code, which reads them. */
export type Variable = keyof typeof variables

type Values<K extends Variable> = { [N in K]: z.output<(typeof variables)[N]> }

/** Reads and checks the named variables once, at init: a wrong one stops the function before its first event. */
export function readEnvironment<K extends Variable>(...names: K[]): Values<K> {
  const values: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const name of names) {
    const result = variables[name].safeParse(process.env[name])
    if (result.success) values[name] = result.data
    else wrong.push(`${name}: ${result.error.issues.map((i) => [...i.path, i.message].join(' ')).join(', ')}`)
  }
  if (wrong.length > 0) throw new Error(`Environment variables are missing or wrong. ${wrong.join('; ')}`)
  return values as Values<K>
}
