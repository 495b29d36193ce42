import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider'
import { readBody, sendPage, sendText } from './http.ts'
import { audience, type LocalCloud, type SigningKey } from './identity.ts'
import { createStore } from './issuer-store.ts'
import { claimsOf, companyOf, people } from './people.ts'
import { signInPage } from './sign-in-page.ts'

/** Answers one request; `path` is what follows the issuer's own address. */
export type Issuer = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void> | void

/** The authorization code flow of one cloud. Loaded on first use: most work needs tokens and keys only. */
export async function createIssuer(
  cloud: LocalCloud,
  url: string,
  portals: string[],
  key: SigningKey,
): Promise<Issuer> {
  const { Provider, interactionPolicy } = await import('oidc-provider')
  const policy = interactionPolicy.base()
  // "use another account" asks for it
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  const provider = new Provider(url, configure(cloud, url, portals, key, policy))
  const callback = provider.callback()

  return async (request, response, path) => {
    if (path.startsWith('/sign-in/')) return signIn(provider, cloud, request, response)
    Object.assign(request, { originalUrl: request.url, url: path })
    return callback(request, response)
  }
}

async function signIn(provider: Provider, cloud: LocalCloud, request: IncomingMessage, response: ServerResponse) {
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined)
  if (!interaction)
    return sendText(response, 400, 'This sign-in has ended. Go back to the page before it and sign in again.\n')
  const here = Object.entries(people).filter(([, person]) => companyOf(person).cloud === cloud)
  if (request.method !== 'POST') return sendPage(response, signInPage(cloud, here), "form-action 'self' http:")
  const chosen = new URLSearchParams(String(await readBody(request))).get('person') ?? ''
  const person = here.find(([name]) => name === chosen)?.[1]
  if (!person) return sendText(response, 400, `Nobody here is called "${chosen}".\n`)
  const result = { login: { accountId: person.userId }, select_account: {}, consent: {} }
  const next = await provider.interactionResult(request, response, result, { mergeWithLastSubmission: false })
  await forgetAnother(provider, interaction.session?.uid, person.userId)
  response.writeHead(303, { location: next }).end()
}

/** Changing the account would otherwise lead over a sign-out page that needs a script. */
async function forgetAnother(provider: Provider, sessionUid: string | undefined, userId: string) {
  const session = sessionUid ? await provider.Session.findByUid(sessionUid) : undefined
  if (!session?.accountId || session.accountId === userId) return
  session.accountId = undefined
  session.authorizations = undefined
  await session.persist()
}

const resource = 'urn:liaison'
const claimNames = [
  'ver',
  'tid',
  'oid',
  'name',
  'preferred_username',
  'tenant_ctry',
  'acct',
  'wids',
  'eligible_wids',
  'roles',
]

type Policy = NonNullable<NonNullable<Configuration['interactions']>['policy']>

function configure(cloud: LocalCloud, url: string, portals: string[], key: SigningKey, policy: Policy): Configuration {
  const claimsByUserId = (userId: string | undefined) => {
    const [name, person] = Object.entries(people).find(([, one]) => one.userId === userId) ?? []
    return name && person ? claimsOf(name, person) : {}
  }
  const grantEverything = async (ctx: KoaContextWithOIDC) => {
    const { client, account, provider } = ctx.oidc
    if (!client || !account) return undefined
    const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
    grant.addOIDCScope('openid profile offline_access')
    grant.addResourceScope(resource, 'openid profile')
    await grant.save()
    return grant
  }
  return {
    clients: [
      {
        client_id: audience,
        token_endpoint_auth_method: 'none',
        redirect_uris: portals.map((portal) => `${portal}/sign-in/callback`),
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    adapter: createStore(),
    jwks: { keys: [key] },
    pkce: { required: () => true },
    claims: { openid: ['sub', ...claimNames] },
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile', 'offline_access'],
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...claimsByUserId(accountId) }) }),
    // as Microsoft Entra ID has it; the default would be at+jwt
    formats: { customizers: { jwt: (_ctx, _token, jwt) => void Object.assign(jwt, { header: { typ: 'JWT' } }) } },
    extraTokenClaims: (_ctx, token) => ('accountId' in token ? claimsByUserId(token.accountId) : {}),
    loadExistingGrant: grantEverything,
    interactions: { policy, url: (_ctx, interaction) => `${new URL(url).pathname}/sign-in/${interaction.uid}` },
    // two issuers share one host: each has cookies of its own
    cookies: {
      names: { session: `${cloud}_session`, interaction: `${cloud}_interaction`, resume: `${cloud}_resume` },
      keys: [key.n ?? ''],
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid profile',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
        }),
      },
    },
    ttl: { AccessToken: 3600, IdToken: 3600, Interaction: 3600, Session: 86_400, Grant: 86_400, AuthorizationCode: 60 },
  }
}
