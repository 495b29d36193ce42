import { html, raw } from 'hono/html'

const style = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884 }
button { font: inherit; text-align: left; padding: .5rem .8rem; min-width: 20rem }
pre, iframe { width: 100%; box-sizing: border-box; border: 1px solid #8884; padding: .8rem; white-space: pre-wrap; overflow-wrap: anywhere }
iframe { height: 30rem; padding: 0; background: white }
article { margin: 1.5rem 0 } summary { cursor: pointer }`

export const page = async (title: string, body: ReturnType<typeof html>) =>
  String(
    await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}: Liaison, local</title>
<style>${raw(style)}</style></head><body><h1>${title}</h1>${body}</body></html>`,
  )
