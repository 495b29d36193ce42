import { randomInt } from 'node:crypto'
import { remembered, type State } from './state.ts'
import type { Stack } from './template.ts'
import { arn } from './template.ts'

interface SecretProperties {
  SecretString?: string
  GenerateSecretString?: {
    SecretStringTemplate?: string
    GenerateStringKey?: string
    PasswordLength?: number
    ExcludePunctuation?: boolean
  }
}

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const punctuation = '!#$%&()*+,-./:;<=>?@[]^_{|}~'

/** The template's secrets by ARN, generated once per environment as Secrets Manager would. */
export const readSecrets = (stack: Stack, state: State) =>
  new Map(
    stack.ofType<SecretProperties>('AWS::SecretsManager::Secret').map(({ id, properties }) => {
      const value = properties.SecretString ?? remembered(state, `secret/${id}`, () => generate(properties))
      return [arn('secretsmanager', `secret:${id}-local1`), value] as const
    }),
  )

function generate({ GenerateSecretString: rules = {} }: SecretProperties) {
  const alphabet = alphanumeric + (rules.ExcludePunctuation ? '' : punctuation)
  const pick = () => alphabet[randomInt(alphabet.length)]
  const password = Array.from({ length: rules.PasswordLength ?? 32 }, pick).join('')
  if (!rules.GenerateStringKey) return password
  return JSON.stringify({ ...JSON.parse(rules.SecretStringTemplate ?? '{}'), [rules.GenerateStringKey]: password })
}

/** Answers a request in the service's JSON protocol. */
export function answerSecret(secrets: Map<string, string>, operation: string, body: { SecretId?: string }) {
  const value = secrets.get(body.SecretId ?? '')
  if (operation !== 'GetSecretValue')
    return { status: 400, body: { __type: 'InvalidRequestException', message: `${operation} is not emulated` } }
  if (value === undefined)
    return {
      status: 400,
      body: { __type: 'ResourceNotFoundException', message: "Secrets Manager can't find the specified secret." },
    }
  return {
    status: 200,
    body: {
      ARN: body.SecretId,
      Name: body.SecretId,
      SecretString: value,
      VersionId: 'local',
      VersionStages: ['AWSCURRENT'],
    },
  }
}
