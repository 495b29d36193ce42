import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { pages } from '../../functions/pages.ts'
import { routes } from '../../functions/routes.ts'
import { closure } from '../../infra/build.ts'
import { functionNames, functions } from '../../infra/functions.ts'
import { pascal } from '../../infra/lambda.ts'
import { appOf, contextOf, type Resource, root, type StackUnderTest, type Statement, stackOf } from './synthesis.ts'

let production: StackUnderTest

beforeAll(async () => {
  production = await stackOf('production')
})

const statementsOf = ({ Properties }: Resource): Statement[] => [
  ...(Properties.Policies ?? []).flatMap((policy) => policy.PolicyDocument.Statement),
  ...(Properties.PolicyDocument?.Statement ?? []),
]

const allowed = () =>
  Object.values(production.resources)
    .flatMap(statementsOf)
    .filter(({ Effect }) => Effect === 'Allow')

describe('permissions', () => {
  test('no action is a wildcard', () => {
    expect(allowed().length).toBeGreaterThan(0)
    expect(allowed().filter(({ Action }) => JSON.stringify(Action).includes('*'))).toEqual([])
  })

  test('no resource is a wildcard, but the keys of the objects that the stream poller writes', () => {
    const wild = allowed().filter(({ Resource }) => JSON.stringify(Resource).includes('*'))
    const toLostRecords = {
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: {
        'Fn::Join': ['', [{ 'Fn::GetAtt': [production.one('AWS::S3::Bucket').id, 'Arn'] }, '/aws/lambda/*']],
      },
    }
    // send-email and publish-events
    expect(wild).toEqual([toLostRecords, toLostRecords])
  })

  test('nobody may scan a table', () => {
    expect(JSON.stringify(production.resources)).not.toMatch(/dynamodb:(Scan|PartiQL)/)
  })

  test('only send-email may send', () => {
    const senders = functionNames.filter((name) => {
      const role = production.resources[production.lambda(name).Properties.Role?.['Fn::GetAtt'][0] ?? '']
      return role && statementsOf(role).some(({ Action }) => JSON.stringify(Action).includes('ses:'))
    })
    expect(senders).toEqual(['send-email'])
  })

  test('every function has a role of its own, and nothing is attached to it from elsewhere', () => {
    const roles = functionNames.map((name) => production.lambda(name).Properties.Role?.['Fn::GetAtt'][0])
    expect(new Set(roles).size).toBe(functionNames.length)
    expect(production.ofType('AWS::IAM::Policy')).toEqual([])
    expect(JSON.stringify(production.ofType('AWS::IAM::Role'))).not.toContain('ManagedPolicyArns')
  })
})

describe('the environment', () => {
  const declaredBy = (name: string) => {
    const { outputs } = JSON.parse(readFileSync(join(production.bundles, 'meta.json'), 'utf8')) as Metafile
    const files = [...closure(outputs, `${name}/handler.mjs`)].flatMap((file) =>
      Object.entries(outputs[file]?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) => (bytesInOutput ? [path] : [])),
    )
    const own = files.filter((path) => /^(functions|shared)\//.test(path) && path !== 'shared/environment.ts')
    const calls = own.flatMap((path) => [
      ...readFileSync(join(root, path), 'utf8').matchAll(/\breadEnvironment\(([^)]*)\)/g),
    ])
    return [...new Set(calls.flatMap(([, names = '']) => [...names.matchAll(/'(\w+)'/g)].map(([, each]) => each)))]
  }

  test.each(functionNames)('%s is given the variables that its code reads, and no others', (name) => {
    const variables = production.lambda(name).Properties.Environment?.Variables ?? {}
    const given = Object.keys(variables).filter((variable) => variable !== 'POWERTOOLS_SERVICE_NAME')
    expect(given.sort()).toEqual(declaredBy(name).sort())
    expect(given.sort()).toEqual([...functions[name].variables].sort())
  })

  test('an environment of more than 4 KB stops the synthesis', async () => {
    const context = contextOf('production', (stage) => {
      stage.acceptingRoles = {
        privileges: Array.from({ length: 110 }, () => '62e90394-69f5-4237-9190-012177145e10'),
      }
    })
    await expect(appOf(context, production.bundles)).rejects.toThrow(
      /The environment of the function customer takes \d+ bytes and Lambda allows 4096/,
    )
  })
})

describe('the HTTP API', () => {
  const functionOf = (target: unknown) => {
    const integration = production
      .ofType('AWS::ApiGatewayV2::Integration')
      .find(({ id }) => JSON.stringify(target).includes(id))
    return functionNames.find(
      (name) =>
        JSON.stringify(integration?.Properties.IntegrationUri) ===
        `{"Fn::GetAtt":["${production.lambda(name).id}","Arn"]}`,
    )
  }

  test('has exactly the rows of the two route tables, each with its function, and $default', () => {
    const deployed = production
      .ofType('AWS::ApiGatewayV2::Route')
      .map(({ Properties }) => `${Properties.RouteKey} -> ${functionOf(Properties.Target)}`)
    const wanted = [...routes, ...pages].map((route) => `${route.method} ${route.path} -> ${route.function}`)
    expect(deployed.sort()).toEqual([...wanted, '$default -> partner'].sort())
  })

  test('names each route like its row', () => {
    for (const { id, method, path } of [...routes, ...pages])
      expect(production.resources[`${pascal(id)}Route`]?.Properties.RouteKey).toBe(`${method} ${path}`)
  })

  test('is throttled, allows no other origin, and logs neither query strings nor bodies nor people', () => {
    expect(production.one('AWS::ApiGatewayV2::Api').Properties).not.toHaveProperty('CorsConfiguration')
    const stage = production.one('AWS::ApiGatewayV2::Stage')
    expect(stage.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
    })
    const { Format } = (stage.Properties as { AccessLogSettings: { Format: string } }).AccessLogSettings
    const fields = [...Format.matchAll(/\$context\.([\w.]+)/g)].map(([, field]) => field)
    expect(fields.sort()).toEqual([
      'error.message',
      'requestId',
      'requestTimeEpoch',
      'responseLatency',
      'routeKey',
      'status',
    ])
  })
})
