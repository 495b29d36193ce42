import { type IncomingHttpHeaders, request } from 'node:http'

export interface Asked {
  method?: string
  headers?: Record<string, string>
  /** `name=value`, as a browser would send them */
  cookies?: readonly string[]
  form?: Record<string, string>
}

export interface Told {
  status: number
  headers: IncomingHttpHeaders
  /** the lines of Set-Cookie */
  set: string[]
  body: string
}

/** A request below the level of a browser: any header, also Host, Origin and Sec-Fetch-Site; no redirect is followed. */
export const ask = (url: string, { method = 'GET', headers = {}, cookies = [], form }: Asked = {}): Promise<Told> =>
  new Promise((resolve, reject) => {
    const all = {
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
      ...headers,
    }
    const sent = request(url, { method, headers: all }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          set: answer.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(form && new URLSearchParams(form).toString())
  })

/** `name=value` of what a Set-Cookie line sets. */
export const pair = (line: string) => line.split(';')[0] ?? ''
