import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { CfnIntegration, CfnRoute, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { type PageRow, pages } from '../functions/pages.ts'
import { type Route, routes } from '../functions/routes.ts'
import type { Stage } from './config.ts'
import { type Lambdas, pascal } from './lambda.ts'

const whyWithoutAuthorizer: Record<Route['caller'], string> = {
  anyone: 'Open on purpose: the route tells nothing that its caller does not hold already',
  member: 'The function verifies the token: an API Gateway authorizer knows one issuer, ours differs per tenant',
  partner: 'The function verifies the token: an API Gateway authorizer knows one issuer, ours differs per tenant',
}

type Callee = (Route | PageRow)['function']

/** No query string, no body, no address of a person. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    time: AccessLogField.contextRequestTimeEpoch(),
    requestId: AccessLogField.contextRequestId(),
    route: '$context.routeKey',
    status: AccessLogField.contextStatus(),
    latency: AccessLogField.contextResponseLatency(),
    error: AccessLogField.contextErrorMessage(),
  }),
)

/** The HTTP API: every row of the two route tables, and `$default` for the 404 in our own words. */
export function createApi(scope: Construct, { name, logRetentionDays, throttle, retain }: Stage, lambdas: Lambdas) {
  const api = new HttpApi(scope, 'Api', { apiName: `liaison-${name}`, createDefaultStage: false })
  const log = new LogGroup(scope, 'AccessLog', {
    retention: logRetentionDays,
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  const stage = new HttpStage(scope, 'ApiStage', {
    httpApi: api,
    autoDeploy: true,
    throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
    accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLog },
  })

  const integrationOf = (name: Callee) => {
    const lambda = lambdas[name]
    // one permission per function: one per route would outgrow the 20 KB of a function's policy
    lambda.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(scope).formatArn({ service: 'execute-api', resource: api.apiId, resourceName: '*' }),
    })
    return new CfnIntegration(scope, `${pascal(name)}Integration`, {
      apiId: api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: lambda.functionArn,
      payloadFormatVersion: '2.0',
    })
  }
  const callees = new Set([...routes, ...pages].map((route) => route.function))
  const integrations = Object.fromEntries([...callees].map((callee) => [callee, integrationOf(callee)])) as Record<
    Callee,
    CfnIntegration
  >

  const addRoute = (id: string, routeKey: string, name: Callee, reason: string) => {
    const target = `integrations/${integrations[name].ref}`
    const route = new CfnRoute(scope, `${id}Route`, { apiId: api.apiId, routeKey, target })
    Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason })
  }
  for (const route of [...routes, ...pages])
    addRoute(pascal(route.id), `${route.method} ${route.path}`, route.function, whyWithoutAuthorizer[route.caller])
  addRoute('Default', '$default', 'partner', 'Answers 404 to everyone')

  new CfnOutput(scope, 'ApiUrl', { value: stage.url })
}
