import { createHash } from 'node:crypto'
import { theme } from './theme.ts'

const rules = `
*{box-sizing:border-box}
body{margin:0;background:var(--surface);color:var(--text);font:1rem/1.5 "Segoe UI",system-ui,-apple-system,Roboto,"Helvetica Neue",sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}
.skip{position:absolute;inset-inline-start:-999rem}.skip:focus{position:static;display:block;padding:.5rem 1rem}
.bar{background:var(--background);border-block-end:1px solid var(--line)}
.bar>div,main,footer{max-width:62rem;margin-inline:auto;padding:.75rem 1rem}
.bar>div{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center}
.brand{font-weight:600;text-decoration:none;color:inherit}
.bar nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:0;padding:0;list-style:none}
.bar nav a{display:inline-block;padding:.25rem 0}
.bar nav a[aria-current]{color:inherit;font-weight:600;text-decoration-thickness:3px;text-underline-offset:.4em}
.bar .end{margin-inline-start:auto;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;color:var(--muted)}
main{padding-block:1.5rem 3rem}
footer{border-block-start:1px solid var(--line);color:var(--muted);font-size:.875rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 1rem}h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}
p,ul,ol,dl{margin:0 0 1rem}
.lead{font-size:1.125rem}.muted{color:var(--muted)}.small{font-size:.875rem}
.card{background:var(--background);border:1px solid var(--line);border-radius:8px;padding:1.25rem;margin-block:0 1.25rem}
.card>:first-child{margin-block-start:0}.card>:first-child{margin-block-start:0}.card>:last-child{margin-block-end:0}
.button,button{display:inline-block;font:inherit;font-weight:600;text-align:center;text-decoration:none;padding:.5rem 1rem;border-radius:4px;border:1px solid var(--brand);background:var(--brand);color:var(--on-brand);cursor:pointer}
.button:hover,button:hover{background:var(--brand-hover)}
.button.quiet,button.quiet{background:var(--background);color:var(--text);border-color:var(--strong)}
.button.quiet:hover,button.quiet:hover{background:var(--sunken)}
button.plain{background:none;border:0;padding:0;color:var(--link);font-weight:400;text-decoration:underline}
button.plain:hover{background:none}
button.danger{background:var(--background);color:var(--bad-text);border-color:var(--bad-line)}button.danger:hover{background:var(--bad-surface)}
.row{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:center;margin-block:0 1rem}
form.inline{display:inline}
.field{margin-block:0 1.25rem}
label,legend{font-weight:600;padding:0}fieldset{border:0;margin:0 0 1.25rem;padding:0;min-width:0}
.hint{display:block;color:var(--muted);font-weight:400}
input[type=text],input[type=email],input[type=tel],input[type=search],input[type=date],input[type=number],select,textarea{display:block;width:100%;max-width:34rem;margin-block-start:.25rem;font:inherit;color:inherit;background:var(--background);border:1px solid var(--strong);border-radius:4px;padding:.5rem .625rem}
textarea{min-height:14rem;line-height:1.5}
.choice{display:grid;grid-template-columns:1.5rem 1fr;gap:.25rem .5rem;align-items:start;margin-block:.5rem}
.choice input{width:1.25rem;height:1.25rem;margin:.125rem 0 0;accent-color:var(--brand)}
.choice label{font-weight:400}
.choice .hint{grid-column:2}
.wrong{border-inline-start:4px solid var(--bad-line);padding-inline-start:.75rem}
.error{display:block;color:var(--bad-text);font-weight:600}
.note{border-inline-start:4px solid var(--strong);background:var(--sunken);padding:.75rem 1rem;margin-block:0 1.25rem}
.note.good{border-color:var(--good-text);background:var(--good-surface)}
.note.warn{border-color:var(--warn-text);background:var(--warn-surface)}
.note.bad{border-color:var(--bad-line);background:var(--bad-surface)}
.note>:last-child{margin-block-end:0}.note h2{margin-block-start:0}
.tag{display:inline-block;font-size:.875rem;font-weight:600;padding:0 .5rem;border-radius:4px;background:var(--sunken);border:1px solid var(--line);white-space:nowrap}
.tag.good{color:var(--good-text);background:var(--good-surface);border-color:currentColor}
.tag.warn{color:var(--warn-text);background:var(--warn-surface);border-color:currentColor}
.tag.bad{color:var(--bad-text);background:var(--bad-surface);border-color:currentColor}
dl.facts{display:grid;grid-template-columns:minmax(9rem,1fr) 3fr;gap:.25rem 1rem}
dl.facts dt{font-weight:600}dl.facts dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin-block:0 1rem}caption{text-align:start;font-weight:600;padding-block:.25rem}
th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;border-block-end:1px solid var(--line)}
thead th{overflow-wrap:normal}tbody th{min-width:9rem}th[scope=rowgroup]{padding-block-start:1.25rem}
ul.plain{list-style:none;padding:0}
.quote{white-space:pre-wrap;border-inline-start:4px solid var(--line);padding-inline-start:1rem;margin:0 0 1rem}
form.filter{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:end;margin-block:0 1rem}.filter .field{margin:0;flex:1 1 11rem;max-width:20rem}
.include:has(input:not(:checked))~.included,.included:has([value=single]:not(:checked)) .single{display:none}
summary{cursor:pointer;font-weight:600}details{margin-block:0 1rem}
code,.code{font-family:ui-monospace,Consolas,monospace;font-size:.875rem}
@media (max-width:40rem){h1{font-size:1.5rem}dl.facts{grid-template-columns:1fr}dl.facts dd{margin-block-end:.5rem}table.cards thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}table.cards tr{display:block;padding-block:.5rem;border-block-end:1px solid var(--line)}table.cards td,table.cards th{display:block;border:0;padding:.125rem 0}table.cards td[data-label]::before{content:attr(data-label)": ";font-weight:600}.button,button:not(.plain){width:100%}}
@media (min-width:60rem){table.cards th[scope=row]{min-width:16rem}}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important;scroll-behavior:auto!important}}
`

/** The one style sheet of all pages, light and dark. */
export const css = `:root{color-scheme:light dark;${theme.light}}@media (prefers-color-scheme:dark){:root{${theme.dark}}}${rules.replaceAll('\n', '')}`

/** Reads the secret behind the # of a mailed link and posts it; without a script the form asks for the code. */
export const script = `{const f=document.querySelector("form[data-secret]"),m=/^#i=([\\w-]+)$/.exec(location.hash);if(f&&m){history.replaceState(null,"",location.pathname);f.elements.secret.value=m[1];f.submit()}}
document.addEventListener("click",e=>{const b=e.target.closest("[data-copy]");if(b)navigator.clipboard.writeText(b.dataset.copy).then(()=>{b.textContent=b.dataset.copied})})
`

const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 12)

/** Their names change with their content, so browsers may keep them for ever. */
export const assets = {
  css: `/assets/${fingerprint(css)}.css`,
  script: `/assets/${fingerprint(script)}.js`,
}
