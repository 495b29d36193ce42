import { stop } from './stop.ts'
import { type Resource, readableName, type Stack } from './template.ts'

type OneOrMany<T> = T | T[]
interface RawStatement {
  Effect: 'Allow' | 'Deny'
  Action?: OneOrMany<string>
  Resource?: OneOrMany<string>
  Condition?: Record<string, Record<string, OneOrMany<string>>>
}
interface Document {
  Statement: OneOrMany<RawStatement>
}
interface RoleProperties {
  Policies?: { PolicyDocument: Document }[]
  ManagedPolicyArns?: string[]
}
interface PolicyProperties {
  PolicyDocument: Document
  Roles?: string[]
}
type Context = Record<string, string>

/** One action on one resource out of a statement: the unit that is either used or too much. */
interface Grant {
  role: string
  action: string
  resource: string
  deny: boolean
  matches: (action: string, resource: string, context: Context) => boolean
  used: boolean
}

interface Use {
  principal: string
  action: string
  resource: string
  allowed: boolean
  count: number
}

export interface Iam {
  /** Decides by the statements of the principal's role and remembers the question. */
  allows: (principal: string, action: string, resource: string, context?: Context) => boolean
  report: () => { uses: Use[]; unused: { role: string; action: string; resource: string }[] }
}

/** Signs the runner's own administration (seeding); everything is allowed to it. */
export const operatorKey = 'Operator'

export function createIam(stack: Stack): Iam {
  const grants = readGrants(stack)
  const roleOf = readPrincipals(stack)
  const uses = new Map<string, Use>()

  const decide = (principal: string, action: string, resource: string, context: Context) => {
    if (principal === operatorKey) return true
    const role = roleOf.get(principal)
    const matching = grants.filter((g) => g.role === role && g.matches(action, resource, context))
    for (const grant of matching) grant.used = true
    return matching.length > 0 && !matching.some((g) => g.deny)
  }

  return {
    allows: (principal, action, resource, context = {}) => {
      const key = `${principal} ${action} ${resource} ${Object.values(context).join(' ')}`
      let use = uses.get(key)
      if (!use) {
        use = { principal, action, resource, allowed: decide(principal, action, resource, context), count: 0 }
        uses.set(key, use)
      }
      use.count++
      return use.allowed
    },
    report: () => ({
      uses: [...uses.values()].map((use) => ({ ...use, principal: readableName(use.principal) })),
      unused: grants.filter((g) => !g.used).map(({ role, action, resource }) => ({ role, action, resource })),
    }),
  }
}

/** What AWS itself answers, so that the function, the action and the resource stand in the log. */
export const refusal = (principal: string, action: string, resource: string) =>
  `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`

function readPrincipals(stack: Stack) {
  const nameOf = (roleArn: string) => roleArn.slice(roleArn.lastIndexOf('/') + 1)
  const functions = stack.ofType<{ Role: string }>('AWS::Lambda::Function')
  const schedules = stack.ofType<{ Target: { RoleArn: string } }>('AWS::Scheduler::Schedule')
  return new Map([
    ...functions.map(({ id, properties }) => [id, nameOf(properties.Role)] as const),
    ...schedules.map(({ id, properties }) => [id, nameOf(properties.Target.RoleArn)] as const),
  ])
}

function readGrants(stack: Stack): Grant[] {
  const roles = stack
    .ofType<RoleProperties>('AWS::IAM::Role')
    .flatMap((role) => [
      ...(role.properties.Policies ?? []).flatMap((p) => grantsOf(role, [role.id], p.PolicyDocument)),
      ...(role.properties.ManagedPolicyArns ?? []).flatMap((policy) =>
        grantsOf(role, [role.id], managed(role.id, policy)),
      ),
    ])
  const policies = stack
    .ofType<PolicyProperties>('AWS::IAM::Policy')
    .flatMap((policy) => grantsOf(policy, policy.properties.Roles ?? [], policy.properties.PolicyDocument))
  return [...roles, ...policies]
}

function managed(role: string, policy: string): Document {
  if (!policy.endsWith('/AWSLambdaBasicExecutionRole'))
    stop(
      `Role ${role} uses the managed policy ${policy}, which the local environment does not know. Write its statements out.`,
    )
  return { Statement: { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' } }
}

const list = <T>(value: OneOrMany<T> | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

function grantsOf(owner: Resource<unknown>, roles: string[], document: Document): Grant[] {
  return list(document.Statement).flatMap((statement) => {
    if (!statement.Action || !statement.Resource)
      return stop(
        `A statement of ${owner.id} has no Action or no Resource (NotAction and NotResource are not emulated).`,
      )
    const holds = condition(owner.id, statement.Condition ?? {})
    return roles.flatMap((role) =>
      list(statement.Action).flatMap((action) =>
        list(statement.Resource).map((resource) => {
          const isAction = wildcard(action, 'i')
          const isResource = wildcard(resource)
          return {
            role,
            action,
            resource,
            deny: statement.Effect === 'Deny',
            used: false,
            matches: (a: string, r: string, context: Context) => isAction(a) && isResource(r) && holds(context),
          }
        }),
      ),
    )
  })
}

const operators: Record<string, (pattern: string) => (value: string) => boolean> = {
  StringEquals: (pattern) => (value) => value === pattern,
  StringLike: (pattern) => wildcard(pattern),
  ArnLike: (pattern) => wildcard(pattern),
}

function condition(owner: string, conditions: NonNullable<RawStatement['Condition']>) {
  const tests = Object.entries(conditions).flatMap(([operator, keys]) => {
    const compare =
      operators[operator] ??
      stop(`A statement of ${owner} has a condition ${operator}; known are ${Object.keys(operators).join(', ')}.`)
    return Object.entries(keys).map(([key, values]) => ({ key, accepts: list(values).map(compare) }))
  })
  return (context: Context) =>
    tests.every(({ key, accepts }) => {
      const value = context[key]
      return value !== undefined && accepts.some((accept) => accept(value))
    })
}

function wildcard(pattern: string, flags = '') {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`, flags)
  return (value: string) => expression.test(value)
}
