import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { build } from 'esbuild'
import type { Sample } from '../test/mail/samples.ts'

const root = resolve(import.meta.dirname, '..')
const file = resolve(root, '.local/mail-preview.html')

/** Templates are JSX, which Node does not run by itself. */
async function loadSamples(): Promise<readonly Sample[]> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['test/mail/samples.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')
  const { samples } = (await import(`data:text/javascript;base64,${code}`)) as { samples: readonly Sample[] }
  return samples
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

// every mail twice, with its rules for the dark always or never in force: the viewer's own scheme decides nothing here
const frame = (scheme: 'light' | 'dark', { subject, html }: Sample['mail']) => {
  const shown = html.replace('@media (prefers-color-scheme:dark)', scheme === 'dark' ? '@media all' : '@media not all')
  return `<iframe class="${scheme}" loading="lazy" sandbox title="${escaped(subject)}" srcdoc="${escaped(shown)}"></iframe>`
}

const section = ({ event, audience, template, variant, locale, from, replyTo, mail }: Sample) => `
<section class="${locale}" lang="${locale}">
<h2>${template}${variant ? `, ${variant}` : ''}</h2>
<p>${event} to the ${audience}</p>
<dl><dt>From</dt><dd>${escaped(from)}</dd><dt>Reply-To</dt><dd>${escaped(replyTo)}</dd><dt>Subject</dt><dd><b>${escaped(mail.subject)}</b></dd></dl>
${frame('light', mail)}${frame('dark', mail)}
<details><summary>Plain text</summary><pre>${escaped(mail.text)}</pre></details>
</section>`

const choice = (name: string, options: [id: string, label: string][]) =>
  `<fieldset>${options
    .map(
      ([id, label], i) => `<label><input type="radio" name="${name}" id="${id}"${i ? '' : ' checked'}>${label}</label>`,
    )
    .join('')}</fieldset>`

const page = (samples: readonly Sample[]) => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>All mails</title><style>
body{margin:0 auto;max-width:1400px;padding:0 1rem;font:15px/1.5 system-ui,sans-serif}
nav{position:sticky;top:0;display:flex;gap:1rem;padding:.5rem 0;background:#fff;z-index:1}
fieldset{border:1px solid #999}label{margin-right:1rem}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,640px),1fr));gap:2rem}
h2{margin:0}p{margin:0;color:#555}dl{display:grid;grid-template-columns:5rem 1fr;margin:.5rem 0}dd{margin:0}
iframe{width:100%;height:720px;border:1px solid #999}pre{white-space:pre-wrap;background:#f4f4f4;padding:1rem}
:root:has(#phone:checked) iframe{width:320px}
:root:has(#en:checked) section.tr,:root:has(#tr:checked) section.en,:root:has(#light:checked) .dark,:root:has(#dark:checked) .light{display:none}
</style><h1>All mails</h1>
<nav>${choice('language', [
  ['en', 'English'],
  ['tr', 'Türkçe'],
  ['both', 'Both'],
])}${choice('scheme', [
  ['light', 'Light'],
  ['dark', 'Dark'],
])}${choice('width', [
  ['desk', 'Desk'],
  ['phone', 'Phone'],
])}</nav><main>${samples.map(section).join('')}</main></html>
`

const samples = await loadSamples()
await mkdir(dirname(file), { recursive: true })
await writeFile(file, page(samples))
console.log(`${samples.length} mails: ${file}`)
