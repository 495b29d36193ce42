export interface Route {
  key: string
  method: string
  segments: string[]
  functionId: string
}
export interface Match {
  route: Route
  parameters: Record<string, string>
}

/** As API Gateway chooses: exact paths before parameters before greedy ones, the method before ANY, `$default` last. */
export function findRoute(routes: Route[], method: string, pathname: string): Match | undefined {
  const segments = pathname.split('/').slice(1)
  const matches = routes
    .filter((route) => route.method === method || route.method === 'ANY')
    .flatMap((route) => {
      const parameters = matchSegments(route.segments, segments)
      return parameters ? [{ route, parameters }] : []
    })
    .sort((a, b) => rank(a.route).localeCompare(rank(b.route)))
  const fallback = routes.find((route) => route.key === '$default')
  return matches[0] ?? (fallback && { route: fallback, parameters: {} })
}

const rank = (route: Route) =>
  route.segments.map((s) => (s.endsWith('+}') ? '2' : s.startsWith('{') ? '1' : '0')).join('') +
  (route.method === 'ANY' ? '1' : '0')

function matchSegments(pattern: string[], segments: string[]) {
  const parameters: Record<string, string> = {}
  for (const [i, part] of pattern.entries()) {
    const value = segments[i]
    if (part.endsWith('+}')) {
      if (!value) return undefined
      parameters[part.slice(1, -2)] = decodePath(segments.slice(i).join('/'))
      return parameters
    }
    if (!value && part !== value) return undefined
    if (part.startsWith('{')) parameters[part.slice(1, -1)] = decodePath(value ?? '')
    else if (part !== decodePath(value ?? '')) return undefined
  }
  return pattern.length === segments.length ? parameters : undefined
}

/** Percent-encoding undone, as API Gateway does it also for rawPath. */
export const decodePath = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
