import type { Risk } from '../domain/admin-roles.ts'

const font = 'font-family:Segoe UI,Roboto,Helvetica,Arial,sans-serif'
export const css = {
  page: `margin:0;padding:0;background-color:#eef2f2;${font}`,
  frame: 'width:100%;background-color:#eef2f2',
  margin: 'padding:24px 8px',
  card: 'width:100%;max-width:600px;background-color:#ffffff;border:1px solid #d5dddd',
  header: 'padding:14px 32px;background-color:#134e4a;color:#ffffff;font-size:14px;line-height:20px;font-weight:bold',
  content: 'padding:28px 32px 32px',
  heading: 'margin:0 0 16px;font-size:24px;line-height:31px;font-weight:bold;color:#16211f',
  title: 'margin:28px 0 8px;font-size:17px;line-height:24px;font-weight:bold;color:#16211f',
  paragraph: 'margin:0 0 12px;font-size:15px;line-height:23px;color:#16211f',
  small: 'margin:0 0 6px;font-size:13px;line-height:20px;color:#4a5a57',
  facts: 'margin:4px 0 16px;line-height:22px',
  label: 'padding:4px 16px 4px 0;font-size:14px;color:#4a5a57;width:34%',
  value: 'padding:4px 0;font-size:15px;color:#16211f;word-break:break-word',
  quote:
    'padding:12px 16px;border-left:4px solid #0f766e;background-color:#f3f7f6;font-size:15px;line-height:23px;color:#16211f;word-break:break-word',
  list: 'margin:0 0 12px;padding:0 0 0 20px;font-size:15px;line-height:23px;color:#16211f',
  item: 'margin:0 0 6px',
  entries: 'font-size:15px;line-height:22px;color:#16211f',
  entry: 'margin:0;padding:10px 0;border-top:1px solid #d5dddd',
  tag: 'padding:1px 8px;border-radius:9px;font-size:12px;white-space:nowrap',
  buttonFrame: 'margin:28px 0 12px',
  button: 'padding:13px 28px;border-radius:6px;background-color:#0f766e',
  anchor: 'color:#ffffff;font-size:16px;line-height:22px;font-weight:bold;text-decoration:none;display:inline-block',
  code: 'margin:0 0 14px;font-family:Consolas,Menlo,monospace;font-size:13px;line-height:20px;color:#16211f;word-break:break-all',
  footer: 'padding:18px 32px 22px;border-top:1px solid #d5dddd',
  preheader: 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px',
} as const

export const tones: Record<Risk, string> = {
  low: 'background-color:#dcfce7;color:#14532d',
  medium: 'background-color:#fef3c7;color:#713f12',
  high: 'background-color:#ffedd5;color:#7c2d12',
  critical: 'background-color:#b91c1c;color:#ffffff',
}

// only what inline styles cannot say: dark mode and small screens
export const rules = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background-color:#0d1514 !important}
.card{background-color:#16211f !important;border-color:#35433f !important}
.ink{color:#e8efed !important}
.mute{color:#a9b8b4 !important}
.line{border-color:#35433f !important}
.quote{background-color:#1f2d2a !important;border-left-color:#2dd4bf !important}
.button{background-color:#2dd4bf !important}
.anchor{color:#06241f !important}
}
@media (max-width:480px){
.pad{padding-left:20px !important;padding-right:20px !important}
.button,.anchor{display:block !important;text-align:center !important}
.wide{width:100% !important}
.frame{padding:0 !important}
}`
