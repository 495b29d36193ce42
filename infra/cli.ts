import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import type { Partner } from '../shared/domain/partner.ts'

const usage = `liaison partner <what to do> <where>

  partner add --id <tenant> --name <legal name> --domain <verified domain> --country <TR> --cloud <public>
              --type <direct | indirect-provider | indirect-reseller> [--provider <its provider's tenant>]
              --contact-name <name> --contact-email <address> [--contact-phone <number>]
              [--per-day <invitations>] [--per-15-minutes <invitations>]
              [--replace]                  write the profile over the one that is there
  partner suspend <tenant>                 it may neither ask nor be accepted; all that it has stays
  partner resume <tenant>
  partner list [--json]

where:
  --local <url>                            the local environment, such as http://localhost:4400
  --outputs <file> [--stage <name>]        as written by: npm run deploy -- --outputs-file <file>
  --invitations-table <name> --relationships-table <name>

On AWS it takes your own credentials and region (AWS_PROFILE, AWS_REGION ...). It ends with 0 when done, 1 when refused,
2 when it was not understood.`

/** A sentence for whoever typed the command; `code` is the exit code. */
const refuse = (sentence: string, code: 1 | 2): never => {
  throw Object.assign(new Error(sentence), { name: 'Refusal', code })
}

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const options = {
  id: text,
  name: text,
  domain: text,
  country: text,
  cloud: text,
  type: text,
  provider: text,
  'contact-name': text,
  'contact-email': text,
  'contact-phone': text,
  'per-day': text,
  'per-15-minutes': text,
  replace: flag,
  json: flag,
  local: text,
  outputs: text,
  stage: text,
  'invitations-table': text,
  'relationships-table': text,
  help: { ...flag, short: 'h' },
} as const

function readArguments() {
  try {
    return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true })
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message.split('. ')[0] : error}.\n\n${usage}`, 2)
  }
}

type Values = ReturnType<typeof readArguments>['values']

const outputsSchema = z.record(
  z.string(),
  z.looseObject({ InvitationsTable: z.string(), RelationshipsTable: z.string() }),
)

/** Which tables, as the variables that the functions know them by. */
async function whereTo(values: Values): Promise<Record<string, string>> {
  if (values.local !== undefined) return localEnvironment(values.local)
  if (values.outputs !== undefined) return deployedStack(values.outputs, values.stage)
  const { 'invitations-table': invitations, 'relationships-table': relationships } = values
  if (invitations && relationships) return { INVITATIONS_TABLE: invitations, RELATIONSHIPS_TABLE: relationships }
  return refuse(`Say where: --local <url>, --outputs <file>, or both table names.\n\n${usage}`, 2)
}

async function localEnvironment(url: string) {
  try {
    const answer = await fetch(new URL('/_local/env', url))
    return z.record(z.string(), z.string()).parse(await answer.json())
  } catch {
    return refuse(`No local environment answers at ${url}. Start it with npm start; it prints its address.`, 1)
  }
}

function deployedStack(file: string, stage: string | undefined) {
  const stacks = readOutputs(file)
  const names = Object.keys(stacks)
  const name = stage === undefined && names.length === 1 ? names[0] : `liaison-${stage}`
  const outputs = stacks[name ?? '']
  if (!outputs)
    return refuse(
      `${file} has the stacks ${names.join(', ') || '(none)'}. Choose with --stage, such as --stage production.`,
      2,
    )
  return { INVITATIONS_TABLE: outputs.InvitationsTable, RELATIONSHIPS_TABLE: outputs.RelationshipsTable }
}

function readOutputs(file: string) {
  try {
    return outputsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    return refuse(`${file} is not a file that cdk deploy --outputs-file wrote. ${reason}`, 1)
  }
}

const numberIn = (value: string | undefined) => (value === undefined ? undefined : Number(value))
const line = ({ id, status, type, country, cloud, name }: Partner) =>
  [id, status.padEnd(9), type.padEnd(17), country, cloud.padEnd(13), name].join('  ')

const commands: Record<string, (values: Values, tenant: string) => Promise<void>> = {
  'partner add': async (values) => {
    const { admitPartner } = await import('../shared/use-cases/admit-partner.ts')
    const { id, name, domain, country, cloud, type, provider, replace } = values
    const contact = {
      name: values['contact-name'],
      email: values['contact-email'],
      phone: values['contact-phone'],
    }
    const limits = {
      invitationsPerDay: numberIn(values['per-day']),
      invitationsPer15Minutes: numberIn(values['per-15-minutes']),
    }
    // whatever is missing or wrong, admitPartner names
    const profile = { id, name, domain, country, cloud, type, providerId: provider, contact, limits }
    console.log(line(await admitPartner(profile as Parameters<typeof admitPartner>[0], { replace })))
  },
  'partner suspend': async (_, tenant) => setStatus(tenant, 'suspended'),
  'partner resume': async (_, tenant) => setStatus(tenant, 'active'),
  'partner list': async ({ json }) => {
    const { listAdmittedPartners } = await import('../shared/use-cases/list-admitted-partners.ts')
    for (const partner of await listAdmittedPartners()) console.log(json ? JSON.stringify(partner) : line(partner))
  },
}

async function setStatus(tenant: string, status: Partner['status']) {
  const { setPartnerStatus } = await import('../shared/use-cases/set-partner-status.ts')
  console.log(line(await setPartnerStatus(tenant.toLowerCase(), status)))
}

const hints: Record<string, string> = {
  CredentialsProviderError: 'No AWS credentials were found. Sign in (aws sso login, AWS_PROFILE ...) and try again.',
  ResourceNotFoundException: 'There is no such table in this account and region. Check AWS_REGION and the names.',
  AccessDeniedException:
    'Your AWS credentials do not allow it: the table Relationships needs GetItem, BatchGetItem, PutItem and Query.',
}

async function main() {
  const { values, positionals } = readArguments()
  if (values.help) return console.log(usage)
  const [group, verb, tenant = '', ...rest] = positionals
  const command = commands[`${group} ${verb}`]
  if (!command || rest.length > 0) return refuse(`"${positionals.join(' ')}" is not a command.\n\n${usage}`, 2)
  if (/suspend|resume/.test(verb ?? '') !== (tenant !== ''))
    return refuse(tenant ? `${verb} takes no further word, got "${tenant}".` : `Which partner? Give its tenant id.`, 2)
  Object.assign(process.env, await whereTo(values))
  return command(values, tenant)
}

try {
  await main()
} catch (error) {
  const { name, message, code } = error as Error & { code?: 1 | 2 }
  console.error(hints[name] ? `${hints[name]} (${message})` : message)
  process.exitCode = name === 'Refusal' ? code : 1
}
