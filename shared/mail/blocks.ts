import type { Risk } from '../domain/admin-roles.ts'
import type { Locale } from '../domain/locale.ts'

/** One piece of a mail, told once and rendered twice: as HTML and as plain text. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'title'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'facts'; rows: [label: string, value: string][] }
  | { kind: 'quote'; title: string; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'entries'; items: { name: string; tag: string; tone: Risk; text: string }[] }
  | { kind: 'button'; label: string; note: string; link: string }
  | { kind: 'fallback'; title: string; linkIntro: string; link: string; codeIntro: string; code: string }

/** A mail as data. `preheader` is what an inbox shows beside the subject, `header` our fixed line above everything. */
export interface Mail {
  locale: Locale
  subject: string
  preheader: string
  header: string
  blocks: Block[]
  footer: string[]
}
