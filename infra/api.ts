import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { type Route, routes } from '../functions/routes.ts'
import type { Stage } from './config.ts'
import { type Lambdas, pascal } from './lambda.ts'

const whyOpen: Record<Route['caller'], string> = {
  anyone: 'Open on purpose: the route tells nothing that its caller does not hold already',
  member: 'The function verifies the token: an API Gateway authorizer knows one issuer, ours differs per tenant',
  partner: 'The function verifies the token: an API Gateway authorizer knows one issuer, ours differs per tenant',
}

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

/** The HTTP API: every row of the route table, and `$default` for the 404 in our own words. */
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

  // one permission per function: one per route would outgrow the 20 KB of a function's policy
  const integration = (name: Route['function']) =>
    new HttpLambdaIntegration(pascal(name), lambdas[name], { scopePermissionToRoute: false })
  const integrations = { partner: integration('partner'), customer: integration('customer') }

  const route = (id: string, key: HttpRouteKey, name: Route['function'], reason: string) => {
    const route = new HttpRoute(scope, `${id}Route`, { httpApi: api, routeKey: key, integration: integrations[name] })
    Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason })
  }
  for (const { id, method, path, function: name, caller } of routes)
    route(pascal(id), HttpRouteKey.with(path, HttpMethod[method]), name, whyOpen[caller])
  route('Default', HttpRouteKey.DEFAULT, 'partner', 'Answers 404 to everyone')
  // the permission above covers stage/method/path, and $default is called as stage/$default
  lambdas.partner.addPermission('DefaultRoute', {
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: Stack.of(scope).formatArn({
      service: 'execute-api',
      resource: api.apiId,
      resourceName: '*/$default',
    }),
  })
  new CfnOutput(scope, 'ApiUrl', { value: stage.url })
  return api
}
